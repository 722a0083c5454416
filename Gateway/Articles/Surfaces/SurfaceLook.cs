namespace Sokbo.Gateway.Articles.Surfaces;

/// <summary>One surface of one article.</summary>
internal sealed record SurfaceLook(SurfaceMetadata Surface, RouteEndpoint Endpoint, string Path, string Id, string Host)
{
    public string Address => Host.Length > 0 ? $"{Host}{Path}" : Path;
}
