using System.Collections.Immutable;
using Orleans.Concurrency;
using Sokbo.Grains.Delivery;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Articles;

/// <summary>The breaking band of a site. The key is the site's id.</summary>
[GrainType("breaking")]
[MayInterleave(nameof(IsAnnouncement))]
internal sealed class BreakingGrain(
    [PersistentState(StorageNames.State, StorageNames.Default)] IPersistentState<TopicRecord<BreakingState>> store,
    TopicGrainServices services) : ArticleSurfaceGrain<BreakingState>(store, services), IBreakingGrain
{
    private IGrainTimer? _timer;

    protected override string Topic => TopicName.Breaking(this.GetPrimaryKeyString()).Text;

    protected override BreakingState Empty => BreakingState.Empty;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);

        // Before anybody is answered: an activation that nobody watched may have been gone when an item had had its time.
        await ExpireAsync(cancellationToken);
    }

    public async Task<BreakingItem?> Raise(BreakingItem item, ArticleAct act, CancellationToken cancellationToken)
    {
        if (item.ArticleId.Length > 0)
        {
            // Asked here and nowhere else: an article that is withheld after this answer announces that, and the band takes
            // it up in a turn after this one.
            var article = await GrainFactory.GetGrain<IArticleGrain>(item.ArticleId).GetPublic(cancellationToken);
            if (article is not { IsWithheld: false } || article.Site != this.GetPrimaryKeyString())
            {
                return null;
            }

            item = item with { Sample = article.Sample };
        }

        await Ensure(cancellationToken);
        await SetAsync(BreakingRules.Raise(State!, item, act, Time.GetUtcNow()), TopicChange.Snapshot, cancellationToken);
        return State!.ByHand(item.Id) ?? item;
    }

    public async Task<bool> Lower(string id, ArticleAct act, CancellationToken cancellationToken)
    {
        var before = State;
        if (before is null)
        {
            DeactivateOnIdle();
            return false;
        }

        // A barrier: what was raised by mistake must not be shown by a queue that is late.
        await SetAsync(BreakingRules.Lower(before, id, act, Time.GetUtcNow()), TopicChange.Barrier, cancellationToken);
        return !ReferenceEquals(before, State);
    }

    public Task<ImmutableArray<BreakingEntry>> ReadEntries(CancellationToken cancellationToken) =>
        Task.FromResult(State is { Entries.IsDefault: false } state ? state.Entries : []);

    protected override TopicPayload? Publish(BreakingState state) => new BreakingBand(state.Items);

    protected override (BreakingState After, TopicChange Change) Apply(BreakingState before, ArticleContent content)
    {
        var after = BreakingRules.Apply(before, content);
        return (after, BreakingRules.Change(before, after, content));
    }

    private async Task SetAsync(BreakingState next, TopicChange change, CancellationToken cancellationToken)
    {
        if (!ReferenceEquals(next, State))
        {
            await CommitAsync(next, change, cancellationToken);
        }

        Watch();
    }

    /// <summary>Wakes when the first item has had its time.</summary>
    private void Watch()
    {
        if (State?.Items.Min(item => item.Until) is not { } until)
        {
            return;
        }

        var wait = until - Time.GetUtcNow();
        var due = wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
        if (_timer is null)
        {
            _timer = this.RegisterGrainTimer(ExpireAsync, due, Timeout.InfiniteTimeSpan);
        }
        else
        {
            _timer.Change(due, Timeout.InfiniteTimeSpan);
        }
    }

    private Task ExpireAsync(CancellationToken cancellationToken) =>
        State is { } state ? SetAsync(BreakingRules.Expire(state, Time.GetUtcNow()), TopicChange.Snapshot, cancellationToken) : Task.CompletedTask;
}
