using Sokbo.Gateway.Delivery.Wire;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Delivery;

/// <summary>
/// One topic in this process: its replica, its readers, and the one-step joining of a reader. Everything that changes
/// happens under one lock, in which updates are only queued, never written.
/// Lock order: that of the rounds (<see cref="FeedSync"/>), then this one, then an outbox's. So no round is asked for under this lock.
/// </summary>
internal sealed partial class TopicFeed : ITopicSource
{
    private readonly FeedServices _services;
    private readonly Lock _gate = new();
    private readonly TopicReplica _replica;
    private readonly Dictionary<ConnectionOutbox, OutboxTopic> _readers = [];

    // Readers who were told "later" because they have seen more than this replica. They hear nothing of it, so that it cannot
    // bring them back, until its owner has vouched for it.
    private readonly Dictionary<ConnectionOutbox, OutboxTopic> _owed = [];
    private readonly FeedSync _sync;
    private readonly long _useEvery;
    private volatile FeedState? _current;
    private string _silo = "";
    private long _confirmedAt;
    private long _vouchedAt;
    private long _usedAt;
    private long _triedAt;
    private int _pins;
    private int _waiters;
    private bool _closed;
    private bool _fresh;
    private bool _vouch;
    private bool _unmapped;

    public TopicFeed(TopicName topic, FeedServices services)
    {
        Topic = topic;
        _services = services;

        // Nobody resumes a topic that never leaves the cluster.
        _replica = new TopicReplica(topic.Audience == TopicAudience.Cluster ? 0 : services.Options.RingUpdatesMax);
        _sync = new FeedSync(services, RunRoundAsync, () => IsUsed);
        _usedAt = services.Time.GetTimestamp();
        _useEvery = services.Time.TimestampFrequency / 100;

        // Who made it asks at once: a renewal that comes in between need not.
        _triedAt = _usedAt;
    }

    public TopicName Topic { get; }

    public FeedState? Current => _current;

    public FeedStanding Standing { get; private set; }

    public OutboundUpdate? Snapshot(bool barrier) => _current?.Snapshot(barrier);

    /// <summary>Time since it was known that the replica stands where the owner stands.</summary>
    public TimeSpan ConfirmedAge => _services.Time.GetElapsedTime(Volatile.Read(ref _confirmedAt));

    /// <summary>False when it was closed meanwhile: get another one.</summary>
    /// <remarks>
    /// A topic that every decision reads says that it is used a hundred times a second and takes no lock in between: nothing
    /// that was used as lately is closed for being idle.
    /// </remarks>
    public bool TryUse()
    {
        var now = _services.Time.GetTimestamp();
        if (!Volatile.Read(ref _closed) && now - Volatile.Read(ref _usedAt) < _useEvery)
        {
            return true;
        }

        lock (_gate)
        {
            _usedAt = now;
            return !_closed;
        }
    }

    public void Pin()
    {
        lock (_gate)
        {
            _pins++;
        }

        _ = _sync.Request(SyncNeed.Subscribe);
    }

    public void Unpin()
    {
        lock (_gate)
        {
            _pins--;
        }
    }

    /// <summary>
    /// Waits, for a bounded time, until there is an answer for a reader at this position: until the first state has come,
    /// or the owner has been asked because the reader is ahead. The reader's position itself is never shown to the owner,
    /// since an owner starts a new epoch for a gateway that is ahead, and browsers can claim anything.
    /// Returns when the question was put, for <see cref="Join"/>.
    /// </summary>
    public async Task<long> PrepareAsync(Position? reader, CancellationToken cancellationToken)
    {
        var came = _services.Time.GetTimestamp();
        if (Standing == FeedStanding.Live && !IsAhead(reader))
        {
            return came;
        }

        using var patience = BePatient(cancellationToken);
        do
        {
            // For a reader who is ahead only an answer counts that was asked for after it came: a pull first, which is cheap
            // and enough when this gateway was behind, then one for which the owner reads its store again.
            var round = Standing == FeedStanding.Live ? Ask(vouch: IsConfirmedSince(came)) : _sync.Join(SyncNeed.Subscribe, () => Standing == FeedStanding.Live);
            await Task.WhenAny(round, patience.End);
        }
        while (!patience.IsOver
            && (Standing == FeedStanding.Pending || (Standing == FeedStanding.Live && IsAhead(reader) && !IsVouchedSince(came))));

        return came;
    }

    /// <summary>Asks the owner, for a bounded time. True once it has answered a question that was put after this call.</summary>
    public async Task<bool> AskAsync(CancellationToken cancellationToken)
    {
        var since = _services.Time.GetTimestamp();
        using var patience = BePatient(cancellationToken);
        do
        {
            await Task.WhenAny(_sync.Request(SyncNeed.Pull), patience.End);
        }
        while (!IsConfirmedSince(since) && !patience.IsOver);

        return IsConfirmedSince(since);
    }

