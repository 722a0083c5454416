namespace Sokbo.Gateway.Ads;

/// <summary>Addresses that banners may lead to.</summary>
internal static class LandingAddress
{
    public const int LengthMax = 2_048;

    /// <summary>http or https with a host and without a name and password in it.</summary>
    public static bool IsAllowed(string? text) => Parse(text) is not null;

    /// <summary>As it may stand in a Location header: ASCII, with an internationalised host in its registered form.</summary>
    public static string ForHeader(string text)
    {
        var uri = Parse(text) ?? throw new InvalidOperationException("An address was kept that may not be led to.");
        var host = uri.HostNameType == UriHostNameType.Dns ? uri.IdnHost : uri.Host;
        var port = uri.IsDefaultPort ? "" : FormattableString.Invariant($":{uri.Port}");
        return $"{uri.Scheme}://{host}{port}{uri.PathAndQuery}{uri.Fragment}";
    }

    private static Uri? Parse(string? text) =>
        text is { Length: > 0 and <= LengthMax }
        && !text.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter) || letter is '\\' or '<' or '>' or '"')
        && Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https" && uri.Host.Length > 0 && uri.UserInfo.Length == 0
            ? uri
            : null;
}
