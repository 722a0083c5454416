using Microsoft.Net.Http.Headers;
using Sokbo.Gateway.Ads;
using Sokbo.Gateway.Ads.Files;
using Sokbo.Gateway.Articles.Surfaces;

namespace Sokbo.Gateway.Media;

/// <summary>Pictures for everybody, by their content: an address never shows anything else.</summary>
internal static class MediaEndpoints
{
    public static void MapMedia(this IEndpointRouteBuilder routes) =>
        routes.MapMethods(MediaName.PathPrefix + "{name}", [HttpMethods.Get, HttpMethods.Head], Get).AddEndpointFilter<AdsRateLimitFilter>().ExcludeFromDescription().ShowsNoArticles("Banners by their hash. Pictures of articles are elsewhere.");

    private static async Task<IResult> Get(string name, HttpContext context, IMediaStore store, ServedFiles served)
    {
        if (MediaName.Parse(name) is not { IsImage: true } media || await store.OpenAsync(media, context.RequestAborted) is not { } content)
        {
            context.Response.Headers.CacheControl = "no-store";
            return Results.NotFound();
        }

        served.Note(media, content.Length);
        MediaHeaders.SetPublic(context.Response.Headers, "public, max-age=31536000, immutable");
        return Results.Stream(content, media.ContentType, entityTag: new EntityTagHeaderValue($"\"{media.Hash}\""));
    }
}
