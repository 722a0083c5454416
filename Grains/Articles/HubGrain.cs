using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Interfaces.Sites;

namespace Sokbo.Grains.Articles;

/// <remarks>
/// <para>The hub as one more place that an article announces itself to: what is owed to it survives whoever dies. It is told when
/// the feeds have the revision, so that it fetches no feed that lacks it; and given up after a number of tries, so that a hub
/// that is gone keeps no article busy. Once more is told in memory only: it is for gateways that lag, which is seldom.</para>
/// <para>Reentrant, so that a retraction does not wait for the calls of a hub that hangs: what its methods share changes
/// within one turn, and what an announcement waits with is its own.</para>
/// </remarks>
[GrainType("hub")]
[Reentrant]
internal sealed partial class HubGrain(HubClient hub, IOptions<WebSubOptions> options, ILogger<HubGrain> logger) : Grain, IArticleSurfaceGrain
{
    private const int FailuresMax = 1_000;

    /// <summary>Tries of what could not be told yet, by article and revision.</summary>
    private readonly Dictionary<(string Article, int Revision), int> _failures = [];
    private readonly HubRepeats _repeats = new();
    private HubCalls? _calls;
    private IGrainTimer? _repeating;

    private string Site => this.GetPrimaryKeyString();

    public Task Ensure(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task<int> Announce(string articleId, int revision, CancellationToken cancellationToken)
    {
        if (!hub.IsOn)
        {
            return revision;
        }

        var article = GrainFactory.GetGrain<IArticleGrain>(articleId);
        if (await article.GetPublic(cancellationToken) is not { } content || await article.Read(cancellationToken) is not { } details)
        {
            return 0;
        }

        // Where it has been before too: that feed has lost it, or must tell of its retraction.
        await Task.WhenAll(details.Sections.Select(section => TopicName.Feed(Site, section)).Append(TopicName.Feed(Site))
            .Select(feed => GrainFactory.GetGrain<IArticleSurfaceGrain>(feed.Owner).Announce(articleId, revision, cancellationToken)));
        var feeds = await FeedsAsync(details.Sections, cancellationToken);

        if (feeds.Length > 0)
        {
            // It gathers by the system's clock: how long an activation that leaves may wait for it is no matter of dates.
            _calls ??= new HubCalls(together => hub.PublishAsync(together, CancellationToken.None), TimeProvider.System);
            if (_calls.IsFull)
            {
                return 0;
            }

            if (!await _calls.TellAsync(feeds))
            {
                return GivesUp(articleId, revision) ? content.Version : 0;
            }
        }

        _failures.Remove((articleId, revision));
        ArticlesMetrics.Hub.WithLabels(feeds.Length == 0 ? "nothing" : "told").Inc();
        RepeatLater(feeds);
        return content.Version;
    }

    public Task<TopicAnswer> Subscribe(TopicSubscription subscription, CancellationToken cancellationToken) => Task.FromResult(TopicAnswer.Unknown);

    public Task<TopicAnswer> Pull(string topic, Position from, CancellationToken cancellationToken) => Task.FromResult(TopicAnswer.Unknown);

    public Task Unsubscribe(string topic, string gateway, CancellationToken cancellationToken) => Task.CompletedTask;

    private void RepeatLater(string[] feeds)
    {
        var isIdle = _repeats.IsEmpty;
        _repeats.Add(feeds);
        if (isIdle && !_repeats.IsEmpty)
        {
            _repeating ??= this.RegisterGrainTimer(RepeatAsync, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _repeating.Change(HubRepeats.Period, Timeout.InfiniteTimeSpan);
        }
    }

    private async Task RepeatAsync(CancellationToken cancellationToken)
    {
        var calls = _repeats.Take();
        if (!_repeats.IsEmpty)
        {
            _repeating!.Change(HubRepeats.Period, Timeout.InfiniteTimeSpan);
        }

        foreach (var feeds in calls)
        {
            await hub.PublishAsync(feeds, cancellationToken);
        }
    }

    private bool GivesUp(string article, int revision)
    {
        ArticlesMetrics.Hub.WithLabels("failed").Inc();
        var failures = _failures.GetValueOrDefault((article, revision)) + 1;
        if (failures < options.Value.TriesMax && (_failures.Count < FailuresMax || _failures.ContainsKey((article, revision))))
        {
            _failures[(article, revision)] = failures;
            return false;
        }

        _failures.Remove((article, revision));
        ArticlesMetrics.Hub.WithLabels("given-up").Inc();
        LogGivenUp(Site, article, revision);
        return true;
    }

    /// <summary>Of each host of the site; a site without one has no address that a hub could fetch.</summary>
    private async Task<string[]> FeedsAsync(ImmutableArray<string> sections, CancellationToken cancellationToken)
    {
        var sites = await GrainFactory.GetGrain<ISitesGrain>("default").Read(cancellationToken);
        return
        [
            .. (sites.Find(Site)?.Hosts ?? []).SelectMany(host => sections.Select(section => $"/sections/{section}").Prepend("")
                .SelectMany(path => WebSubFeeds.Files.Select(file => $"{options.Value.Scheme}://{host}{path}/{file}"))),
        ];
    }

    [LoggerMessage(2015, LogLevel.Warning, "The hub was not told of {Article} at revision {Revision} on {Site}: given up. See docs/RUNBOOK.md#hub-is-not-told.")]
    private partial void LogGivenUp(string site, string article, int revision);
}
