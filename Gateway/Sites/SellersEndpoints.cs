using System.Text;
using Sokbo.Gateway.Articles.Surfaces;

namespace Sokbo.Gateway.Sites;

/// <summary><c>/ads.txt</c> and <c>/sellers.json</c> of the site that the Host header names. A site that says nothing has neither.</summary>
internal static class SellersEndpoints
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void MapSellers(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/ads.txt", Methods, GetAdsTxt).ExcludeFromDescription().AllowAnonymous().ShowsNoArticles("Who sells advertising.");
        routes.MapMethods("/sellers.json", Methods, GetSellers).ExcludeFromDescription().AllowAnonymous().ShowsNoArticles("Who sells advertising.");
    }

    private static IResult GetAdsTxt(HttpContext context, SiteDirectory sites) => sites.Of(context.Request) is { AdsTxt.IsDefaultOrEmpty: false } site
        ? Answer(context, string.Join('\n', site.AdsTxt) + "\n", "text/plain")
        : Results.NotFound();

    private static IResult GetSellers(HttpContext context, SiteDirectory sites) => sites.Of(context.Request) is { Sellers: { } file }
        ? Answer(context, SellersJson.Of(file), "application/json")
        : Results.NotFound();

    private static IResult Answer(HttpContext context, string text, string type)
    {
        context.Response.Headers.CacheControl = "public, max-age=300";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.Vary = "Host";

        // Whoever buys reads them from pages of their own too.
        context.Response.Headers.AccessControlAllowOrigin = "*";
        return Results.Text(text, type, Encoding.UTF8);
    }
}
