using System.Collections.Concurrent;
using System.Security.Claims;
using Sokbo.Gateway.Delivery;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Ads.Links;

/// <summary>
/// Signs and checks links to campaigns' pages, and ends what was opened with one as soon as the catalogue has it no more or
/// its time is over. A link is checked against the catalogue that this gateway holds: no call into the cluster.
/// </summary>
internal sealed class CampaignLinks(Catalogues catalogues, Lazy<ITopicReader> topics, TimeProvider time) : BackgroundService
{
    /// <summary>Pages that are open at once on this gateway; each is a connection, and there are fewer of those.</summary>
    private const int OpenMax = 10_000;

    private const string TokenClaim = "campaign-link";
    private const string Scheme = "link";

    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<long, (LinkToken Token, CancellationTokenSource End)> _open = [];
    private long _opened;

    public static ClaimsPrincipal Holder(string text) => new(new ClaimsIdentity([new Claim(TokenClaim, text)], Scheme));

    public static string? TextOf(ClaimsPrincipal? user) => user?.FindFirstValue(TokenClaim);

    /// <summary>Null while the catalogue of the site cannot be had.</summary>
    public async Task<string?> SignAsync(LinkToken token, CancellationToken cancellationToken) =>
        await catalogues.FindAsync(token.Site, cancellationToken) is { } view ? token.Sign(view.As<CatalogueState>().TicketKey.AsSpan()) : null;

    /// <exception cref="TopicUnavailableException">It is not known which links were revoked.</exception>
    public async Task<LinkedCampaign> FindAsync(string text, CancellationToken cancellationToken)
    {
        if (LinkToken.Read(text) is not { } token || await catalogues.FindClaimedAsync(token.Site, cancellationToken) is not { } view
            || !token.IsGenuine(text, view.As<CatalogueState>().TicketKey.AsSpan()))
        {
            return LinkedCampaign.Unknown;
        }

        if (time.GetUtcNow() >= token.Until)
        {
            return new LinkedCampaign(LinkStanding.Gone, token);
        }

        // It may have been made a moment ago. Only who has a signed link makes this gateway ask, and what is old is not believed.
        var topic = TopicName.Catalogue(token.Site);
        var campaign = view.Old ? null : Find(view, token);
        campaign ??= await topics.Value.Refresh(topic, cancellationToken) is { } newer ? Find(newer, token) : null;
        return campaign is null ? new LinkedCampaign(LinkStanding.Gone, token) : new LinkedCampaign(LinkStanding.Known, token, campaign);
    }

    /// <summary>Something that is to end with the link. Null when as much is open as may be.</summary>
    public (CancellationToken Ended, IDisposable Close)? Open(LinkToken token)
    {
        if (_open.Count >= OpenMax)
        {
            return null;
        }

        var id = Interlocked.Increment(ref _opened);
        var end = new CancellationTokenSource();
        _open[id] = (token, end);

        // What was revoked before it was entered here is not told again.
        Check(token.Site);
        return (end.Token, new Closing(() =>
        {
            _open.TryRemove(id, out _);
            end.Dispose();
        }));
    }

    /// <summary>As <see cref="ITopicChanged"/>.</summary>
    public void Changed(TopicName topic)
    {
        if (topic.Kind == TopicKind.Catalogue && !_open.IsEmpty)
        {
            Check(topic.Owner.Key.ToString()!);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                var now = time.GetUtcNow();
                foreach (var (token, end) in _open.Values)
                {
                    if (now >= token.Until)
                    {
                        End(end);
                    }
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The gateway stops, and its connections with it.
        }
    }

    private static CatalogueCampaign? Find(TopicView view, LinkToken token) =>
        view.As<CatalogueState>().Find(token.Campaign) is { } campaign && campaign.Links.Any(link => link.Id == token.Link) ? campaign : null;

    private static void End(CancellationTokenSource end)
    {
        try
        {
            // Not here: whoever is told of it does more than this thread has time for.
            _ = end.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // It was closed meanwhile.
        }
    }

    private void Check(string site)
    {
        if (topics.Value.Peek(TopicName.Catalogue(site)) is not { } view)
        {
            return;
        }

        foreach (var (token, end) in _open.Values)
        {
            if (token.Site == site && Find(view, token) is null)
            {
                End(end);
            }
        }
    }

    private sealed class Closing(Action close) : IDisposable
    {
        public void Dispose() => close();
    }
}
