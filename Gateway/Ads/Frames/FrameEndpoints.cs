using Microsoft.Net.Http.Headers;
using Sokbo.Gateway.Ads.Files;
using Sokbo.Gateway.Articles.Surfaces;
using Sokbo.Gateway.Media;
using Sokbo.Gateway.Sites;

namespace Sokbo.Gateway.Ads.Frames;

internal static class FrameEndpoints
{
    public const string PathPrefix = "/ads/frames/";

    public static void MapFrames(this IEndpointRouteBuilder routes) =>
        routes.MapMethods(PathPrefix + "{name}", [HttpMethods.Get, HttpMethods.Head], Get).AddEndpointFilter<AdsRateLimitFilter>().ExcludeFromDescription().ShowsNoArticles("Banners.");

    /// <summary>On its own origin only: on that of a page a mistake in the cage would be one in the page.</summary>
    private static async Task<IResult> Get(string name, HttpContext context, IMediaStore store, ServedFiles served, FrameOrigins origins, CancellationToken cancellationToken)
    {
        if (!origins.IsHere(context.Request) || MediaName.Parse(name) is not { Type: MediaType.Html } media || await store.OpenAsync(media, cancellationToken) is not { } stream)
        {
            context.Response.Headers.CacheControl = "no-store";
            return Results.NotFound();
        }

        served.Note(media, stream.Length);
        using var reader = new StreamReader(stream);
        var document = FrameDocument.Of(await reader.ReadToEndAsync(cancellationToken));
        SetHeaders(context.Response.Headers, context.Request.Origin());
        return Results.Text(document, "text/html; charset=utf-8");
    }

    private static void SetHeaders(IHeaderDictionary headers, string origin)
    {
        // The banner is what its address says for ever; what is around it belongs to this version of the server.
        headers.CacheControl = "public, max-age=3600";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = FrameDocument.PolicyOf(origin);
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), autoplay=(), fullscreen=(), payment=()";
        headers["X-Robots-Tag"] = "noindex, nofollow";
        headers[HeaderNames.Vary] = HeaderNames.Host;
    }
}
