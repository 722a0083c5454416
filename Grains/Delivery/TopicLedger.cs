using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Delivery;

/// <summary>
/// One activation's record of a topic: the state with its position, what is told of it, and to whom. It is all of an owner
/// but the grain around it, and expects one call at a time, as a grain gets them.
/// </summary>
/// <remarks>
/// Two activations of one key can exist for a moment. Nothing is lost by it: a write is fenced by the store's ETag, the
/// loser leaves, gateways listen only to the activation that answered their newest subscription, and an asker whose
/// position this activation cannot have given makes it read the store again before it answers.
/// </remarks>
internal sealed partial class TopicLedger<TState>
    where TState : class
{
    private readonly IPersistentState<TopicRecord<TState>> _store;
    private readonly TopicGrainServices _services;
    private readonly LedgerSeat<TState> _seat;
    private readonly TopicOwner _owner;
    private TopicRecord<TState> _record;
    private bool _writing;

    public TopicLedger(IPersistentState<TopicRecord<TState>> store, TopicGrainServices services, LedgerSeat<TState> seat)
    {
        _store = store;
        _services = services;
        _seat = seat;
        _record = store.State;
        _owner = new TopicOwner(seat.Topic, seat.Activation, () => Task.Factory.StartNew(
            VerifyAsync, CancellationToken.None, TaskCreationOptions.None, seat.Turns).Unwrap());
        _owner.Reset(Position);
    }

    /// <summary>The committed state; null while the thing does not exist. Safe to read in interleaved calls.</summary>
    public TState? State => _record.State;

    public Position Position => new(_record.Epoch, _record.Seq);

    /// <summary>Begins to answer; a store of another incarnation than the record's ends the epoch first.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (State is not null && _record.Incarnation != await _services.Incarnation.ReadAsync(cancellationToken))
        {
            await StartEpochAsync(cancellationToken);
        }

        _services.Topics.Add(_owner);
    }

    public void Close() => _services.Topics.Remove(_owner);

    public async Task<TopicAnswer> SubscribeAsync(TopicSubscription subscription, CancellationToken cancellationToken)
    {
        if (subscription.Position is { } position && IsBeyond(position))
        {
            await ReadAgainAsync(cancellationToken);
            if (State is not null && Position.IsBehind(position))
            {
                // The store has lost what the subscriber saw: only a new epoch tells the truth.
                LogBehindSubscriber(_services.Logger, _seat.Topic, Position, position);
                await StartEpochAsync(cancellationToken);
            }
        }

        if (PublicState() is not { } state)
        {
            return Nothing();
        }

        _owner.Register(_services.Topics.Sender(subscription.Gateway, subscription.Observer));
        return Answer(subscription.Position, state);
    }

    public async Task<TopicAnswer> PullAsync(Position from, CancellationToken cancellationToken)
    {
        if (IsBeyond(from))
        {
            await ReadAgainAsync(cancellationToken);
        }

        return PublicState() is { } state ? Answer(from, state) : Nothing();
    }

    public void Unsubscribe(string gateway) => _owner.Unregister(gateway);

    /// <summary>Readers at all gateways that have renewed their lease within the last two seconds.</summary>
    public long CountReaders() => _owner.CountReaders(_services.Time.GetTimestamp() - (2 * _services.Time.TimestampFrequency));

    /// <summary>
    /// Persists <paramref name="next"/> with its position in one fenced write, then tells those who listen.
    /// When it throws, the outcome is unknown: the activation leaves, and the caller repeats with the same operation id.
    /// </summary>
    public async Task CommitAsync(TState next, TopicChange change, CancellationToken cancellationToken)
    {
        var now = _services.Time.GetUtcNow();
        var announced = change.Kind is not null;
        var first = _record.Epoch.Length == 0;
        await WriteAsync(
            new TopicRecord<TState>
            {
                Epoch = first ? NewEpoch() : _record.Epoch,
                Seq = announced ? _record.Seq + 1 : _record.Seq,
                Incarnation = _record.Incarnation.Length > 0 ? _record.Incarnation : await _services.Incarnation.ReadAsync(cancellationToken),
                State = next,
                At = announced ? now : _record.At,
                ChangedAt = announced || first ? NextDate(now) : ChangedAt,
            },
            cancellationToken);

        if (_owner.History.Position.Epoch != _record.Epoch)
        {
            // The first commit of all, told or not: from here on there is a position to stand at.
            _owner.Reset(new Position(_record.Epoch, announced ? _record.Seq - 1 : _record.Seq));
        }

        if (announced)
        {
            Announce(next, change, now);
        }
    }

    private DateTimeOffset ChangedAt => _record.ChangedAt == default ? _record.At : _record.ChangedAt;

    /// <summary>
    /// Of a change that comes now. The clock of the silo before may have been ahead of this one, and what a new epoch begins with
    /// may be older than what was seen before it: both come after it all the same.
    /// </summary>
    private DateTimeOffset NextDate(DateTimeOffset now) => DocumentDate.Next(ChangedAt, now);

    private static string NewEpoch() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    /// <summary>
    /// True for a position that this activation cannot have given: ahead of it, or of another epoch. It may be stale then,
    /// and must not bring anybody back to an old state.
    /// </summary>
    private bool IsBeyond(Position position) => position.Epoch != _record.Epoch || position.Seq > _record.Seq;

    private void Announce(TState next, TopicChange change, DateTimeOffset now)
    {
        var data = change.Data ?? _seat.Publish(next)
            ?? throw new InvalidOperationException($"{_seat.Topic}: a change of nothing public was announced.");
        var update = new TopicUpdate
        {
            Topic = _seat.Topic,
            Epoch = _record.Epoch,
            Seq = _record.Seq,
            Base = _record.Seq - 1,
            Kind = change.Kind ?? UpdateKind.Snapshot,
            Barrier = change.IsBarrier,
            Data = data,
            At = now,
            ChangedAt = ChangedAt,
        };
        _owner.Announce(update, _services.Time.GetTimestamp(), _services.Options.RecentUpdatesMax);
        DeliveryMetrics.Updates.WithLabels(change.IsBarrier ? "barrier" : update.Kind == UpdateKind.Delta ? "delta" : "snapshot").Inc();
    }

    private TopicPayload? PublicState() => State is { } state ? _seat.Publish(state) : null;

    private TopicAnswer Nothing()
    {
        DeliveryMetrics.Answers.WithLabels("unknown").Inc();
        if (State is null)
        {
            // An id that does not exist keeps no activation.
            _seat.Leave();
        }

        return TopicAnswer.Unknown;
    }

    private TopicAnswer Answer(Position? from, TopicPayload state)
    {
        var (outcome, updates) = _owner.History.Since(from);
        DeliveryMetrics.Answers.WithLabels(
            outcome == TopicOutcome.Current ? "current" : outcome == TopicOutcome.Resumed ? "resumed" : "snapshot").Inc();
        return new TopicAnswer
        {
            Outcome = outcome,
            Activation = _owner.Activation,
            Silo = _services.Silo,
            Position = _owner.History.Position,
            State = outcome == TopicOutcome.Snapshot ? state : null,
            Updates = updates,
            ChangedAt = ChangedAt,
        };
    }

    private async Task ReadAgainAsync(CancellationToken cancellationToken)
    {
        var etag = _store.Etag;
        await _store.ReadStateAsync(cancellationToken);
        if (_store.Etag != etag)
        {
            _record = _store.State;
            _owner.Reset(Position);
        }
    }

    private async Task StartEpochAsync(CancellationToken cancellationToken)
    {
        await WriteAsync(
            new TopicRecord<TState>
            {
                Epoch = NewEpoch(),
                Seq = _record.Seq,
                Incarnation = await _services.Incarnation.ReadAsync(cancellationToken),
                State = _record.State,
                At = _record.At,
                ChangedAt = NextDate(_services.Time.GetUtcNow()),
            },
            cancellationToken);
        _owner.Reset(Position);
        LogNewEpoch(_services.Logger, _seat.Topic, _record.Epoch);
    }

    private async Task WriteAsync(TopicRecord<TState> next, CancellationToken cancellationToken)
    {
        // Interleaved reads see the committed record until the write is acknowledged.
        _store.State = next;
        _writing = true;
        try
        {
            await _store.WriteStateAsync(cancellationToken);
            _record = next;
        }
        catch (Exception)
        {
            DeliveryMetrics.CommitFailures.Inc();
            _seat.Leave();
            throw;
        }
        finally
        {
            _writing = false;
        }
    }

    /// <summary>Runs between turns, after a change of membership. It reads beside the own state and writes nothing.</summary>
    private async Task VerifyAsync()
    {
        if (_writing || State is null)
        {
            return;
        }

        var etag = _store.Etag;
        var stored = new GrainState<TopicRecord<TState>>();
        await _services.Storage.ReadStateAsync(StorageNames.State, _seat.Owner, stored);
        if (!_writing && _store.Etag == etag && stored.ETag != etag)
        {
            LogStale(_services.Logger, _seat.Topic);
            DeliveryMetrics.StepDowns.Inc();
            Close();
            _seat.Leave();
        }
    }

    [LoggerMessage(1010, LogLevel.Warning, "{Topic}: a subscriber stands at {Subscriber}, ahead of the store at {Position}; a new epoch begins.")]
    private static partial void LogBehindSubscriber(ILogger logger, string topic, Position position, Position subscriber);

    [LoggerMessage(1011, LogLevel.Information, "{Topic}: epoch {Epoch} begins.")]
    private static partial void LogNewEpoch(ILogger logger, string topic, string epoch);

    [LoggerMessage(1012, LogLevel.Warning, "{Topic}: another activation has written; this one steps down.")]
    private static partial void LogStale(ILogger logger, string topic);
}
