using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using Sokbo.Gateway.Delivery;
using Sokbo.Gateway.Media;
using Sokbo.Gateway.Media.Pictures;
using Sokbo.Gateway.Pages;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Articles.Archives;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Interfaces.Media;
using Sokbo.Grains.Interfaces.Sites;
using Sokbo.Grains.Interfaces.Weather;

namespace Sokbo.Gateway.Articles.Surfaces;

/// <summary>
/// Looks at every surface of the route table until nothing of an article is there, or five seconds are over. It asks as a
/// reader does, kept pages before the handlers themselves, so what it sees is what a reader would get from this gateway.
/// </summary>
internal sealed class SurfaceInspector(EndpointDataSource endpoints, IServiceScopeFactory scopes, TopicFeeds topics, KeptPages kept, PurgeHook purge, TimeProvider time)
{
    private const string PictureSurface = "picture";

    /// <summary>Each costs one rendering.</summary>
    private const int RelatingMax = 50;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private static readonly string[] Unreachable =
    [
        "Other gateways of the cluster: they are told at once and follow within a second; this receipt is of the one that answered.",
        "Caches and content delivery networks before the gateways that keep answers against Cache-Control: no-cache.",
        "Portals, search engines and feed readers that have taken a copy; they are told by their next look at the feeds.",
        "Pages that are open on devices without a connection: they follow when they are connected again.",
    ];

    /// <param name="article">With the draft that readers saw last.</param>
    /// <param name="site">Its site.</param>
    /// <param name="cancellationToken">Ends the looking.</param>
    public async Task<SurfaceReceipt> InspectAsync(ArticleDetails article, SiteInfo site, CancellationToken cancellationToken)
    {
        var traces = SurfaceTraces.Of(article.Draft, site.Name, article.RetractionReason, article.Hold?.Notice ?? "");
        var started = time.GetTimestamp();
        var proofs = await Task.WhenAll(Looks(article, site).Select(async look =>
        {
            while (true)
            {
                var (clean, note) = await LookAsync(look, article, traces, cancellationToken);
                if (clean || time.GetElapsedTime(started) >= Limit)
                {
                    return new SurfaceProof(look.Surface.Name, look.Address, clean, time.GetUtcNow(), note);
                }

                await Task.Delay(Pause, time, cancellationToken);
            }
        }));
        var withheld = proofs.Where(proof => proof.Surface == PictureSurface && proof is { Clean: true, Note: null })
            .Select(proof => proof.Address[proof.Address.IndexOf('/', StringComparison.Ordinal)..]).ToArray();
        var purged = await purge.CallAsync(withheld, cancellationToken);
        return new SurfaceReceipt
        {
            Complete = proofs.All(proof => proof.Clean) && purged is not { Done: false },
            Surfaces = proofs,
            Purge = purged,
            Unreachable = Unreachable,
        };
    }

