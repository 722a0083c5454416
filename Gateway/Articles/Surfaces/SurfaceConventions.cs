namespace Sokbo.Gateway.Articles.Surfaces;

/// <summary>
/// Every route that a stranger can reach says whether it shows articles. The receipt of a retraction is made from what
/// they say; a test fails for a route that says nothing.
/// </summary>
public static class SurfaceConventions
{
    internal static TBuilder ShowsArticles<TBuilder>(this TBuilder builder, string name, SurfaceScope scope, SurfaceCheck check)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new SurfaceMetadata(name, scope, check));

    public static TBuilder ShowsNoArticles<TBuilder>(this TBuilder builder, string why)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new NoArticlesMetadata(why));
}
