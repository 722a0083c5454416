using System.Text;
using Sokbo.Gateway.Articles.Surfaces;
using Sokbo.Gateway.Delivery;
using Sokbo.Gateway.Pages;
using Sokbo.Gateway.Sites;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Articles.Feeds;

/// <summary>What aggregators and search engines read, of the site that the Host header names and of each of its sections.</summary>
internal static class FeedsEndpoints
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void MapFeeds(this RouteGroupBuilder pages)
    {
        Map(pages, "/rss.xml", "RSS", static _ => FeedFormat.Rss);
        Map(pages, "/atom.xml", "Atom", static _ => FeedFormat.Atom);
        Map(pages, "/feed.json", "JSON Feed", static _ => FeedFormat.Json);
        Map(pages, "/ninjs.json", "ninjs", static request =>
            NinjsNames.IsOld(request.Query["version"]) is { } old ? old ? FeedFormat.OldNinjs : FeedFormat.Ninjs : null);
        pages.MapMethods("/news-sitemap.xml", Methods, static (HttpContext context, FeedReader reader, FeedCache cache, TimeProvider time) =>
            GetSitemap(context, null, reader, cache, time)).ShowsArticles("news sitemap", SurfaceScope.Site, SurfaceCheck.NotListed);
        pages.MapMethods("/sections/{id}/news-sitemap.xml", Methods, static (string id, HttpContext context, FeedReader reader, FeedCache cache, TimeProvider time) =>
            GetSitemap(context, id, reader, cache, time)).ShowsArticles("news sitemap of a section", SurfaceScope.Section, SurfaceCheck.NotListed);
        pages.MapMethods("/articles/{id}/ninjs.json", Methods, GetNinjs).ShowsArticles("ninjs of the article", SurfaceScope.Article, SurfaceCheck.Withdrawn);
        pages.MapMethods("/robots.txt", Methods, GetRobots).ShowsNoArticles("It names paths only.");
    }

    /// <param name="pages">Where to.</param>
    /// <param name="file">Its name, of the site and of each section.</param>
    /// <param name="name">Of the surface.</param>
    /// <param name="formatOf">What a request asks for; null where there is no such thing.</param>
    private static void Map(RouteGroupBuilder pages, string file, string name, Func<HttpRequest, FeedFormat?> formatOf)
    {
        pages.MapMethods(file, Methods, (HttpContext context, FeedReader reader, FeedCache cache, TimeProvider time) =>
            GetFeed(context, null, reader, cache, time, formatOf)).ShowsArticles(name, SurfaceScope.Site, SurfaceCheck.NotListed);
        pages.MapMethods($"/sections/{{id}}{file}", Methods, (string id, HttpContext context, FeedReader reader, FeedCache cache, TimeProvider time) =>
            GetFeed(context, id, reader, cache, time, formatOf)).ShowsArticles($"{name} of a section", SurfaceScope.Section, SurfaceCheck.NotListed);
    }

    private static async Task<IResult> GetFeed(
        HttpContext context, string? section, FeedReader reader, FeedCache cache, TimeProvider time, Func<HttpRequest, FeedFormat?> formatOf)
    {
        if (await reader.SiteAsync(context) is not { } site)
        {
            return PagesEndpoints.Unavailable(context);
        }

        if (await reader.ReadAsync(context, site, section) is not { } view)
        {
            return Results.NotFound();
        }

        if (formatOf(context.Request) is not { } format)
        {
            return Results.NotFound();
        }

        if (view.Hub.Length > 0)
        {
            // Subscribers look here first, and only then into the document.
            context.Response.Headers.Link = $"<{view.Hub}>; rel=\"hub\", <{view.Self}>; rel=\"self\"";
        }

        var now = time.GetUtcNow();
        var document = cache.Get(
            $"{view.Self} {format.Name}", [view.Feed, site], () => new FeedDocument(format.Write(view), format.ContentType, view.UpdatedAt, now));
        return await document.SendAsync(context, now);
    }

    private static async Task<IResult> GetSitemap(HttpContext context, string? section, FeedReader reader, FeedCache cache, TimeProvider time)
    {
        if (await reader.SiteAsync(context) is not { } site)
        {
            return PagesEndpoints.Unavailable(context);
        }

        if (await reader.ReadAsync(context, site, section) is not { } view)
        {
            return Results.NotFound();
        }

        var now = time.GetUtcNow();
        return await NewsSitemap.Document(cache, view, now).SendAsync(context, now);
    }

    private static async Task<IResult> GetNinjs(
        string id, HttpContext context, FeedReader reader, ITopicReader topics, FeedCache cache, LongLiveBlogs blogs, TimeProvider time, string? version)
    {
        if (await reader.SiteAsync(context) is not { } site)
        {
            return PagesEndpoints.Unavailable(context);
        }

        var article = Identifier.IsValid(id) ? await topics.Read<ArticleContent>(TopicName.Article(id), context.RequestAborted) : null;
        if (article is not { State: { } content } || content.Site != site.Id || NinjsNames.IsOld(version) is not { } old)
        {
            return Results.NotFound();
        }

        var now = time.GetUtcNow();
        var document = await Ninjs.DocumentAsync(cache, blogs, content, site, context.Request.OriginOf(site), old, now);
        return await document.SendAsync(context, now);
    }

    private static IResult GetRobots(HttpContext context, SiteDirectory sites)
    {
        context.Response.Headers.CacheControl = "public, max-age=300";
        context.Response.Headers.Vary = "Host";
        var origin = sites.Of(context.Request) is { } site ? context.Request.OriginOf(site) : context.Request.Origin();
        return Results.Text(
            $"User-agent: *\nDisallow: /api/\nDisallow: /console\nDisallow: /live\nDisallow: /search\nDisallow: /ads/\n\nSitemap: {origin}/news-sitemap.xml\n",
            "text/plain",
            Encoding.UTF8);
    }
}
