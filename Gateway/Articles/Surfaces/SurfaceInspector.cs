using System.Globalization;
using Sokbo.Gateway.Delivery;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Interfaces.Sites;
using Sokbo.Grains.Interfaces.Weather;

namespace Sokbo.Gateway.Articles.Surfaces;

/// <summary>
/// Looks at every surface of the route table until nothing of an article is there, or five seconds are over. It runs the
/// handlers themselves, so what it sees is what a reader would get from this gateway.
/// </summary>
internal sealed class SurfaceInspector(EndpointDataSource endpoints, IServiceScopeFactory scopes, ITopicReader topics, TimeProvider time)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private static readonly string[] Unreachable =
    [
        "Other gateways of the cluster: they are told at once and follow within a second; this receipt is of the one that answered.",
        "Caches and content delivery networks before the gateways that keep answers against Cache-Control: no-cache.",
        "Portals, search engines and feed readers that have taken a copy; they are told by their next look at the feeds.",
        "Pages that are open on devices without a connection: they follow when they are connected again.",
    ];

    public async Task<SurfaceReceipt> InspectAsync(ArticleDetails article, SiteInfo site, CancellationToken cancellationToken)
    {
        var traces = SurfaceTraces.Of(article.Draft);
        var started = time.GetTimestamp();
        var proofs = await Task.WhenAll(Looks(article, site).Select(async look =>
        {
            while (true)
            {
                var clean = await IsCleanAsync(look, article, traces, cancellationToken);
                if (clean || time.GetElapsedTime(started) >= Limit)
                {
                    return new SurfaceProof(look.Surface.Name, look.Address, clean, time.GetUtcNow());
                }

                await Task.Delay(Pause, time, cancellationToken);
            }
        }));
        return new SurfaceReceipt { Complete = proofs.All(proof => proof.Clean), Surfaces = proofs, Unreachable = Unreachable };
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

            var id = surface.Scope switch
            {
                SurfaceScope.Section => article.Draft.Section,
                SurfaceScope.Station => StationTable.All[0].Number.ToString(CultureInfo.InvariantCulture),
                _ => article.Id,
            };
            var path = endpoint.RoutePattern.RawText!.Replace("{id}", id, StringComparison.Ordinal);
            if (surface.Check == SurfaceCheck.Topics)
            {
                yield return new SurfaceLook(surface, endpoint, path, id, host ?? "");
            }
            else if (host is not null)
            {
                // A site without a host name has no pages that anybody could read.
                yield return new SurfaceLook(surface, endpoint, path, id, host);
            }
        }
    }

    private async Task<bool> IsCleanAsync(SurfaceLook look, ArticleDetails article, string[] traces, CancellationToken cancellationToken)
    {
        if (look.Surface.Check == SurfaceCheck.Topics)
        {
            return AreTopicsClean(article);
        }

        var (status, body) = await GetAsync(look, cancellationToken);
        return look.Surface.Check switch
        {
            SurfaceCheck.NotNamed => !SurfaceTraces.AreIn([article.Id], body),
            SurfaceCheck.NotShown => !SurfaceTraces.AreIn(traces, body),
            _ => status != StatusCodes.Status200OK && !SurfaceTraces.AreIn(traces, body),
        };
    }

    private bool AreTopicsClean(ArticleDetails article)
    {
        var (site, section) = (article.Site, article.Draft.Section);
        return (topics.Peek(TopicName.Article(article.Id))?.State is not ArticleContent content || content.IsWithheld)
            && new[] { TopicName.Front(site), TopicName.Section(site, section) }.All(name =>
                topics.Peek(name)?.State is not ArticleList list || list.Cards.All(card => card.Id != article.Id))
            && (topics.Peek(TopicName.Breaking(site))?.State is not BreakingBand band || band.Items.All(item => item.ArticleId != article.Id));
    }

    private async Task<(int Status, byte[] Body)> GetAsync(SurfaceLook look, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        using var body = new MemoryStream();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider, RequestAborted = cancellationToken };
        context.Request.Method = HttpMethods.Get;
        context.Request.Scheme = Uri.UriSchemeHttps;
        context.Request.Host = new HostString(look.Host);
        context.Request.Path = look.Path;
        context.Request.RouteValues["id"] = look.Id;
        context.Response.Body = body;
        context.Features.Set(SurfaceInspection.Instance);
        context.SetEndpoint(look.Endpoint);
        await look.Endpoint.RequestDelegate!(context);
        await context.Response.BodyWriter.FlushAsync(cancellationToken);
        return (context.Response.StatusCode, body.ToArray());
    }
}
