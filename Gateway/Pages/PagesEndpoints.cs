using System.Collections.Immutable;
using Sokbo.Gateway.Articles.Feeds;
using Sokbo.Gateway.Articles.Surfaces;
using Sokbo.Gateway.Delivery;
using Sokbo.Gateway.Pages.Components;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Pages;

internal static class PagesEndpoints
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];
    private static readonly ImmutableDictionary<string, object?> Nothing = ImmutableDictionary<string, object?>.Empty;

    public static IEndpointRouteBuilder MapPages(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").ExcludeFromDescription().AllowAnonymous();
        pages.AddEndpointFilter(AnswerOutage);
        pages.MapMethods("/", Methods, GetFront).ShowsArticles("front page", SurfaceScope.Site, SurfaceCheck.NotNamed);
        pages.MapMethods("/sections/{id}", Methods, GetSection).ShowsArticles("section page", SurfaceScope.Section, SurfaceCheck.NotNamed);
        pages.MapMethods("/articles/{id}", Methods, GetArticle).ShowsArticles("article page", SurfaceScope.Article, SurfaceCheck.Gone);
        pages.MapMethods("/weather", Methods, GetWeather).ShowsArticles("weather page, for its breaking band", SurfaceScope.Site, SurfaceCheck.NotNamed);
        pages.MapMethods("/console", Methods, GetConsole).ShowsArticles("console, for its breaking band", SurfaceScope.Site, SurfaceCheck.NotNamed);
        pages.MapFeeds();
        routes.MapAssets();
        return routes;
    }

    private static async Task<IResult> GetFront(
        HttpContext context, PageFrames frames, ITopicReader topics, PageRenderer renderer)
    {
        if (await frames.Of(context, SlotPlaces.Side, SlotPlaces.ListBottom) is not { } frame)
        {
            return Unavailable(context);
        }

        var list = await topics.Read<ArticleList>(TopicName.Front(frame.Site.Id), context.RequestAborted);
        return await renderer.Render<FrontPage>(context, frame, With("List", list));
    }

    private static async Task<IResult> GetSection(
        string id, HttpContext context, PageFrames frames, ITopicReader topics, PageRenderer renderer)
    {
        if (await frames.Of(context, SlotPlaces.Side, SlotPlaces.ListBottom) is not { } frame)
        {
            return Unavailable(context);
        }

        if (frame.SectionName(id) is not { } name)
        {
            return await NotFound(context, frame, renderer);
        }

        var list = await topics.Read<ArticleList>(TopicName.Section(frame.Site.Id, id), context.RequestAborted);
        return await renderer.Render<SectionPage>(context, frame, With("List", list).Add("Name", name));
    }

    private static async Task<IResult> GetArticle(
        string id, HttpContext context, PageFrames frames, ITopicReader topics, PageRenderer renderer)
    {
        if (await frames.Of(context, SlotPlaces.Side, SlotPlaces.ArticleBottom) is not { } frame)
        {
            return Unavailable(context);
        }

        var article = Identifier.IsValid(id)
            ? await topics.Read<ArticleContent>(TopicName.Article(id), context.RequestAborted)
            : null;
        if (article is null || article.State.Site != frame.Site.Id)
        {
            return await NotFound(context, frame, renderer);
        }

        var status = article.State.Stage switch
        {
            ArticleStage.Held => StatusCodes.Status451UnavailableForLegalReasons,
            ArticleStage.Retracted or ArticleStage.Erased => StatusCodes.Status410Gone,
            _ => StatusCodes.Status200OK,
        };
        return await renderer.Render<ArticlePage>(context, frame, With("Article", article), status);
    }

    private static async Task<IResult> GetWeather(HttpContext context, PageFrames frames, PageRenderer renderer) =>
        await frames.Of(context, SlotPlaces.Side) is { } frame
            ? await renderer.Render<WeatherPage>(context, frame, Nothing)
            : Unavailable(context);

    private static async Task<IResult> GetConsole(HttpContext context, PageFrames frames, PageRenderer renderer) =>
        await frames.Of(context) is { } frame
            ? await renderer.Render<ConsolePage>(context, frame, Nothing)
            : Unavailable(context);

    internal static Task<IResult> NotFound(HttpContext context, PageFrame frame, PageRenderer renderer) =>
        renderer.Render<NotFoundPage>(context, frame, Nothing, StatusCodes.Status404NotFound);

    private static async ValueTask<object?> AnswerOutage(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (TopicUnavailableException)
        {
            return Unavailable(context.HttpContext);
        }
    }

    /// <summary>Only before the first contact with any silo: after that the last state is shown.</summary>
    internal static IResult Unavailable(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "5";
        context.Response.Headers.CacheControl = "no-store";
        var text = PageText.Of(context.Request.Query["lang"]);
        return Results.Text(
            $"{text.Unavailable}\n{text.UnavailableBody}\n",
            "text/plain; charset=utf-8",
            statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    private static ImmutableDictionary<string, object?> With(string name, object? value) => Nothing.Add(name, value);
}
