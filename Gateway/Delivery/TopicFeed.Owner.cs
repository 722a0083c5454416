using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Delivery;

/// <summary>The part of a feed that talks with its owner. <see cref="FeedSync"/> calls it for one round at a time.</summary>
internal sealed partial class TopicFeed
{
    /// <summary>A position that no owner has given: it makes the owner read its store again and answer with the whole state.</summary>
    private static readonly Position Nowhere = new("", 0);

    /// <summary>One round; what it leaves to be done is tried again after a pause. Never throws.</summary>
    private async Task<SyncNeed> RunRoundAsync(SyncNeed need, CancellationToken givenUp)
    {
        var call = need == SyncNeed.Pull && _replica.State is not null ? SyncNeed.Pull : SyncNeed.Subscribe;
        var label = call == SyncNeed.Pull ? "pull" : "subscribe";
        try
        {
            using var timeout = new CancellationTokenSource(
                TimeSpan.FromMilliseconds(_services.Options.OwnerCallMilliseconds), _services.Time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, givenUp);
            var left = call == SyncNeed.Pull ? await PullAsync(either.Token) : await SubscribeAsync(either.Token);
            if (left == SyncNeed.None && call == SyncNeed.Subscribe && IsToBeVouchedFor())
            {
                // A subscription vouches for nothing, and whoever asked for that was told to wait.
                left = await PullAsync(either.Token);
            }

            DeliveryMetrics.OwnerCalls.WithLabels(label, "answered").Inc();
            return left;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Whatever it was, the answer is the same: keep the last state, try again.
            DeliveryMetrics.OwnerCalls.WithLabels(label, "failed").Inc();
            LogCallFailed(exception, label, Topic);
            return call;
        }
    }

    private bool IsToBeVouchedFor()
    {
        lock (_gate)
        {
            return _vouch && _replica.State is not null;
        }
    }

    private async Task<SyncNeed> SubscribeAsync(CancellationToken cancellationToken)
    {
        Volatile.Write(ref _triedAt, _services.Time.GetTimestamp());
        if (_current is null && IsNameOfReaders && !await _services.Existence.ExistsAsync(Topic.Text).WaitAsync(cancellationToken))
        {
            Forget(Volatile.Read(ref _triedAt));
            return SyncNeed.None;
        }

        long generation;
        Position? position;
        lock (_gate)
        {
            generation = _replica.BeginSubscribe();

            // Where the own state is damaged: a position that nobody can have, so that the owner makes sure of its own
            // and sends it whole.
            position = _replica.State is null ? null : _fresh ? Nowhere : _replica.Position;
        }

        var asked = _services.Time.GetTimestamp();
        var subscription = new TopicSubscription
        {
            Topic = Topic.Text,
            Gateway = _services.Identity.Id,
            Observer = _services.Observer.Reference,
            Position = position,
        };
        var answer = await Owner.Subscribe(subscription, cancellationToken).WaitAsync(cancellationToken);
        return Take(asked, answer, steps =>
        {
            var outcome = _replica.Subscribed(generation, answer, _services.Time.GetUtcNow(), steps, _fresh);
            _silo = outcome is AnswerOutcome.Confirmed or AnswerOutcome.PullAgain ? answer.Silo : _silo;
            _fresh &= outcome != AnswerOutcome.Confirmed;
            return outcome;
        });
    }

    private async Task<SyncNeed> PullAsync(CancellationToken cancellationToken)
    {
        Position position;
        bool vouch;
        lock (_gate)
        {
            vouch = _vouch;
            position = vouch ? Nowhere : _replica.Position;
        }

        var asked = _services.Time.GetTimestamp();
        var answer = await Owner.Pull(Topic.Text, position, cancellationToken).WaitAsync(cancellationToken);
        return Take(asked, answer, steps =>
        {
            var outcome = _replica.Pulled(answer, _services.Time.GetUtcNow(), steps);
            if (outcome == AnswerOutcome.Confirmed)
            {
                DeliveryMetrics.GapsRepaired.Inc(steps.Count > 0 ? 1 : 0);
                _vouchedAt = vouch ? asked : _vouchedAt;
                _vouch &= !vouch;
            }

            return outcome;
        });
    }

