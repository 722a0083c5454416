using System.Collections.Immutable;
using Sokbo.Gateway.Articles.Feeds;
using Sokbo.Gateway.Articles.Surfaces;
using Sokbo.Gateway.Delivery;
using Sokbo.Gateway.Pages.Components;
using Sokbo.Gateway.Pages.Weather;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Interfaces.Weather;
using Sokbo.Grains.Interfaces.Weather.Warnings;

namespace Sokbo.Gateway.Pages;

internal static class PagesEndpoints
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];
    private static readonly ImmutableDictionary<string, object?> Nothing = ImmutableDictionary<string, object?>.Empty;

    public static IEndpointRouteBuilder MapPages(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").ExcludeFromDescription().AllowAnonymous();
        pages.AddEndpointFilter(AnswerOutage);
        var shown = pages.MapGroup("").WithMetadata(KeptPageMetadata.Instance);
        shown.MapMethods("/", Methods, GetFront).ShowsArticles("front page", SurfaceScope.Site, SurfaceCheck.NotNamed);
        shown.MapMethods("/sections/{id}", Methods, GetSection).ShowsArticles("section page", SurfaceScope.Section, SurfaceCheck.NotNamed);
        shown.MapMethods("/articles/{id}", Methods, GetArticle).ShowsArticles("article page", SurfaceScope.Article, SurfaceCheck.Gone);
        shown.MapMethods("/weather", Methods, GetWeather).ShowsArticles("weather page, for its breaking band", SurfaceScope.Site, SurfaceCheck.NotNamed);
        shown.MapMethods("/weather/stations/{id}", Methods, GetStation).ShowsArticles("weather station page, for its breaking band", SurfaceScope.Station, SurfaceCheck.NotNamed).WithMetadata(KeptPageMetadata.Undated);
        pages.MapMethods("/console", Methods, GetConsole).ShowsArticles("console, for its breaking band", SurfaceScope.Site, SurfaceCheck.NotNamed);
        pages.MapFeeds();
        routes.MapAssets();
        return routes;
    }

    private static async Task<IResult> GetFront(
        HttpContext context, PageFrames frames, PageRenderer renderer)
    {
        if (await frames.Of(context, SlotPlaces.Side, SlotPlaces.ListBottom) is not { } frame)
        {
            return Unavailable(context);
        }

        var list = await frames.Read<ArticleList>(TopicName.Front(frame.Site.Id), context.RequestAborted);
        return await renderer.Render<FrontPage>(context, frame, With("List", list));
    }

    private static async Task<IResult> GetSection(
        string id, HttpContext context, PageFrames frames, PageRenderer renderer)
    {
        if (await frames.Of(context, SlotPlaces.Side, SlotPlaces.ListBottom) is not { } frame)
        {
            return Unavailable(context);
        }

        if (frame.SectionName(id) is not { } name)
        {
            return await NotFound(context, frame, renderer);
        }

        var list = await frames.Read<ArticleList>(TopicName.Section(frame.Site.Id, id), context.RequestAborted);
        return await renderer.Render<SectionPage>(context, frame, With("List", list).Add("Name", name));
    }

    private static async Task<IResult> GetArticle(
        string id, HttpContext context, PageFrames frames, LivePages older, PageRenderer renderer)
    {
        if (await frames.Of(context, SlotPlaces.Side, SlotPlaces.ArticleBottom) is not { } frame)
        {
            return Unavailable(context);
        }

        var article = Identifier.IsValid(id)
            ? await frames.Read<ArticleContent>(TopicName.Article(id), context.RequestAborted)
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
        return await ReadOlder(context, article, older) is { Known: true, Page: var page }
            ? await renderer.Render<ArticlePage>(context, frame, With("Article", article).Add("Older", page).Add("Related", await ReadRelated(article.State, frames, context.RequestAborted)), status)
            : await NotFound(context, frame, renderer);
    }

    /// <summary>The posts of a live blog that the address asks for; those that everybody is shown first where it asks for none.</summary>
    private static async ValueTask<(bool Known, LivePage? Page)> ReadOlder(HttpContext context, PageTopic<ArticleContent> article, LivePages older)
    {
        var post = context.Request.Query["post"].ToString();
        if (post.Length == 0 || article.State.Live is not { } live || live.Posts.FirstOrDefault()?.Id == post)
        {
            return (true, null);
        }

        var page = Identifier.IsValid(post) ? await older.Of(article, post, context.RequestAborted) : null;
        return (page is not null, page);
    }

    /// <summary>Those of the same site that lists may show. One that cannot be had is left out.</summary>
    private static async ValueTask<ImmutableArray<PageTopic<ArticleContent>>> ReadRelated(ArticleContent article, PageFrames frames, CancellationToken cancellationToken)
    {
        var related = ImmutableArray.CreateBuilder<PageTopic<ArticleContent>>();
        foreach (var id in article.IsWithheld || article.Related.IsDefault ? [] : article.Related)
        {
            if (id != article.Id && await frames.TryRead<ArticleContent>(TopicName.Article(id), cancellationToken) is { State.IsListed: true } other && other.State.Site == article.Site)
            {
                related.Add(other);
            }
        }

        return related.ToImmutable();
    }

    private static async Task<IResult> GetWeather(HttpContext context, PageFrames frames, PageRenderer renderer)
    {
        var asked = WeatherQuery.Of(context.Request.Query);
        ImmutableArray<WeatherRegion> regions = asked switch
        {
            null => [],
            { Region: { } one } => [one],
            _ => StationTable.Regions,
        };
        if (await frames.Of(context, regions, [SlotPlaces.Side]) is not { } frame)
        {
            return Unavailable(context);
        }

        if (asked is not { } query)
        {
            return await NotFound(context, frame, renderer);
        }

        var ticker = await TickerOf(query, frame, frames, context.RequestAborted);
        var warnings = await WarningsOf(regions, frames, context.RequestAborted);
        return await renderer.Render<WeatherPage>(context, frame, With("Query", query).Add("Ticker", ticker).Add("Warnings", warnings), place: true);
    }

    /// <summary>Of a region its own ticker, so that its readers hear of nothing else; that of all stations where it cannot be had.</summary>
    private static async ValueTask<PageTopic<TickerState>?> TickerOf(
        WeatherQuery query, PageFrame frame, PageFrames frames, CancellationToken cancellationToken) =>
        query.Region is { } region
            ? await frames.TryRead<TickerState>(TopicName.RegionTicker(region), cancellationToken) ?? frame.Ticker
            : frame.Ticker;

    private static async Task<IResult> GetStation(
        string id, HttpContext context, PageFrames frames, StationParts stations, PageRenderer renderer)
    {
        var found = await stations.Of(id, frames, context.RequestAborted);
        ImmutableArray<WeatherRegion> regions = found is null ? [] : [found.Station.Region];
        if (await frames.Of(context, regions, [SlotPlaces.Side]) is not { } frame)
        {
            return Unavailable(context);
        }

        if (found is not { } part)
        {
            return await NotFound(context, frame, renderer);
        }

        var warnings = await WarningsOf(regions, frames, context.RequestAborted);
        return await renderer.Render<StationPage>(context, frame, With("Part", part).Add("Warnings", warnings));
    }

    private static async ValueTask<ImmutableArray<(WeatherRegion Region, PageTopic<WarningsState>? Warnings)>> WarningsOf(
        ImmutableArray<WeatherRegion> regions, PageFrames frames, CancellationToken cancellationToken)
    {
        var warnings = ImmutableArray.CreateBuilder<(WeatherRegion, PageTopic<WarningsState>?)>();
        foreach (var region in regions)
        {
            warnings.Add((region, await frames.TryRead<WarningsState>(TopicName.Warnings(region), cancellationToken)));
        }

        return warnings.ToImmutable();
    }

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
