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
        Map(pages, "/rss.xml", "RSS", SurfaceCheck.NotNamed, RssFeed.ContentType, RssFeed.Write);
        Map(pages, "/atom.xml", "Atom", SurfaceCheck.NotShown, AtomFeed.ContentType, AtomFeed.Write);
        Map(pages, "/feed.json", "JSON Feed", SurfaceCheck.NotNamed, JsonFeed.ContentType, JsonFeed.Write);
        Map(pages, "/ninjs.json", "ninjs", SurfaceCheck.NotNamed, Ninjs.ContentType, view => Ninjs.WriteList(view, old: false));
        pages.MapMethods("/news-sitemap.xml", Methods, static (HttpContext context, FeedReader reader, FeedCache cache, TimeProvider time) =>
            GetSitemap(context, null, reader, cache, time)).ShowsArticles("news sitemap", SurfaceScope.Site, SurfaceCheck.NotNamed);
        pages.MapMethods("/sections/{id}/news-sitemap.xml", Methods, static (string id, HttpContext context, FeedReader reader, FeedCache cache, TimeProvider time) =>
            GetSitemap(context, id, reader, cache, time)).ShowsArticles("news sitemap of a section", SurfaceScope.Section, SurfaceCheck.NotNamed);
        pages.MapMethods("/articles/{id}/ninjs.json", Methods, GetNinjs).ShowsArticles("ninjs of the article", SurfaceScope.Article, SurfaceCheck.NotShown);
        pages.MapMethods("/robots.txt", Methods, GetRobots).ShowsNoArticles("It names paths only.");
    }

    private static void Map(
        RouteGroupBuilder pages, string file, string name, SurfaceCheck check, string contentType, Func<FeedView, byte[]> write)
    {
        pages.MapMethods(file, Methods, (HttpContext context, FeedReader reader, FeedCache cache, TimeProvider time) =>
            GetFeed(context, null, reader, cache, time, contentType, write)).ShowsArticles(name, SurfaceScope.Site, check);
        pages.MapMethods($"/sections/{{id}}{file}", Methods, (string id, HttpContext context, FeedReader reader, FeedCache cache, TimeProvider time) =>
            GetFeed(context, id, reader, cache, time, contentType, write)).ShowsArticles($"{name} of a section", SurfaceScope.Section, check);
    }

    private static async Task<IResult> GetFeed(
        HttpContext context, string? section, FeedReader reader, FeedCache cache, TimeProvider time, string contentType, Func<FeedView, byte[]> write)
    {
        if (await reader.SiteAsync(context) is not { } site)
        {
            return PagesEndpoints.Unavailable(context);
        }

        if (await reader.ReadAsync(context, site, section) is not { } view)
        {
            return Results.NotFound();
        }

        if (view.Hub.Length > 0)
        {
            // Subscribers look here first, and only then into the document.
            context.Response.Headers.Link = $"<{view.Hub}>; rel=\"hub\", <{view.Self}>; rel=\"self\"";
        }

        var document = cache.Get(view.Self, [view.Feed, site], () => new Representation(write(view), contentType, view.UpdatedAt));
        return await RepresentationAnswer.SendAsync(context, document, time.GetUtcNow());
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
        var entries = NewsSitemap.Named(view, now);
        var changed = NewsSitemap.ChangedAt(view, now);
        var document = cache.Get(
            view.Self, [view.Feed, site, changed], () => new Representation(NewsSitemap.Write(view, entries), NewsSitemap.ContentType, changed));
        return await RepresentationAnswer.SendAsync(context, document, now);
    }

    private static async Task<IResult> GetNinjs(
        string id, HttpContext context, FeedReader reader, ITopicReader topics, FeedCache cache, TimeProvider time, string? version)
    {
        if (await reader.SiteAsync(context) is not { } site)
        {
            return PagesEndpoints.Unavailable(context);
        }

        var article = Identifier.IsValid(id) ? await topics.Read<ArticleContent>(TopicName.Article(id), context.RequestAborted) : null;
        if (article is null || article.State.Site != site.Id || version is not (null or "2.2" or "3.1"))
        {
            return Results.NotFound();
        }

        var origin = context.Request.Origin();
        var document = cache.Get(
            $"{origin}/articles/{id}/ninjs.json {version}",
            [article.State, site],
            () => new Representation(Ninjs.Write(article.State, site, origin, version == "2.2"), Ninjs.ContentType, article.State.ModifiedAt));
        return await RepresentationAnswer.SendAsync(context, document, time.GetUtcNow());
    }

    private static IResult GetRobots(HttpContext context)
    {
        context.Response.Headers.CacheControl = "public, max-age=300";
        context.Response.Headers.Vary = "Host";
        var origin = context.Request.Origin();
        return Results.Text(
            $"User-agent: *\nDisallow: /api/\nDisallow: /console\nDisallow: /live\nDisallow: /search\nDisallow: /ads/\n\nSitemap: {origin}/news-sitemap.xml\n",
            "text/plain",
            Encoding.UTF8);
    }
}
