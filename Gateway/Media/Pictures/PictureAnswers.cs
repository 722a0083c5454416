using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Sokbo.Gateway.Ads;
using Sokbo.Gateway.Articles.Surfaces;
using Sokbo.Gateway.Delivery;
using Sokbo.Gateway.Pages;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Interfaces.Media;

namespace Sokbo.Gateway.Media.Pictures;

/// <summary>
/// Pictures of articles for everybody, while a public article shows them. Whether one does is a topic of the picture, so
/// that it is answered from this gateway's memory and a retraction arrives like any other update.
/// </summary>
internal static class PictureAnswers
{
    private const int SecondsMax = 300;
    private const int SharedSecondsMax = 31_536_000;

    /// <summary>An article is public a moment before its pictures have heard of it.</summary>
    private static readonly TimeSpan[] Patience = [TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(300), TimeSpan.FromMilliseconds(600)];

    public static void MapPictureAnswers(this IEndpointRouteBuilder routes) =>
        routes.MapMethods(PictureAddress.Prefix + "{id}", [HttpMethods.Get, HttpMethods.Head], Get)
            .AddEndpointFilter<AdsRateLimitFilter>().ExcludeFromDescription().AllowAnonymous().ShowsArticles("picture", SurfaceScope.Picture, SurfaceCheck.Gone);

    private static async Task<IResult> Get(
        string id, HttpContext context, IMediaStore store, ITopicReader topics, IOptions<MediaOptions> options, TimeProvider time)
    {
        if (MediaName.ParsePicture(id) is not { } name)
        {
            return Missing(context, StatusCodes.Status404NotFound);
        }

        PictureState? state;
        try
        {
            state = await FindAsync(context, TopicName.Picture(name.Hash), topics, time);
        }
        catch (TopicUnavailableException)
        {
            context.Response.Headers.RetryAfter = "5";
            return Missing(context, StatusCodes.Status503ServiceUnavailable);
        }

        if (state is null or { IsShown: false })
        {
            return Missing(context, state is { WasShown: true } ? StatusCodes.Status410Gone : StatusCodes.Status404NotFound);
        }

        if (!PictureFiles.Of(state.Info).Contains(name) || await store.OpenAsync(name, context.RequestAborted) is not { } content)
        {
            return Missing(context, StatusCodes.Status404NotFound);
        }

        SetHeaders(context.Response.Headers, options.Value.PurgeUrl is { Length: > 0 });
        return Results.Stream(content, name.ContentType, entityTag: new EntityTagHeaderValue($"\"{name.Hash}-{name.Width}\""));
    }

    private static async Task<PictureState?> FindAsync(HttpContext context, TopicName topic, ITopicReader topics, TimeProvider time)
    {
        var state = (await topics.Read<PictureState>(topic, context.RequestAborted))?.State;
        foreach (var pause in context.Features.Get<SurfaceInspection>() is null ? Patience : [])
        {
            if (state is { IsShown: true } or { WasShown: true } or null)
            {
                return state;
            }

            await Task.Delay(pause, time, context.RequestAborted);
            state = (await topics.Read<PictureState>(topic, context.RequestAborted))?.State;
        }

        return state;
    }

    private static IResult Missing(HttpContext context, int status)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Results.StatusCode(status);
    }

    private static void SetHeaders(IHeaderDictionary headers, bool purged)
    {
        // A retraction reaches browsers when this is over; shared caches are told, where somebody has said how.
        MediaHeaders.SetPublic(headers, purged
            ? FormattableString.Invariant($"public, max-age={SecondsMax}, s-maxage={SharedSecondsMax}")
            : FormattableString.Invariant($"public, max-age={SecondsMax}"));
    }
}
