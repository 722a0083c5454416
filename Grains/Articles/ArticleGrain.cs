using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sokbo.Grains.Delivery;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Articles;

/// <remarks>
/// <para>Announcements are owed from the write that makes them necessary until each surface has confirmed. Timers carry
/// them out, one for each place; a reminder, registered before that write, wakes the grain where they died with their silo.
/// The reminder stays until it finds nothing owed, so that a story that changes many times registers it once.</para>
/// <para>What the clock will do is on the agenda before it is in the state, so that some silo always wakes the grain for
/// it; the moment itself is met by a timer, and whether it has come is asked of several clocks.</para>
/// <para>It leaves memory after five minutes without a call, a third of what is usual: a robot reads a whole archive once,
/// and what it has read must not stay. Readers who are still there notice nothing, their gateways ask for it again.</para>
/// </remarks>
[GrainType("article")]
[CollectionAgeLimit(Minutes = 5)]
internal sealed partial class ArticleGrain(
    [PersistentState(StorageNames.State, StorageNames.Default)] IPersistentState<TopicRecord<ArticleState>> store,
    TopicGrainServices services,
    IArticleAgenda agenda,
    AgreedClock clock,
    IErasureRegister erasures,
    IOptions<ArticlesOptions> options,
    ILogger<ArticleGrain> logger) : TopicGrain<ArticleState>(store, services), IArticleGrain, IRemindable
{
    private const string ReminderName = "announce";
    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);

    private IGrainReminder? _reminder;

    protected override string Topic => TopicName.Article(this.GetPrimaryKeyString()).Text;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        if (State is not null and not { Stage: ArticleStage.Erased } && erasures.Contains(this.GetPrimaryKeyString()))
        {
            await EraseAgain(cancellationToken);
        }

        if (State is { OwesNothing: false })
        {
            TellPlaces();
        }

        if (State is { NextDue: not null })
        {
            ScheduleDue(TimeSpan.Zero);
        }
    }

    public Task<ArticleOutcome> Create(string site, ArticleDraft draft, ArticleAct act, CancellationToken cancellationToken) =>
        ActAsync(ArticleRules.Create(State, this.GetPrimaryKeyString(), site, draft, act, Time.GetUtcNow()), cancellationToken);

    public Task<ArticleOutcome> Update(ArticleDraft draft, ArticleAct act, CancellationToken cancellationToken) =>
        ActAsync(ArticleRules.Update(State, draft, act, Time.GetUtcNow()), cancellationToken);

    public Task<ArticleOutcome> Publish(ArticleAct act, CancellationToken cancellationToken) => PublishAsync(null, act, cancellationToken);

    public Task<ArticleOutcome> Schedule(DateTimeOffset at, ArticleAct act, CancellationToken cancellationToken) =>
        PublishAsync(at, act, cancellationToken);

    public Task<ArticleOutcome> Submit(ArticleAct act, CancellationToken cancellationToken) =>
        ActAsync(ArticleRules.Submit(State, act, Time.GetUtcNow()), cancellationToken);

    public Task<ArticleOutcome> Withdraw(ArticleAct act, CancellationToken cancellationToken) =>
        ActAsync(ArticleRules.Withdraw(State, act, Time.GetUtcNow()), cancellationToken);

    public Task<ArticleOutcome> SetEmbargo(ArticleEmbargo? embargo, ArticleAct act, CancellationToken cancellationToken) =>
        ActAsync(ArticleRules.SetEmbargo(State, embargo, act, Time.GetUtcNow()), cancellationToken);

    public Task<ArticleOutcome> Correct(ArticleDraft draft, string note, ArticleAct act, CancellationToken cancellationToken) =>
        ActAsync(ArticleRules.Correct(State, draft, note, act, Time.GetUtcNow()), cancellationToken);

    public Task<ArticleOutcome> Retract(string reason, ArticleAct act, CancellationToken cancellationToken) =>
        ActAsync(ArticleRules.Retract(State, reason, act, Time.GetUtcNow()), cancellationToken);

    public Task<ArticleOutcome> Hold(DateTimeOffset until, string notice, ArticleAct act, CancellationToken cancellationToken) =>
        ActAsync(ArticleRules.Hold(State, until, notice, act, Time.GetUtcNow()), cancellationToken);

    public Task<ArticleOutcome> Release(ArticleAct act, CancellationToken cancellationToken) =>
        ActAsync(ArticleRules.Release(State, act, Time.GetUtcNow()), cancellationToken);

    public Task<ArticleOutcome> ClaimCorrection(bool pending, ArticleAct act, CancellationToken cancellationToken) =>
        ActAsync(ArticleRules.ClaimCorrection(State, pending, act, Time.GetUtcNow()), cancellationToken);

    public async Task<ArticleOutcome> RemoveText(ArticleAct act, CancellationToken cancellationToken)
    {
        var decision = ArticleRules.Erase(State, act, Time.GetUtcNow());
        if (decision.Next is { Stage: ArticleStage.Erased } next)
        {
            // Before it is done: an erasure that is known of is repeated at worst, one that is forgotten comes undone.
            await erasures.AddAsync(next.Id, cancellationToken);
        }

        return await ActAsync(decision, cancellationToken);
    }

    public Task<ArticleOutcome> KeepText(ArticleAct act, CancellationToken cancellationToken) =>
        ActAsync(ArticleRules.KeepText(State, act, Time.GetUtcNow()), cancellationToken);

    public async Task<bool> EraseAgain(CancellationToken cancellationToken)
    {
        var decision = ArticleRules.EraseAgain(State, Time.GetUtcNow());
        await ActAsync(decision, cancellationToken);
        if (decision.Next is null)
        {
            return false;
        }

        LogErasedAgain(this.GetPrimaryKeyString());
        return true;
    }

    public async Task<ArticleOutcome> Restore(int revision, ArticleAct act, CancellationToken cancellationToken)
    {
        if (State is { } state && state.Operations.Contains(act.OperationId))
        {
            return new ArticleOutcome(ArticleVerdict.Done, state.Details);
        }

        return State is not null && await ReadRevision(revision, cancellationToken) is { } version
            ? await ActAsync(ArticleRules.Update(State, version.Draft, act, Time.GetUtcNow(), "restore"), cancellationToken)
            : new ArticleOutcome(State is null ? ArticleVerdict.NotFound : ArticleVerdict.NoRevision, Existing()?.Details);
    }

    public Task<ArticleDetails?> Read(CancellationToken cancellationToken) => Task.FromResult(Existing()?.Details);

    public Task<ArticleContent?> GetPublic(CancellationToken cancellationToken) => Task.FromResult(State?.Public);

    public Task<bool> HasHad(string picture, CancellationToken cancellationToken) =>
        Task.FromResult(Existing() is { } state && ArticleRules.PicturesOf(state).Contains(picture));

    public async Task<ArticleVersion?> ReadRevision(int revision, CancellationToken cancellationToken) =>
        Existing() is { } state && state.Revisions.FirstOrDefault(head => head.Number == revision) is { OperationId.Length: > 0 } kept
            ? revision == state.Revision ? state.Standing : await Text(ArticleState.TextKey(state.Id, kept)).Read(cancellationToken)
            : null;

    public async Task<ArticleVersion?> ReadWithheld(int revision, ArticleAct act, CancellationToken cancellationToken)
    {
        if (Existing() is not { } state)
        {
            return null;
        }

        await CommitAsync(ArticleRules.Note(state, "read-revision", act, Time.GetUtcNow()), TopicChange.None, cancellationToken);
        return await ReadRevision(revision, cancellationToken);
    }

    public async Task Look(string reader, CancellationToken cancellationToken)
    {
        if (Existing() is { } state && ArticleRules.Look(state, reader, Time.GetUtcNow()) is var noted && !ReferenceEquals(noted, state))
        {
            await CommitAsync(noted, TopicChange.None, cancellationToken);
        }
    }

    public async Task<ArticleVersion?> ReadAt(DateTimeOffset at, ArticleAct act, CancellationToken cancellationToken)
    {
        if (Existing() is not { } state)
        {
            return null;
        }

        // Written before it is shown: nobody looks without leaving a name.
        await CommitAsync(ArticleRules.Note(state, "read-at", act, Time.GetUtcNow()), TopicChange.None, cancellationToken);
        return state.Revisions.LastOrDefault(revision => revision.At <= at) is { } standing
            && await ReadRevision(standing.Number, cancellationToken) is { Public: { } content } version
            ? version with { Posts = content.IsWithheld || state.Live is null ? [] : await PostsAtAsync(state, at, cancellationToken) }
            : null;
    }

    public async Task<ArticleVersion?> ReadLastSeen(CancellationToken cancellationToken)
    {
        if (Existing() is not { Public.IsWithheld: true } state)
        {
            return null;
        }

        var (index, seen) = state.Revisions.Index().LastOrDefault(pair => pair.Item.Stage is ArticleStage.Published or ArticleStage.Updated or ArticleStage.Corrected);
        return seen is not null && await ReadRevision(seen.Number, cancellationToken) is { } version
            ? version with { Posts = state.Live is null ? [] : await PostsAtAsync(state, state.Revisions[index + 1].At, cancellationToken) }
            : null;
    }

    public Task<ArticleOutcome> AddPost(string post, LivePostDraft draft, ArticleAct act, CancellationToken cancellationToken) =>
        PostAsync(post, ArticleRules.AddPost(State, post, draft, act, Time.GetUtcNow()), cancellationToken);

    public Task<ArticleOutcome> UpdatePost(string post, LivePostDraft draft, ArticleAct act, CancellationToken cancellationToken) =>
        PostAsync(post, ArticleRules.UpdatePost(State, post, draft, act, Time.GetUtcNow()), cancellationToken);

    public Task<ArticleOutcome> HidePost(string post, ArticleAct act, CancellationToken cancellationToken) =>
        PostAsync(post, ArticleRules.HidePost(State, post, act, Time.GetUtcNow()), cancellationToken);

    public Task<ArticleOutcome> MovePost(string post, string? above, ArticleAct act, CancellationToken cancellationToken) =>
        PostAsync(post, ArticleRules.MovePost(State, post, above, act, Time.GetUtcNow()), cancellationToken);

    public Task<ArticleOutcome> SetCoverage(bool open, ArticleAct act, CancellationToken cancellationToken) =>
        ActAsync(ArticleRules.SetCoverage(State, open, act, Time.GetUtcNow()), cancellationToken);

    public Task<ImmutableArray<LivePostDetails>> ReadPosts(CancellationToken cancellationToken) => Task.FromResult(
        Existing() is { } state
            ? [.. state.Posts.OrderByDescending(post => post.Draft.Pinned && !post.Hidden).ThenByDescending(post => post.Rank)]
            : ImmutableArray<LivePostDetails>.Empty);

    public Task<ArticleContent?> GetWhole(CancellationToken cancellationToken) => Task.FromResult(
        State is { Live: { } live, FirstPublishedAt: { } first, Public: { IsWithheld: false } content } ? content with { Live = LiveRules.Whole(live, first) } : State?.Public);

    public Task<LivePage?> GetPosts(string from, CancellationToken cancellationToken) => Task.FromResult(
        State is { Live: { } live, FirstPublishedAt: { } first, Public.IsWithheld: false } ? LiveRules.Page(live, first, from) : null);

    public async Task Wake(CancellationToken cancellationToken)
    {
        var due = State?.NextDue;
        if (due is not null)
        {
            ScheduleDue(TimeSpan.Zero);
        }

        if (due - Time.GetUtcNow() <= AgendaReader.Ahead)
        {
            return;
        }

        // The agenda has woken it for nothing.
        if (await ReadStoredDueAsync() != due)
        {
            // Another activation has written since this one read.
            DeactivateOnIdle();
            return;
        }

        await SettleAgendaAsync(cancellationToken);
        Existing();
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (State is { OwesNothing: false })
        {
            TellPlaces();
        }
        else
        {
            await DropReminderAsync();
        }
    }

    protected override TopicPayload? Publish(ArticleState state) => state.Public;

    private ArticleState? Existing()
    {
        if (State is null)
        {
            this.LeaveUnlessCreated(() => State is not null);
        }

        return State;
    }

    private async Task<ArticleOutcome> PublishAsync(DateTimeOffset? at, ArticleAct act, CancellationToken cancellationToken)
    {
        // A text that anybody may read at any time needs no agreement on the time.
        var now = at is null && State?.Embargo is null ? Time.GetUtcNow() : await clock.ReadAsync(cancellationToken);
        return await ActAsync(ArticleRules.Publish(State, at, act, now), cancellationToken);
    }

    private async Task<ArticleOutcome> PostAsync(string post, ArticleDecision decision, CancellationToken cancellationToken)
    {
        if (decision is { Post: { } kept })
        {
            await Text(kept.Key).WritePost(kept.Text, cancellationToken);
        }

        return await ActAsync(decision, cancellationToken) with { Post = State?.Posts.FirstOrDefault(other => other.Id == post) };
    }

    private async Task<ArticleOutcome> ActAsync(ArticleDecision decision, CancellationToken cancellationToken)
    {
        if (decision is { Next: { } next, Change: { } change })
        {
            await CarryOutAsync(next, change, cancellationToken);
        }

        return new ArticleOutcome(decision.Verdict, Existing()?.Details);
    }

    private async Task CarryOutAsync(ArticleState next, TopicChange change, CancellationToken cancellationToken)
    {
        if (!next.OwesNothing)
        {
            _reminder ??= await this.RegisterOrUpdateReminder(ReminderName, ReminderPeriod, ReminderPeriod, cancellationToken);
        }

        if (next.NextDue is { } due && due != State?.NextDue)
        {
            // Not to a later moment yet: where the write below is lost, what is stored is due at the earlier one.
            await agenda.AddAsync(next.Id, due, cancellationToken);
        }

        if (State is { Revisions: [.., { OperationId.Length: > 0 } replaced] } standing && next.Revision != standing.Revision && next.Stage != ArticleStage.Erased)
        {
            // Before the next one takes its place. The history names it already, so whatever fails now, no text is kept that it does not name.
            await Text(ArticleState.TextKey(standing.Id, replaced)).Write(standing.Standing, cancellationToken);
        }

        var before = State?.NextDue;
        await CommitAsync(next, change, cancellationToken);
        ArticlesMetrics.Acts.WithLabels(next.Stage.ToString()).Inc();
        LogRevision(next.Id, next.Revision, next.Stage, next.Operations[^1]);
        if (!next.OwesNothing)
        {
            TellPlaces();
        }

        if (next.NextDue is not null)
        {
            ScheduleDue(TimeSpan.Zero);
        }

        if (before is not null && !(next.NextDue <= before))
        {
            await SettleAgendaAsync(cancellationToken);
        }
    }

    private IArticleRevisionGrain Text(string key) => GrainFactory.GetGrain<IArticleRevisionGrain>(key);

    [LoggerMessage(2000, LogLevel.Information, "Article {Article} has revision {Revision}: {Stage} (operation {Operation}).")]
    private partial void LogRevision(string article, int revision, ArticleStage stage, string operation);

    [LoggerMessage(2006, LogLevel.Warning, "Article {Article} was erased once and had come back with the store. It is erased again.")]
    private partial void LogErasedAgain(string article);
}
