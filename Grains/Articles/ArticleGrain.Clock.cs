using Microsoft.Extensions.Logging;
using Sokbo.Grains.Delivery;

namespace Sokbo.Grains.Articles;

/// <content>What the clock does with an article.</content>
internal sealed partial class ArticleGrain
{
    private static readonly TimeSpan DueWaitMin = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan DueWaitMax = TimeSpan.FromSeconds(30);

    private IGrainTimer? _dueTimer;

    /// <summary>Met by the monotonic clock and never for long, so that a clock that is set is noticed.</summary>
    private void ScheduleDue(TimeSpan after)
    {
        if (_dueTimer is null)
        {
            _dueTimer = this.RegisterGrainTimer(CarryOutDueAsync, after, Timeout.InfiniteTimeSpan);
        }
        else
        {
            _dueTimer.Change(after, Timeout.InfiniteTimeSpan);
        }
    }

    private async Task CarryOutDueAsync(CancellationToken cancellationToken)
    {
        while (State is { NextDue: { } due } state)
        {
            DateTimeOffset now;
            try
            {
                now = await clock.ReadAsync(cancellationToken);
                if (ArticleRules.Due(state, now) is { Next: { } next, Change: { } change })
                {
                    await CarryOutAsync(next, change, cancellationToken);
                    ArticlesMetrics.Lateness.Observe((now - due).TotalSeconds);
                    continue;
                }
            }
            catch (Exception error)
            {
                // The agenda wakes this grain, or the next activation, again.
                LogNotCarriedOut(state.Id, due, error);
                ScheduleDue(TimeSpan.FromMilliseconds(options.Value.AnnounceRetryMilliseconds));
                return;
            }

            var wait = due - now;
            ScheduleDue(wait < DueWaitMin ? DueWaitMin : wait > DueWaitMax ? DueWaitMax : wait);
            return;
        }
    }

    private async Task<DateTimeOffset?> ReadStoredDueAsync()
    {
        var stored = new GrainState<TopicRecord<ArticleState>>();
        await Storage.ReadStateAsync(StorageNames.State, this.GetGrainId(), stored);
        return stored.State?.State?.NextDue;
    }

    /// <summary>After the write: the agenda says what the state says.</summary>
    private async Task SettleAgendaAsync(CancellationToken cancellationToken)
    {
        var id = this.GetPrimaryKeyString();
        try
        {
            await (State?.NextDue is { } due ? agenda.SetAsync(id, due, cancellationToken) : agenda.RemoveAsync(id, cancellationToken));
        }
        catch (Exception error)
        {
            // The entry wakes the grain once more, which then puts it right.
            LogStaysOnAgenda(id, error);
        }
    }

    [LoggerMessage(2003, LogLevel.Warning, "Article {Article}: what was due at {Due} could not be carried out; it tries again.")]
    private partial void LogNotCarriedOut(string article, DateTimeOffset due, Exception error);

    [LoggerMessage(2004, LogLevel.Warning, "Article {Article} stays on the agenda for a moment at which nothing of it is due any more.")]
    private partial void LogStaysOnAgenda(string article, Exception error);
}
