namespace Sokbo.Gateway.Articles.Surfaces;

/// <summary>One surface of one article.</summary>
internal sealed record SurfaceLook(SurfaceMetadata Surface, RouteEndpoint Endpoint, string Path, string Id, string Host)
{
    /// <summary>Empty, or with its question mark.</summary>
    public string Query { get; init; } = "";

    /// <summary>What the proof says besides; null for nothing.</summary>
    public string? Note { get; init; }

    public string Address => Host + Path + Query;
}
