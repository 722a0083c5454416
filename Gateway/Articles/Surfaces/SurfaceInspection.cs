namespace Sokbo.Gateway.Articles.Surfaces;

/// <summary>On a request that this gateway makes to itself to see what readers get: it counts as nobody's visit.</summary>
internal sealed record SurfaceInspection
{
    public static SurfaceInspection Instance { get; } = new();
}
