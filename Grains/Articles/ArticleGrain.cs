using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sokbo.Grains.Delivery;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Articles;

/// <remarks>
/// Announcements are owed from the write that makes them necessary until each surface has confirmed. A timer carries them
/// out; a reminder, registered before that write, wakes the grain where the timer died with its silo. The reminder stays
/// until it finds nothing owed, so that a story that changes many times registers it once.
/// </remarks>
[GrainType("article")]
internal sealed partial class ArticleGrain(
    [PersistentState(StorageNames.State, StorageNames.Default)] IPersistentState<TopicRecord<ArticleState>> store,
    TopicGrainServices services,
    IOptions<ArticlesOptions> options,
    ILogger<ArticleGrain> logger) : TopicGrain<ArticleState>(store, services), IArticleGrain, IRemindable
{
    private const string ReminderName = "announce";
    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);

    private IGrainTimer? _timer;
    private IGrainTimer? _settling;
    private ImmutableArray<PendingAnnouncement> _asked = [];
    private ImmutableArray<PendingAnnouncement> _confirmed = [];
    private IGrainReminder? _reminder;
    private int _attempts;

    protected override string Topic => TopicName.Article(this.GetPrimaryKeyString()).Text;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        if (State is { Pending.IsEmpty: false })
        {
            Schedule(TimeSpan.Zero);
        }
    }

    public Task<ArticleOutcome> Create(string site, ArticleDraft draft, ArticleAct act, CancellationToken cancellationToken) =>
        ActAsync(ArticleRules.Create(State, this.GetPrimaryKeyString(), site, draft, act, Time.GetUtcNow()), act, cancellationToken);

    public Task<ArticleOutcome> Update(ArticleDraft draft, ArticleAct act, CancellationToken cancellationToken) =>
        ActAsync(ArticleRules.Update(State, draft, act, Time.GetUtcNow()), act, cancellationToken);

    public Task<ArticleOutcome> Publish(ArticleAct act, CancellationToken cancellationToken) =>
        ActAsync(ArticleRules.Publish(State, act, Time.GetUtcNow()), act, cancellationToken);

    public Task<ArticleOutcome> Correct(ArticleDraft draft, string note, ArticleAct act, CancellationToken cancellationToken) =>
        ActAsync(ArticleRules.Correct(State, draft, note, act, Time.GetUtcNow()), act, cancellationToken);

    public Task<ArticleOutcome> Retract(string reason, ArticleAct act, CancellationToken cancellationToken) =>
        ActAsync(ArticleRules.Retract(State, reason, act, Time.GetUtcNow()), act, cancellationToken);

    public Task<ArticleDetails?> Read(CancellationToken cancellationToken) => Task.FromResult(Existing()?.Details);

    public Task<ArticleContent?> GetPublic(CancellationToken cancellationToken) => Task.FromResult(State?.Public);

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (State is { Pending.IsEmpty: false })
        {
            Schedule(TimeSpan.Zero);
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

    private async Task<ArticleOutcome> ActAsync(ArticleDecision decision, ArticleAct act, CancellationToken cancellationToken)
    {
        if (decision is { Next: { } next, Change: { } change })
        {
            if (!next.Pending.IsEmpty)
            {
                _reminder ??= await this.RegisterOrUpdateReminder(ReminderName, ReminderPeriod, ReminderPeriod, cancellationToken);
            }

            await CommitAsync(next, change, cancellationToken);
            ArticlesMetrics.Acts.WithLabels(next.Stage.ToString()).Inc();
            LogRevision(next.Id, next.Revision, next.Stage, act.OperationId);
            if (!next.Pending.IsEmpty)
            {
                _attempts = 0;
                Schedule(TimeSpan.Zero);
            }
        }

        return new ArticleOutcome(decision.Verdict, Existing()?.Details);
    }

    /// <summary>
    /// Surfaces are asked in an interleaving turn, which only reads the state: a surface on a silo that hangs must not keep
    /// the newsroom from this article. What they confirmed is settled in a turn of its own, because acts write the state too.
    /// </summary>
    private void Schedule(TimeSpan after)
    {
        if (_timer is null)
        {
            _timer = this.RegisterGrainTimer(AnnounceAsync, new GrainTimerCreationOptions(after, Timeout.InfiniteTimeSpan) { Interleave = true });
        }
        else
        {
            _timer.Change(after, Timeout.InfiniteTimeSpan);
        }
    }

    private async Task AnnounceAsync(CancellationToken cancellationToken)
    {
        if (State is not { Pending.IsEmpty: false } state)
        {
            return;
        }

        var confirmed = await Task.WhenAll(state.Pending.Select(pending => TryAnnounceAsync(state.Id, pending, cancellationToken)));
        _asked = state.Pending;
        _confirmed = [.. state.Pending.Where((_, index) => confirmed[index])];
        if (_settling is null)
        {
            _settling = this.RegisterGrainTimer(SettleAsync, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
        else
        {
            _settling.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        if (State is not { Pending.IsEmpty: false } state)
        {
            return;
        }

        // An act that came meanwhile owes a later revision, which nobody has confirmed.
        var left = state.Pending.RemoveRange(_confirmed);
        if (left.Length < state.Pending.Length)
        {
            await CommitAsync(state with { Pending = left }, TopicChange.None, cancellationToken);
        }

        if (!left.IsEmpty)
        {
            Schedule(left.All(_asked.Contains) ? RetryAfter() : TimeSpan.Zero);
        }
    }

    private TimeSpan RetryAfter() => TimeSpan.FromMilliseconds(Math.Min(
        options.Value.AnnounceRetryMilliseconds * Math.Pow(2, Math.Min(_attempts++, 20)), options.Value.AnnounceRetrySecondsMax * 1000.0));

    private async Task<bool> TryAnnounceAsync(string id, PendingAnnouncement pending, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(TimeSpan.FromSeconds(options.Value.AnnounceTimeoutSeconds));
        try
        {
            if (!TopicName.TryParse(pending.Topic, out var topic))
            {
                throw new InvalidOperationException($"{id} is to be announced to '{pending.Topic}', which is no topic.");
            }

            var known = await GrainFactory.GetGrain<IArticleSurfaceGrain>(topic.Owner).Announce(id, pending.Revision, timeout.Token);
            ArticlesMetrics.Announcements.WithLabels(known >= pending.Revision ? "confirmed" : "repeated").Inc();
            return known >= pending.Revision;
        }
        catch (Exception error)
        {
            ArticlesMetrics.Announcements.WithLabels("failed").Inc();
            LogAnnouncementFailed(id, pending.Revision, pending.Topic, error);
            return false;
        }
    }

    private async Task DropReminderAsync()
    {
        // Forgotten first: where it is not known whether it was taken back, the next act registers it again.
        var known = _reminder;
        _reminder = null;
        try
        {
            if ((known ?? await this.GetReminder(ReminderName)) is { } reminder)
            {
                await this.UnregisterReminder(reminder);
            }
        }
        catch (Exception error)
        {
            // It stays and fires once more: harmless.
            LogReminderStays(this.GetPrimaryKeyString(), error);
        }
    }

    [LoggerMessage(2000, LogLevel.Information, "Article {Article} has revision {Revision}: {Stage} (operation {Operation}).")]
    private partial void LogRevision(string article, int revision, ArticleStage stage, string operation);

    [LoggerMessage(2001, LogLevel.Warning, "Article {Article} could not announce revision {Revision} to {Surface}; it tries again.")]
    private partial void LogAnnouncementFailed(string article, int revision, string surface, Exception error);

    [LoggerMessage(2002, LogLevel.Warning, "The reminder of article {Article} could not be taken back.")]
    private partial void LogReminderStays(string article, Exception error);
}
