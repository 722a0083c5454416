using System.Collections.Immutable;
using Sokbo.Grains.Delivery;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Interfaces.Media;

namespace Sokbo.Grains.Media;

[GrainType("picture")]
internal sealed class PictureGrain(
    [PersistentState(StorageNames.State, StorageNames.Default)] IPersistentState<TopicRecord<PictureState>> store,
    TopicGrainServices services) : TopicGrain<PictureState>(store, services), IPictureGrain
{
    private static readonly TimeSpan TurnFor = 2 * TimeSpan.FromSeconds(PictureRemovals.TurnSeconds);

    /// <summary>When a gateway took the turn to delete the files. In memory alone: with the activation goes no more than that two delete at once.</summary>
    private long? _turn;

    protected override string Topic => TopicName.Picture(this.GetPrimaryKeyString()).Text;

    /// <summary>A picture is made by who sends it, and by nobody else.</summary>
    public Task Ensure(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task<PictureInfo?> Register(PictureInfo info, CancellationToken cancellationToken)
    {
        if (State is { Removed: true })
        {
            return null;
        }

        await CommitAsync(PictureRules.Register(State, info), TopicChange.Snapshot, cancellationToken);
        return State!.Info;
    }

    public async Task<PictureInfo?> Use(string article, CancellationToken cancellationToken)
    {
        if (Existing() is not { } state)
        {
            return null;
        }

        await CommitAsync(PictureRules.Use(state, article, Time.GetUtcNow()), TopicChange.Snapshot, cancellationToken);
        return state.Info;
    }

    public Task<PictureInfo?> Read(CancellationToken cancellationToken) => Task.FromResult(Existing()?.Info);

    public Task<bool> IsWithdrawn(CancellationToken cancellationToken) => Task.FromResult(Existing() is { WasShown: true, IsShown: false });

    public async Task<bool> Forget(string article, CancellationToken cancellationToken)
    {
        if (State is not { } state)
        {
            Existing();
            return true;
        }

        // Before anybody is asked: whatever the others answer, it shows it no more.
        await CommitAsync(PictureRules.Forget(state, article, ImmutableDictionary<string, bool>.Empty), TopicChange.Barrier, cancellationToken);
        if (PictureRules.InDoubt(State, article, Time.GetUtcNow()) is { IsEmpty: false } doubted)
        {
            var names = await AskAsync(doubted, cancellationToken);
            await CommitAsync(PictureRules.Forget(State, article, names), TopicChange.Barrier, cancellationToken);
        }

        await ListPurgeAsync(cancellationToken);
        if (State is { Removed: true } removed
            && !await GrainFactory.GetGrain<IPictureRemovalsGrain>(TopicName.Removals.Owner).Add(removed.Info, cancellationToken))
        {
            throw new InvalidOperationException("Too many pictures wait to be deleted; no gateway seems to do it. See Media in docs/RUNBOOK.md.");
        }

        return State.Uses.All(use => use.Article != article);
    }

    public Task<PictureRemoval> TakeRemoval(CancellationToken cancellationToken)
    {
        if (State is not { Removed: true })
        {
            Existing();
            return Task.FromResult(PictureRemoval.None);
        }

        if (_turn is { } turn && Time.GetElapsedTime(turn) < TurnFor)
        {
            return Task.FromResult(PictureRemoval.Taken);
        }

        _turn = Time.GetTimestamp();
        return Task.FromResult(PictureRemoval.Yours);
    }

    public async Task Clear(CancellationToken cancellationToken)
    {
        // The tombstone stays: its address answers that the picture is gone. Sent again, it begins anew.
        if (State is { Removed: true } state)
        {
            await CommitAsync(PictureRules.Clear(state), TopicChange.Barrier, cancellationToken);
            _turn = null;
        }
    }

    public async Task<int> Announce(string articleId, int revision, CancellationToken cancellationToken)
    {
        if (await GrainFactory.GetGrain<IArticleGrain>(articleId).GetPublic(cancellationToken) is not { } content)
        {
            return 0;
        }

        if (Existing() is { } state)
        {
            var next = PictureRules.Apply(state, content);
            var hides = state.IsShown && !next.IsShown;
            await CommitAsync(next, hides ? TopicChange.Barrier : TopicChange.Snapshot, cancellationToken);
            await ListPurgeAsync(cancellationToken);
        }

        return content.Version;
    }

    protected override TopicPayload? Publish(PictureState state) => state;

    /// <summary>
    /// After gateways were told that it is hidden, so that none of them fills a cache anew that was told. Whoever announces
    /// or erases the article hears of a failure and comes again; the state says that it is still to be done.
    /// </summary>
    private async Task ListPurgeAsync(CancellationToken cancellationToken)
    {
        if (State is { PurgeOwed: true } state)
        {
            await GrainFactory.GetGrain<IPicturePurgesGrain>(TopicName.Purges.Owner).Add(state.Info, cancellationToken);
            await CommitAsync(state with { PurgeOwed = false }, TopicChange.None, cancellationToken);
        }
    }

    /// <summary>Articles tell pictures nothing within their acts, so none of them waits for this picture meanwhile.</summary>
    private async Task<Dictionary<string, bool>> AskAsync(ImmutableArray<string> articles, CancellationToken cancellationToken)
    {
        var names = await Task.WhenAll(articles.Select(id => GrainFactory.GetGrain<IArticleGrain>(id).HasHad(this.GetPrimaryKeyString(), cancellationToken)));
        return articles.Zip(names).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
    }

    private new Task CommitAsync(PictureState next, TopicChange change, CancellationToken cancellationToken) =>
        ReferenceEquals(next, State) ? Task.CompletedTask : base.CommitAsync(next, change, cancellationToken);

    /// <summary>Null also where it is being deleted.</summary>
    private PictureState? Existing()
    {
        if (State is null)
        {
            this.LeaveUnlessCreated(() => State is not null);
        }

        return State is { IsKept: true } ? State : null;
    }
}
