using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Sokbo.Grains.Delivery;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Interfaces.Media;

namespace Sokbo.Grains.Articles;

/// <content>The outbox: what surfaces and kept texts are still to be told.</content>
internal sealed partial class ArticleGrain
{
    private const int ErasedAtOnceMax = 32;

    private IGrainTimer? _timer;
    private IGrainTimer? _settling;
    private ImmutableArray<PendingAnnouncement> _asked = [];
    private ImmutableArray<PendingAnnouncement> _confirmed = [];
    private ImmutableArray<string> _erased = [];

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
        if (State is not { OwesNothing: false } state)
        {
            return;
        }

        _erased = await EraseTextsAsync(state, cancellationToken);
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
        if (State is not { OwesNothing: false } state)
        {
            return;
        }

        // An act that came meanwhile owes a later revision, which nobody has confirmed.
        var left = state.Pending.RemoveRange(_confirmed);
        ImmutableArray<string> texts = state.ToErase.IsDefaultOrEmpty ? [] : state.ToErase.RemoveRange(_erased);
        if (left.Length < state.Pending.Length || (!state.ToErase.IsDefaultOrEmpty && texts.Length < state.ToErase.Length))
        {
            await CommitAsync(state with { Pending = left, ToErase = texts }, TopicChange.None, cancellationToken);
        }

        if (!left.IsEmpty || !texts.IsEmpty)
        {
            var moreTexts = !texts.IsEmpty && texts.Length < state.ToErase.Length;
            Schedule(!moreTexts && left.All(_asked.Contains) ? RetryAfter() : TimeSpan.Zero);
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

    /// <summary>A batch of the texts that are to go; those that are gone.</summary>
    private async Task<ImmutableArray<string>> EraseTextsAsync(ArticleState state, CancellationToken cancellationToken)
    {
        if (state.ToErase.IsDefaultOrEmpty)
        {
            return [];
        }

        var keys = state.ToErase.Take(ErasedAtOnceMax).ToArray();
        var gone = await Task.WhenAll(keys.Select(async key =>
        {
            try
            {
                await (ArticleState.PictureOfKey(key) is { } picture
                    ? GrainFactory.GetGrain<IPictureGrain>(picture).Forget(state.Id, cancellationToken)
                    : Text(key).RemoveText(cancellationToken));
                return true;
            }
            catch (Exception error)
            {
                LogNotErased(state.Id, error);
                return false;
            }
        }));
        return [.. keys.Where((_, index) => gone[index])];
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

    [LoggerMessage(2001, LogLevel.Warning, "Article {Article} could not announce revision {Revision} to {Surface}; it tries again.")]
    private partial void LogAnnouncementFailed(string article, int revision, string surface, Exception error);

    [LoggerMessage(2005, LogLevel.Warning, "A text or picture of the erased article {Article} could not be removed; it tries again.")]
    private partial void LogNotErased(string article, Exception error);

    [LoggerMessage(2002, LogLevel.Warning, "The reminder of article {Article} could not be taken back.")]
    private partial void LogReminderStays(string article, Exception error);
}
