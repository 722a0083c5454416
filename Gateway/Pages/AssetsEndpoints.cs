using Sokbo.Gateway.Articles.Surfaces;

namespace Sokbo.Gateway.Pages;

internal static class AssetsEndpoints
{
    /// <summary>The name holds a hash of the content.</summary>
    private const string CacheForEver = "public, max-age=31536000, immutable";

    public static IEndpointRouteBuilder MapAssets(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/assets/{file}", [HttpMethods.Get, HttpMethods.Head], GetAsset).ExcludeFromDescription().ShowsNoArticles("Scripts and styles.");
        return routes;
    }

    private static IResult GetAsset(string file, HttpContext context, WebAssets assets) =>
        assets.Find(file) is { } asset ? AssetAnswer.Of(context, asset, CacheForEver) : Results.NotFound();
}
