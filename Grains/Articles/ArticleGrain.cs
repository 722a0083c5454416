using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sokbo.Grains.Delivery;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Articles;

/// <remarks>
/// Announcements are owed from the write that makes them necessary until each surface has confirmed. A timer carries them
/// out; a reminder, registered before that write, wakes the grain where the timer died with its silo.
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
            // An id that does not exist keeps no activation.
            DeactivateOnIdle();
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

    /// <summary>The timer's turn does not interleave with acts: both write the state.</summary>
    private void Schedule(TimeSpan after)
    {
        if (_timer is null)
        {
            _timer = this.RegisterGrainTimer(AnnounceAsync, after, Timeout.InfiniteTimeSpan);
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
        var left = state.Pending.Where((_, index) => !confirmed[index]).ToArray();
        if (left.Length < state.Pending.Length)
        {
            await CommitAsync(state with { Pending = [.. left] }, TopicChange.None, cancellationToken);
        }

        if (left.Length == 0)
        {
            await DropReminderAsync();
            return;
        }

        var wait = Math.Min(
            options.Value.AnnounceRetryMilliseconds * Math.Pow(2, Math.Min(_attempts++, 20)), options.Value.AnnounceRetrySecondsMax * 1000.0);
        Schedule(TimeSpan.FromMilliseconds(wait));
    }

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
        try
        {
            if ((_reminder ?? await this.GetReminder(ReminderName)) is { } reminder)
            {
                await this.UnregisterReminder(reminder);
            }

            _reminder = null;
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
