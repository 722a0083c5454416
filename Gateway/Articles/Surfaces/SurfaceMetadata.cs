namespace Sokbo.Gateway.Articles.Surfaces;

/// <summary>On a route: it shows articles to anybody, and how their absence is checked.</summary>
internal sealed record SurfaceMetadata(string Name, SurfaceScope Scope, SurfaceCheck Check);
