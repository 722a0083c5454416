using Sokbo.Gateway.Ads;
using Sokbo.Gateway.Ads.Files;
using Sokbo.Gateway.Articles.Surfaces;

namespace Sokbo.Gateway.Media;

/// <summary>Pictures for everybody, by their content: an address never shows anything else.</summary>
internal static class MediaEndpoints
{
    public static void MapMedia(this IEndpointRouteBuilder routes) =>
        routes.MapMethods(MediaName.PathPrefix + "{name}", [HttpMethods.Get, HttpMethods.Head], Get).AddEndpointFilter<AdsRateLimitFilter>().ExcludeFromDescription().ShowsNoArticles("Banners by their hash. Pictures of articles are elsewhere.");

    private static async Task<IResult> Get(string name, HttpContext context, MediaAnswers files, ServedFiles served) =>
        MediaName.Parse(name) is { IsImage: true } media
            ? await files.AnswerAsync(context, media, "public, max-age=31536000, immutable", size => served.Note(media, size))
            : MediaAnswers.Missing(context, StatusCodes.Status404NotFound);
}
