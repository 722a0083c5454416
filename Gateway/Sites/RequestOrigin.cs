namespace Sokbo.Gateway.Sites;

internal static class RequestOrigin
{
    /// <summary>Scheme and host, with the port where it is named, as the reader sees them: what a proxy in front has said is taken in already.</summary>
    public static string Origin(this HttpRequest request) => $"{request.Scheme}://{request.Host}";
}