    private IEnumerable<SurfaceLook> Looks(ArticleDetails article, SiteInfo site)
    {
        var host = site.Hosts.FirstOrDefault() ?? (site.Id == SiteInfo.DefaultId ? "localhost" : null);
        foreach (var endpoint in endpoints.Endpoints.OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<SurfaceMetadata>() is not { } surface)
            {
                continue;
            }

            if (surface.Scope == SurfaceScope.Picture)
            {
                foreach (var look in PictureLooks(surface, endpoint, article, host ?? ""))
                {
                    yield return look;
                }

                continue;
            }

            // A site without a host name has no pages that anybody could read.
            if (host is null && surface.Check != SurfaceCheck.Topics && surface.Scope != SurfaceScope.SearchCall)
            {
                continue;
            }

            foreach (var id in IdsOf(surface, article))
            {
                var path = endpoint.RoutePattern.RawText!.Replace("{id}", id, StringComparison.Ordinal);
                yield return new SurfaceLook(surface, endpoint, path, id, host ?? "") { Query = QueryOf(surface, article) };
            }

            foreach (var look in host is null ? [] : RelatingLooks(surface, endpoint, article, host))
            {
                yield return look;
            }
        }
    }

    /// <summary>Where readers find it, and those that it has left.</summary>
    internal static IEnumerable<TopicName> ListsOf(ArticleDetails article) =>
        SectionsOf(article).Select(section => TopicName.Section(article.Site, section)).Prepend(TopicName.Front(article.Site));

    private static IEnumerable<string> IdsOf(SurfaceMetadata surface, ArticleDetails article) => surface.Scope switch
    {
        SurfaceScope.Section => SectionsOf(article),
        SurfaceScope.Station => [StationTable.All[0].Number.ToString(CultureInfo.InvariantCulture)],
        _ => [article.Id],
    };

    /// <summary>Those that it has left too: they may not have heard of it yet.</summary>
    private static IEnumerable<string> SectionsOf(ArticleDetails article) => article.Sections.Prepend(article.Draft.Section).Distinct(StringComparer.Ordinal);

    /// <summary>
    /// Pages of other articles that name this one as related. Only those that this gateway hears of can be open or kept here:
    /// any other is rendered anew from what is public then.
    /// </summary>
    private IEnumerable<SurfaceLook> RelatingLooks(SurfaceMetadata surface, RouteEndpoint endpoint, ArticleDetails article, string host)
    {
        if (surface is not { Scope: SurfaceScope.Article, Check: SurfaceCheck.Gone })
        {
            return [];
        }

        var relating = topics.All
            .Select(feed => feed.Current?.State)
            .OfType<ArticleContent>()
            .Where(other => other.Site == article.Site && other.Id != article.Id && !other.Related.IsDefault && other.Related.Contains(article.Id))
            .Select(other => other.Id)
            .Order(StringComparer.Ordinal)
            .ToArray();
        var more = relating.Length - RelatingMax;
        return relating.Take(RelatingMax).Select((id, index) =>
            new SurfaceLook(
                surface with { Name = "article page that names it as related", Check = SurfaceCheck.NotFollowed },
                endpoint, endpoint.RoutePattern.RawText!.Replace("{id}", id, StringComparison.Ordinal), id, host)
            {
                Note = more > 0 && index == RelatingMax - 1 ? $"{more} more pages name it, and follow it in the same way; they were not looked at." : null,
            });
    }

    private static string QueryOf(SurfaceMetadata surface, ArticleDetails article) =>
        surface.Scope is not (SurfaceScope.Search or SurfaceScope.SearchCall) ? ""
        : new QueryBuilder { { "q", article.Draft.Headline[..Math.Min(article.Draft.Headline.Length, SearchText.QueryLengthMax)] }, { "site", article.Site } }.ToQueryString().Value ?? "";

    private static IEnumerable<SurfaceLook> PictureLooks(SurfaceMetadata surface, RouteEndpoint endpoint, ArticleDetails article, string host)
    {
        var names = article.Draft.Blocks
            .Where(block => block.Kind == BlockKind.Image && PictureAddress.HashOf(block.Url) is not null)
            .SelectMany(block => new[] { block.Url }.Concat((block.Widths.IsDefault ? [] : block.Widths).Select(width => PictureAddress.Smaller(PictureAddress.HashOf(block.Url)!, width))))
            .Select(url => url[PictureAddress.Prefix.Length..])
            .Distinct(StringComparer.Ordinal)
            .ToArray();

        // Without any, the receipt says so: a surface that is missing in it could have been forgotten.
        return names.Length == 0
            ? [new SurfaceLook(surface, endpoint, PictureAddress.Prefix, "", "")]
            : names.Select(name => new SurfaceLook(surface, endpoint, PictureAddress.Prefix + name, name, host));
    }

    private async Task<(bool Clean, string? Note)> LookAsync(SurfaceLook look, ArticleDetails article, string[] traces, CancellationToken cancellationToken)
    {
        if (look.Surface.Scope == SurfaceScope.Picture && look.Id.Length == 0)
        {
            return (true, "The article has no pictures that are kept here.");
        }

        if (look.Surface.Scope == SurfaceScope.Picture && IsSharedPicture(look, article))
        {
            return (true, "It stays: another public article shows it too.");
        }

        if (look.Surface.Check == SurfaceCheck.Topics)
        {
            return (AreTopicsClean(article), null);
        }

        var (status, body) = await GetAsync(look, cancellationToken);
        return (IsClean(look.Surface, article.Id, traces, status, body), look.Note);
    }

    /// <summary>A surface that cannot answer has not been looked at.</summary>
    private static bool IsClean(SurfaceMetadata surface, string id, string[] traces, int status, byte[] body) =>
        status < StatusCodes.Status500InternalServerError && surface switch
        {
            { Check: SurfaceCheck.NotNamed } => !SurfaceTraces.AreIn([id], body),
            { Check: SurfaceCheck.NotFollowed } => !SurfaceTraces.AreIn([$"data-topic=\"{TopicName.Article(id)}\""], body),
            { Check: SurfaceCheck.NotListed } => status != StatusCodes.Status200OK || !SurfaceAnswers.Lists(body, id),
            { Check: SurfaceCheck.Withdrawn } => status != StatusCodes.Status200OK || (SurfaceAnswers.IsWithdrawn(body) && !SurfaceTraces.AreIn(traces, body)),
            { Scope: SurfaceScope.Picture } => status is StatusCodes.Status404NotFound or StatusCodes.Status410Gone,
            _ => status is StatusCodes.Status410Gone or StatusCodes.Status451UnavailableForLegalReasons
                && !SurfaceTraces.AreIn(traces, SurfaceAnswers.OwnPart(body)),
        };

    private bool IsSharedPicture(SurfaceLook look, ArticleDetails article) =>
        MediaName.ParsePicture(look.Id) is { } name && topics.Peek(TopicName.Picture(name.Hash))?.State is PictureState state
        && state.IsShownBesides(article.Id) && !state.Uses.Any(use => use.Shown && use.Article == article.Id);

    private bool AreTopicsClean(ArticleDetails article) =>
        (topics.Peek(TopicName.Article(article.Id))?.State is not ArticleContent content || content.IsWithheld)
        && ListsOf(article).All(name => topics.Peek(name)?.State is not ArticleList list || list.Cards.All(card => card.Id != article.Id))
        && (topics.Peek(TopicName.Breaking(article.Site))?.State is not BreakingBand band || band.Items.All(item => item.ArticleId != article.Id));

    private async Task<(int Status, byte[] Body)> GetAsync(SurfaceLook look, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        using var body = new MemoryStream();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider, RequestAborted = cancellationToken };
        context.Request.Method = HttpMethods.Get;
        context.Request.Scheme = Uri.UriSchemeHttps;
        context.Request.Host = new HostString(look.Host);
        context.Request.Path = look.Path;
        context.Request.QueryString = new QueryString(look.Query.Length == 0 ? null : look.Query);
        context.Request.RouteValues["id"] = look.Id;
        context.Response.Body = body;
        context.Features.Set(SurfaceInspection.Instance);
        context.SetEndpoint(look.Endpoint);
        await kept.Before(look.Endpoint.RequestDelegate!)(context);
        await context.Response.BodyWriter.FlushAsync(cancellationToken);
        return (context.Response.StatusCode, body.ToArray());
    }
}
