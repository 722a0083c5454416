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

    /// <summary>Among the places: the texts and pictures that are to go. No topic is called so.</summary>
    private const string Texts = "texts";

    private readonly Dictionary<string, Place> _places = [];
    private readonly HashSet<PendingAnnouncement> _confirmed = [];
    private readonly HashSet<string> _erased = [];
    private IGrainTimer? _settling;

    private void TellPlaces()
    {
        foreach (var pending in State!.Pending)
        {
            Tell(pending.Topic);
        }

        if (!State.ToErase.IsDefaultOrEmpty)
        {
            Tell(Texts);
        }
    }

    /// <summary>At once; or, while it is being told of something older, as soon as it has answered to that.</summary>
    private void Tell(string name)
    {
        if (_places.TryGetValue(name, out var known))
        {
            known.Failures = 0;
            known.Timer!.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
            return;
        }

        var place = new Place();
        _places[name] = place;
        place.Timer = this.RegisterGrainTimer(
            cancellationToken =>
            {
                _ = TellAsync(name, place, cancellationToken);
                return Task.CompletedTask;
            },
            new GrainTimerCreationOptions(TimeSpan.Zero, Timeout.InfiniteTimeSpan) { Interleave = true });
    }

    /// <summary>
    /// Each place is told by itself, and nothing waits for it: one that hangs keeps neither the newsroom from this article
    /// nor the other places from what comes next, nor the activation from leaving, without which nobody could answer the
    /// place that asks what is public. What the places confirmed is settled in a turn that interleaves with nothing, because
    /// acts write the state too.
    /// </summary>
    private async Task TellAsync(string name, Place place, CancellationToken cancellationToken)
    {
        if (place.IsBusy || State is not { OwesNothing: false } state)
        {
            return;
        }

        var owed = Owed(name);
        place.IsBusy = true;
        var done = name == Texts ? await EraseTextsAsync(state, cancellationToken)
            : owed is null || _confirmed.Contains(owed) || await TryAnnounceAsync(state.Id, owed, cancellationToken);
        place.IsBusy = false;
        if (cancellationToken.IsCancellationRequested)
        {
            return;
        }

        if (done && owed is not null)
        {
            _confirmed.Add(owed);
        }

        // An act that came meanwhile owes it a later revision, which it has not failed at.
        var isNewer = Owed(name) != owed;
        place.Failures = done || isNewer ? 0 : place.Failures + 1;
        if (!done || isNewer)
        {
            place.Timer!.Change(isNewer ? TimeSpan.Zero : RetryAfter(place.Failures), Timeout.InfiniteTimeSpan);
        }

        SettleWhenAllAnswered();
    }

    private PendingAnnouncement? Owed(string name) => State?.Pending.FirstOrDefault(pending => pending.Topic == name);

    /// <summary>One write for all, and none that waits for a place that has failed before.</summary>
    private void SettleWhenAllAnswered()
    {
        if (State is not { OwesNothing: false } state
            || !state.Pending.All(pending => _confirmed.Contains(pending) || HasFailed(pending.Topic))
            || !(state.ToErase.IsDefaultOrEmpty || _erased.Count > 0 || HasFailed(Texts)))
        {
            return;
        }

        if (_settling is null)
        {
            _settling = this.RegisterGrainTimer(SettleAsync, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
        else
        {
            _settling.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    private bool HasFailed(string name) => _places.TryGetValue(name, out var place) && place.Failures > 0;

    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        if (State is not { OwesNothing: false } state)
        {
            return;
        }

        // An act that came meanwhile owes a later revision, which nobody has confirmed.
        PendingAnnouncement[] confirmed = [.. _confirmed];
        string[] erased = [.. _erased];
        var left = state.Pending.RemoveRange(confirmed);
        ImmutableArray<string> texts = state.ToErase.IsDefaultOrEmpty ? [] : state.ToErase.RemoveRange(erased);
        if (left.Length < state.Pending.Length || (!state.ToErase.IsDefaultOrEmpty && texts.Length < state.ToErase.Length))
        {
            await CommitAsync(state with { Pending = left, ToErase = texts }, TopicChange.None, cancellationToken);
        }

        _confirmed.ExceptWith(confirmed);
        _erased.ExceptWith(erased);
        if (erased.Length > 0 && !texts.IsEmpty)
        {
            Tell(Texts);
        }

        foreach (var (name, place) in _places.Where(place => place.Key == Texts ? texts.IsEmpty : left.All(pending => pending.Topic != place.Key)).ToArray())
        {
            place.Timer!.Dispose();
            _places.Remove(name);
        }
    }

    /// <param name="failures">One and more.</param>
    private TimeSpan RetryAfter(int failures) => TimeSpan.FromMilliseconds(Math.Min(
        options.Value.AnnounceRetryMilliseconds * Math.Pow(2, Math.Min(failures - 1, 20)), options.Value.AnnounceRetrySecondsMax * 1000.0));

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
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            ArticlesMetrics.Announcements.WithLabels("failed").Inc();
            LogAnnouncementFailed(id, pending.Revision, pending.Topic, error);
            return false;
        }
        catch (Exception)
        {
            // The activation leaves; the next one tells it.
            return false;
        }
    }

    /// <summary>A batch of the texts and pictures that are to go; whether all of it is gone.</summary>
    private async Task<bool> EraseTextsAsync(ArticleState state, CancellationToken cancellationToken)
    {
        foreach (var keys in state.ToErase.IsDefault ? [] : state.ToErase.Chunk(ErasedAtOnceMax))
        {
            var gone = await Task.WhenAll(keys.Select(key => EraseAsync(state.Id, key, cancellationToken)));
            _erased.UnionWith(keys.Where((_, index) => gone[index] == true));

            // Pictures that can only wait are hidden already. Those behind them must not wait for that.
            if (gone.Any(done => done is not null))
            {
                return gone.All(done => done == true);
            }
        }

        return state.ToErase.IsDefaultOrEmpty;
    }

    /// <summary>Whether it is gone; null where nothing has failed and it has to wait.</summary>
    private async Task<bool?> EraseAsync(string id, string key, CancellationToken cancellationToken)
    {
        try
        {
            if (ArticleState.PictureOfKey(key) is { } picture)
            {
                return await GrainFactory.GetGrain<IPictureGrain>(picture).Forget(id, cancellationToken) ? true : null;
            }

            await Text(key).RemoveText(cancellationToken);
            return true;
        }
        catch (Exception error)
        {
            LogNotErased(id, error);
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

    [LoggerMessage(2001, LogLevel.Warning, "Article {Article} could not announce revision {Revision} to {Surface}; it tries again.")]
    private partial void LogAnnouncementFailed(string article, int revision, string surface, Exception error);

    [LoggerMessage(2005, LogLevel.Warning, "A text or picture of the erased article {Article} could not be removed; it tries again.")]
    private partial void LogNotErased(string article, Exception error);

    [LoggerMessage(2002, LogLevel.Warning, "The reminder of article {Article} could not be taken back.")]
    private partial void LogReminderStays(string article, Exception error);

    /// <summary>Somebody who is told. Its timer's token ends what is still asked of it when it, or the activation, is done with.</summary>
    private sealed class Place
    {
        public IGrainTimer? Timer { get; set; }

        public bool IsBusy { get; set; }

        /// <summary>How often in a row it did not confirm.</summary>
        public int Failures { get; set; }
    }
}