    private SyncNeed Take(long asked, TopicAnswer answer, Func<List<ReplicaStep>, AnswerOutcome> apply)
    {
        var steps = new List<ReplicaStep>();
        var kicks = new KickList(_services.Flushes);
        AnswerOutcome outcome;
        try
        {
            lock (_gate)
            {
                outcome = apply(steps);
                Publish(steps, kicks);
                if (outcome is AnswerOutcome.Confirmed)
                {
                    Confirm(asked);
                    PayOwed(asked, kicks);
                }
            }
        }
        finally
        {
            kicks.Pump();
        }

        Tell(steps);
        switch (outcome)
        {
            case AnswerOutcome.Confirmed or AnswerOutcome.Superseded:
                return SyncNeed.None;
            case AnswerOutcome.PullAgain:
                return SyncNeed.Pull;
            case AnswerOutcome.Unknown:
                Forget(asked);
                return SyncNeed.None;
            default:
                LogAnswerUnfit(Topic, answer.Outcome, answer.Position);
                return SyncNeed.Subscribe;
        }
    }

    /// <summary>
    /// Nothing of the topic is public. A cluster topic keeps its last state: without it no page could be shown at all,
    /// and it is only ever unknown where the store lost it. Readers who were promised a snapshot, or have one that is over,
    /// are told, and leave: a topic that comes to exist later is found by the next subscription.
    /// </summary>
    private void Forget(long asked)
    {
        var kicks = new KickList(_services.Flushes);
        lock (_gate)
        {
            if (Topic.Audience == TopicAudience.Cluster && _current is not null)
            {
                return;
            }

            _replica.Forget();
            _current = null;
            _vouch = false;
            MoveOwed();
            Standing = FeedStanding.Unknown;
            Confirm(asked);
            End(kicks);
        }

        kicks.Pump();
    }

    /// <summary>The snapshots that were promised with <c>later</c>, once the owner has vouched for this state.</summary>
    private void PayOwed(long asked, KickList kicks)
    {
        if (_vouchedAt < asked || _owed.Count == 0 || Snapshot(barrier: false) is not { } snapshot)
        {
            return;
        }

        foreach (var (reader, topic) in _owed)
        {
            DeliveryMetrics.Snapshots.Inc();
            if (reader.Enqueue(topic, snapshot))
            {
                kicks.Add(reader);
            }
        }

        MoveOwed();
    }

    /// <summary>Under the lock.</summary>
    private void MoveOwed()
    {
        foreach (var (reader, topic) in _owed)
        {
            _readers.Add(reader, topic);
        }

        _owed.Clear();
    }

    private async Task UnsubscribeAsync()
    {
        try
        {
            using var timeout = new CancellationTokenSource(
                TimeSpan.FromMilliseconds(_services.Options.OwnerCallMilliseconds), _services.Time);
            await Owner.Unsubscribe(Topic.Text, _services.Identity.Id, timeout.Token).WaitAsync(timeout.Token);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The lease ends by itself.
            LogCallFailed(exception, "unsubscribe", Topic);
        }
    }

    /// <summary>
    /// False for the sites and the keys: their names are never made up, and a remembered "no" would hide the first key
    /// for a second.
    /// </summary>
    private bool IsNameOfReaders => Topic.Kind is not (TopicKind.Sites or TopicKind.Access);

    private ITopicGrain Owner => _services.Grains.GetGrain<ITopicGrain>(Topic.Owner);

    private void LogUnfit(TopicName topic, Position position, PushOutcome outcome) =>
        LogUnfit(_services.Logger, topic, position, outcome);

    private void LogAnswerUnfit(TopicName topic, TopicOutcome outcome, Position position) =>
        LogAnswerUnfit(_services.Logger, topic, outcome, position);

    private void LogCallFailed(Exception exception, string call, TopicName topic) =>
        LogCallFailed(_services.Logger, exception, call, topic);

    [LoggerMessage(1105, LogLevel.Error, "{Topic} carries {Payload}, which this gateway cannot show to browsers; it is older than the silos, or a wire mapper is missing.")]
    private static partial void LogUnmapped(ILogger logger, TopicName topic, string payload);

    [LoggerMessage(1101, LogLevel.Debug, "Update {Position} of {Topic} does not follow what this gateway holds ({Outcome}); repairing.")]
    private static partial void LogUnfit(ILogger logger, TopicName topic, Position position, PushOutcome outcome);

    [LoggerMessage(1102, LogLevel.Information, "The answer {Outcome} at {Position} for {Topic} does not fit; subscribing anew.")]
    private static partial void LogAnswerUnfit(ILogger logger, TopicName topic, TopicOutcome outcome, Position position);

    [LoggerMessage(1103, LogLevel.Information, "The call {Call} to the owner of {Topic} failed; the last state stays and the call is repeated while somebody reads.")]
    private static partial void LogCallFailed(ILogger logger, Exception exception, string call, TopicName topic);
}
