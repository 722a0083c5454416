using Sokbo.Gateway.Articles.Surfaces;
using Sokbo.Gateway.Delivery;
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

    /// <summary>An article is public a moment before its pictures have heard of it.</summary>
    private static readonly TimeSpan[] Patience = [TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(300), TimeSpan.FromMilliseconds(600)];

    /// <summary>Without a limit for each address: like pages, they are for everybody, and many readers share one.</summary>
    public static void MapPictureAnswers(this IEndpointRouteBuilder routes) =>
        routes.MapMethods(PictureAddress.Prefix + "{id}", [HttpMethods.Get, HttpMethods.Head], Get)
            .ExcludeFromDescription().AllowAnonymous().ShowsArticles("picture", SurfaceScope.Picture, SurfaceCheck.Gone);

    private static async Task<IResult> Get(string id, HttpContext context, MediaAnswers files, ITopicReader topics, PurgeHook purge, TimeProvider time)
    {
        if (MediaName.ParsePicture(id) is not { } name)
        {
            return MediaAnswers.Missing(context, StatusCodes.Status404NotFound);
        }

        TopicView? view;
        try
        {
            view = await FindAsync(context, TopicName.Picture(name.Hash), topics, time);
        }
        catch (TopicUnavailableException)
        {
            context.Response.Headers.RetryAfter = "5";
            return MediaAnswers.Missing(context, StatusCodes.Status503ServiceUnavailable);
        }

        var state = view?.As<PictureState>();
        if (state is null or { IsShown: false })
        {
            return MediaAnswers.Missing(context, state is { WasShown: true } ? StatusCodes.Status410Gone : StatusCodes.Status404NotFound);
        }

        return PictureFiles.Of(state.Info).Contains(name)
            ? await files.AnswerAsync(context, name, CacheControl(shared: purge.IsOn && !view!.Old))
            : MediaAnswers.Missing(context, StatusCodes.Status404NotFound);
    }

    private static async Task<TopicView?> FindAsync(HttpContext context, TopicName topic, ITopicReader topics, TimeProvider time)
    {
        var view = await topics.Read(topic, context.RequestAborted);
        foreach (var pause in context.Features.Get<SurfaceInspection>() is null ? Patience : [])
        {
            if (view is null || view.As<PictureState>() is { IsShown: true } or { WasShown: true })
            {
                return view;
            }

            await Task.Delay(pause, time, context.RequestAborted);
            view = await topics.Read(topic, context.RequestAborted);
        }

        return view;
    }

    /// <summary>
    /// A retraction reaches browsers when this is over. Shared caches are told of it, where somebody has said how; a gateway
    /// that is cut off from the cluster may not know of it, and lets them keep nothing for longer than a browser.
    /// </summary>
    private static string CacheControl(bool shared) => shared
        ? FormattableString.Invariant($"public, max-age={SecondsMax}, s-maxage={(int)PicturePurge.CachedFor.TotalSeconds}")
        : FormattableString.Invariant($"public, max-age={SecondsMax}");
}