    /// <summary>
    /// Registers a reader and answers it, in one step: no update falls between the two. <paramref name="came"/> is what
    /// <see cref="PrepareAsync"/> returned.
    /// </summary>
    public WireAnswer Join(ConnectionOutbox outbox, Position? reader, long came)
    {
        var answer = JoinOnce(outbox, reader, came, out var isAhead);
        if (isAhead)
        {
            _ = Ask(vouch: true);
        }

        return answer;
    }

    public void Leave(ConnectionOutbox outbox)
    {
        lock (_gate)
        {
            if (_readers.Remove(outbox) || _owed.Remove(outbox))
            {
                DeliveryMetrics.Subscriptions.Dec();
                _usedAt = _services.Time.GetTimestamp();
            }
        }
    }

    public void Push(TopicPush push, KickList kicks)
    {
        var steps = new List<ReplicaStep>();
        PushOutcome outcome;
        lock (_gate)
        {
            outcome = _replica.Push(push, steps);
            Publish(steps, kicks);
            _fresh |= outcome == PushOutcome.Broken;
        }

        DeliveryMetrics.Updates.WithLabels(OutcomeLabels.Of(outcome)).Inc();
        if (outcome is PushOutcome.Gap or PushOutcome.Broken)
        {
            LogUnfit(Topic, push.Update.Position, outcome);
            _ = _sync.Request(outcome == PushOutcome.Gap ? SyncNeed.Pull : SyncNeed.Subscribe);
        }

        Tell(steps);
    }

    /// <summary>What the next renewal says of this feed; null while it is not attached.</summary>
    public (string Silo, LeaseRenewal Renewal)? Lease()
    {
        lock (_gate)
        {
            return _closed || _replica.Activation.Length == 0
                ? null
                : (_silo, new LeaseRenewal(Topic.Text, _replica.Activation, _replica.Position, _readers.Count));
        }
    }

    /// <summary>A renewal found nothing to do for what stood in it: all that was committed until <paramref name="timestamp"/> is here.</summary>
    public void Confirm(LeaseRenewal renewal, long timestamp)
    {
        lock (_gate)
        {
            if (renewal.Activation == _replica.Activation)
            {
                Confirm(timestamp);
            }
        }
    }

    public void Repair(LeaseFinding finding) =>
        _sync.Insist(finding == LeaseFinding.Behind ? SyncNeed.Pull : SyncNeed.Subscribe);

    public void Resubscribe(TimeSpan delay) => _sync.Insist(SyncNeed.Subscribe, delay);

    /// <summary>
    /// Called with every renewal: looks again for a topic that was unknown, or did not answer, and is still wanted, and sees
    /// to it that what readers wait for was not asked in vain.
    /// </summary>
    public void Look()
    {
        SyncNeed need;
        lock (_gate)
        {
            // A first reader waits for the first answer and is not joined yet.
            var isUnheard = !_closed && (IsWanted || (Standing == FeedStanding.Pending && IsUsed)) && _replica.Activation.Length == 0
                && _services.Time.GetElapsedTime(_triedAt) > TimeSpan.FromSeconds(1);
            need = isUnheard ? SyncNeed.Subscribe : !_closed && (_vouch || _waiters > 0) ? SyncNeed.Pull : SyncNeed.None;
        }

        if (need != SyncNeed.None)
        {
            _sync.Insist(need);
        }
    }

    /// <summary>Closes a feed that nobody reads; true once closed. <paramref name="unreadFor"/> zero closes any such.</summary>
    public bool TryClose(TimeSpan unreadFor)
    {
        string activation;
        lock (_gate)
        {
            if (_closed || IsWanted || _services.Time.GetElapsedTime(_usedAt) < unreadFor)
            {
                return _closed;
            }

            _closed = true;
            activation = _replica.Activation;
        }

        if (activation.Length > 0)
        {
            _ = UnsubscribeAsync();
        }

        return true;
    }

    private WireAnswer JoinOnce(ConnectionOutbox outbox, Position? reader, long came, out bool isAhead)
    {
        lock (_gate)
        {
            isAhead = false;
            if (Standing == FeedStanding.Unknown || _closed)
            {
                return WireAnswer.Without(
                    Topic.Text, Standing == FeedStanding.Unknown ? SubscribeOutcome.Unknown : SubscribeOutcome.Limit);
            }

            if (outbox.TryJoin(this) is not { } topic)
            {
                return WireAnswer.Without(Topic.Text, SubscribeOutcome.Limit);
            }

            if (!_owed.Remove(outbox) && !_readers.Remove(outbox))
            {
                DeliveryMetrics.Subscriptions.Inc();
            }

            if (_current is not null && IsVouchedSince(came) is false && _replica.Decide(reader, []) == ReaderOutcome.Ahead)
            {
                _owed.Add(outbox, topic);
                isAhead = true;
                return WireAnswer.Without(Topic.Text, SubscribeOutcome.Later);
            }

            _readers.Add(outbox, topic);
            return Answer(reader);
        }
    }

