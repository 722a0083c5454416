using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.HttpResults;
using Sokbo.Gateway.Access;
using Sokbo.Gateway.Api;
using Sokbo.Gateway.Articles.Feeds;
using Sokbo.Gateway.Articles.Surfaces;
using Sokbo.Gateway.Pages;
using Sokbo.Gateway.Pages.Components;
using Sokbo.Gateway.Sites;
using Sokbo.Grains.Interfaces.Access;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Articles.Archives;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Interfaces.Sites;

namespace Sokbo.Gateway.Articles.Archives;

/// <summary>Search for readers, as a page and as JSON, and the export of all articles.</summary>
internal static class ArchivesEndpoints
{
    private const int PageCount = 20;
    private const int ExportCountMax = 200;

    public static void MapArchives(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapApi("search", "Articles");
        api.MapGet("/", SearchApi).AllowAnonymous().ShowsArticles("search API", SurfaceScope.SearchCall, SurfaceCheck.NotNamed)
            .WithSummary("Articles of a site by the words in headline, summary, body and tags, newest first. Needs no key.");
        var export = routes.MapApi("export", "Articles");
        export.MapGet("/ninjs", Export).RequireRoles(Role.Editor)
            .WithSummary("All articles of a site that were ever public, oldest first, as ninjs: one object in each line, a page at a time.");
        routes.MapMethods("/search", [HttpMethods.Get, HttpMethods.Head], SearchPage).ExcludeFromDescription().AllowAnonymous()
            .RequireRateLimiting(ApiRateLimit.Policy).ShowsArticles("search page", SurfaceScope.Search, SurfaceCheck.NotNamed);
    }

    private static async Task<Results<Ok<SearchResponse>, ProblemHttpResult>> SearchApi(
        SiteDirectory sites, Searcher searcher, HttpResponse response, CancellationToken cancellationToken,
        string q = "", string site = SiteInfo.DefaultId, string? after = null, int limit = PageCount)
    {
        if (SearchQuery.Of(q, after) is not { } query || limit is < 1 or > Searcher.CountMax)
        {
            return ApiProblem.Create(
                ProblemCodes.InvalidRequest, $"q must have 1 to {SearchText.QueryLengthMax} characters with a letter or digit among them, limit 1 to {Searcher.CountMax}.");
        }

        if (await sites.FindAsync(site, cancellationToken) is null)
        {
            return ApiProblem.NotFound("site", site);
        }

        var result = await searcher.FindAsync(site, query, limit, cancellationToken);
        response.Headers.CacheControl = "no-cache";
        return TypedResults.Ok(new SearchResponse([.. result.Articles.Select(SearchHitResponse.Of)], result.Next));
    }

    private static async Task<IResult> SearchPage(
        HttpContext context, PageFrames frames, Searcher searcher, PageRenderer renderer, string? q = null, string? after = null)
    {
        if (await frames.Of(context) is not { } frame)
        {
            return PagesEndpoints.Unavailable(context);
        }

        var query = SearchQuery.Of(q, after);
        var result = query is null ? null : await searcher.FindAsync(frame.Site.Id, query, PageCount, context.RequestAborted);
        var members = ImmutableDictionary<string, object?>.Empty.Add("Asked", q?.Trim() ?? "").Add("Query", query).Add("Result", result);
        return await renderer.Render<SearchPage>(context, frame, members);
    }

    /// <summary>Written while it is read, so that a page weighs what one batch of articles weighs.</summary>
    private static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> Export(
        HttpContext context, Caller caller, SiteDirectory sites, IGrainFactory grains, CancellationToken cancellationToken,
        string site = SiteInfo.DefaultId, string? after = null, int limit = ExportCountMax, string version = "3.1")
    {
        if (limit is < 1 or > ExportCountMax || version is not ("3.1" or "2.2"))
        {
            return ApiProblem.Create(ProblemCodes.InvalidRequest, $"limit must be 1 to {ExportCountMax}, version 3.1 or 2.2.");
        }

        if (!caller.MayUseSite(site))
        {
            return ApiProblem.WrongSite(site);
        }

        if (await sites.FindAsync(site, cancellationToken) is not { } info)
        {
            return ApiProblem.NotFound("site", site);
        }

        var page = await grains.GetGrain<IArchiveGrain>(TopicName.Archive(site).Owner).List(after, limit, cancellationToken);
        if (page.Next is { } next)
        {
            var address = $"{context.Request.Origin()}{ApiGroup.Prefix}/export/ninjs?site={Uri.EscapeDataString(site)}&after={Uri.EscapeDataString(next)}&limit={limit}&version={version}";
            context.Response.Headers.Link = $"<{address}>; rel=\"next\"";
        }

        return TypedResults.Stream(body => WriteAsync(body, page.Ids, info, context.Request.OriginOf(info), version == "2.2", grains, cancellationToken), "application/x-ndjson; charset=utf-8");
    }

    private static async Task WriteAsync(
        Stream body, ImmutableArray<string> ids, SiteInfo site, string origin, bool old, IGrainFactory grains, CancellationToken cancellationToken)
    {
        foreach (var batch in ids.Chunk(20))
        {
            var articles = await Task.WhenAll(batch.Select(id => grains.GetGrain<IArticleGrain>(id).GetPublic(cancellationToken)));
            foreach (var article in articles.OfType<ArticleContent>())
            {
                // The public state has the first posts of a live blog.
                var whole = article.Live is { Older.Length: > 0 } ? await grains.GetGrain<IArticleGrain>(article.Id).GetWhole(cancellationToken) ?? article : article;
                await body.WriteAsync(Ninjs.WriteLine(whole, site, origin, old), cancellationToken);
                await body.WriteAsync("\n"u8.ToArray(), cancellationToken);
            }
        }
    }
}