    private bool IsWanted => _readers.Count > 0 || _owed.Count > 0 || _pins > 0;

    private bool IsUsed
    {
        get
        {
            lock (_gate)
            {
                return !_closed && (IsWanted
                    || _services.Time.GetElapsedTime(_usedAt) < TimeSpan.FromSeconds(_services.Options.LingerSeconds));
            }
        }
    }

    private bool IsConfirmedSince(long timestamp) => Volatile.Read(ref _confirmedAt) >= timestamp;

    /// <summary>True when the owner has compared itself with its store for a question that was put since.</summary>
    private bool IsVouchedSince(long timestamp) => Volatile.Read(ref _vouchedAt) >= timestamp;

    /// <summary>Somebody waits for the owner's answer until this is disposed; meanwhile <see cref="Look"/> sees to it that it comes.</summary>
    private Patience BePatient(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _waiters);
        return new Patience(
            TimeSpan.FromMilliseconds(_services.Options.AttachWaitMilliseconds), _services.Time, () => Interlocked.Decrement(ref _waiters), cancellationToken);
    }

    private Task Ask(bool vouch)
    {
        lock (_gate)
        {
            _vouch |= vouch;
        }

        return _sync.Request(SyncNeed.Pull);
    }

    private bool IsAhead(Position? reader)
    {
        lock (_gate)
        {
            return _replica.Decide(reader, []) == ReaderOutcome.Ahead;
        }
    }

    private WireAnswer Answer(Position? reader)
    {
        if (_current is not { Data: { } data } current)
        {
            return WireAnswer.Without(Topic.Text, SubscribeOutcome.Later);
        }

        // Ahead of what the owner has vouched for: the reader has seen an epoch that is over, or made its position up.
        var missing = new List<ReplicaStep>();
        var outcome = _replica.Decide(reader, missing);
        return new WireAnswer
        {
            Topic = Topic.Text,
            Epoch = current.Position.Epoch,
            Seq = current.Position.Seq,
            Outcome = outcome switch
            {
                ReaderOutcome.Current => SubscribeOutcome.Current,
                ReaderOutcome.Resumed => SubscribeOutcome.Resumed,
                _ => SubscribeOutcome.Snapshot,
            },
            State = outcome is ReaderOutcome.Snapshot or ReaderOutcome.Ahead ? data : null,
            Whole = outcome is ReaderOutcome.Snapshot or ReaderOutcome.Ahead ? current.Snapshot(barrier: false) : null,
            Updates = outcome == ReaderOutcome.Resumed ? [.. missing.Select(step => step.Outbound!.Envelope)] : null,
        };
    }

    /// <summary>Shows the steps to everybody, in order; under the lock, and nothing in it waits.</summary>
    private void Publish(List<ReplicaStep> steps, KickList kicks)
    {
        foreach (var step in steps)
        {
            var after = step.Data.After;
            var known = Topic.Audience != TopicAudience.Cluster && _services.Mappers.Knows(step.Data.Payload.GetType());
            var mappers = _services.Mappers;
            if (!known && Topic.Audience == TopicAudience.Public && !_unmapped)
            {
                // A silo that is newer than this gateway: start-up makes sure of everything that this version knows.
                _unmapped = true;
                LogUnmapped(_services.Logger, Topic, step.Data.Payload.GetType().Name);
            }

            var state = known ? new WireData(() => mappers.Map(WireStep.Snapshot(after))) : null;
            if (known)
            {
                var data = step.Kind == UpdateKind.Snapshot ? state! : new WireData(() => mappers.Map(step.Data));
                step.Outbound = new OutboundUpdate(Topic, step, data);
            }

            _current = new FeedState(Topic, after, step, state);
            Standing = FeedStanding.Live;
            if (step.Outbound is { } update)
            {
                foreach (var (reader, topic) in _readers)
                {
                    if (reader.Enqueue(topic, update))
                    {
                        kicks.Add(reader);
                    }
                }
            }
        }
    }

    /// <summary>Under the lock.</summary>
    private void End(KickList kicks)
    {
        if (_readers.Count == 0)
        {
            return;
        }

        var end = OutboundUpdate.End(Topic, _services.Time.GetUtcNow());
        foreach (var (reader, topic) in _readers)
        {
            if (reader.Enqueue(topic, end))
            {
                kicks.Add(reader);
            }
        }

        DeliveryMetrics.Subscriptions.Dec(_readers.Count);
        DeliveryMetrics.Ended.Inc(_readers.Count);
        _readers.Clear();
    }

    private void Confirm(long timestamp)
    {
        if (timestamp > _confirmedAt)
        {
            Volatile.Write(ref _confirmedAt, timestamp);
        }
    }

    private void Tell(List<ReplicaStep> steps)
    {
        if (steps.Count > 0)
        {
            foreach (var listener in _services.Listeners)
            {
                listener.Changed(Topic);
            }
        }
    }
}
