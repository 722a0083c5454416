using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Delivery;

/// <summary>
/// Base of every grain that owns a topic. It keeps the position with the state, answers gateways, and announces what was
/// committed. Derived grains decide, then call <see cref="CommitAsync"/>.
/// </summary>
/// <remarks>
/// Two activations of one key can exist for a moment. Nothing is lost by it: a write is fenced by the store's ETag, the
/// loser deactivates, and gateways listen only to the activation that answered their newest subscription.
/// </remarks>
internal abstract partial class TopicGrain<TState>(
    IPersistentState<TopicRecord<TState>> store, TopicGrainServices services) : Grain, ITopicGrain
    where TState : class
{
    private TopicRecord<TState> _record = new();
    private TopicOwner? _owner;
    private bool _writing;

    /// <summary>The committed state; null while the thing does not exist. Safe to read in interleaved calls.</summary>
    protected TState? State => _record.State;

    protected TimeProvider Time => services.Time;

    protected abstract string Topic { get; }

    private TopicOwner Owner => _owner ?? throw new InvalidOperationException("The grain is not active.");

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _record = store.State;
        var scheduler = TaskScheduler.Current;
        _owner = new TopicOwner(
            Topic,
            GrainContext.ActivationId.ToString(),
            () => Task.Factory.StartNew(VerifyAsync, CancellationToken.None, TaskCreationOptions.None, scheduler).Unwrap());
        _owner.Reset(new Position(_record.Epoch, _record.Seq));

        if (State is not null && _record.Incarnation != await services.Incarnation.ReadAsync(cancellationToken))
        {
            await StartEpochAsync(cancellationToken);
        }

        services.Topics.Add(_owner);
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        services.Topics.Remove(Owner);
        return Task.CompletedTask;
    }

    public async Task<TopicAnswer> Subscribe(TopicSubscription subscription, CancellationToken cancellationToken)
    {
        if (subscription.Position is { } position && new Position(_record.Epoch, _record.Seq).IsBehind(position))
        {
            await CatchUpAsync(position, cancellationToken);
        }

        if (PublicState() is not { } state)
        {
            return Nothing();
        }

        Owner.Register(services.Topics.Sender(subscription.Gateway, subscription.Observer));
        return Answer(subscription.Position, state);
    }

    public Task<TopicAnswer> Pull(string topic, Position from, CancellationToken cancellationToken) =>
        Task.FromResult(PublicState() is { } state ? Answer(from, state) : Nothing());

    public Task Unsubscribe(string topic, string gateway, CancellationToken cancellationToken)
    {
        Owner.Unregister(gateway);
        return Task.CompletedTask;
    }

    /// <summary>The public state of the topic; null while nothing of it is public, and then nobody can subscribe.</summary>
    protected abstract TopicPayload? Publish(TState state);

    /// <summary>
    /// Persists <paramref name="next"/> with its position in one fenced write, then tells those who listen.
    /// When it throws, the outcome is unknown: the activation goes, and the caller repeats with the same operation id.
    /// </summary>
    protected async Task CommitAsync(TState next, TopicChange change, CancellationToken cancellationToken)
    {
        var now = Time.GetUtcNow();
        var announced = change.Kind is not null;
        await WriteAsync(
            new TopicRecord<TState>
            {
                Epoch = _record.Epoch.Length > 0 ? _record.Epoch : NewEpoch(),
                Seq = announced ? _record.Seq + 1 : _record.Seq,
                Incarnation = _record.Incarnation.Length > 0 ? _record.Incarnation : await services.Incarnation.ReadAsync(cancellationToken),
                State = next,
                At = announced ? now : _record.At,
            },
            cancellationToken);

        if (announced)
        {
            Announce(next, change, now);
        }
    }

    private static string NewEpoch() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    private void Announce(TState next, TopicChange change, DateTimeOffset now)
    {
        var data = change.Data ?? Publish(next) ?? throw new InvalidOperationException($"{Topic}: a change of nothing public was announced.");
        var update = new TopicUpdate
        {
            Topic = Topic,
            Epoch = _record.Epoch,
            Seq = _record.Seq,
            Base = _record.Seq - 1,
            Kind = change.Kind ?? UpdateKind.Snapshot,
            Barrier = change.IsBarrier,
            Data = data,
            At = now,
        };
        if (Owner.History.Position.Epoch != update.Epoch)
        {
            Owner.Reset(new Position(update.Epoch, update.Base));
        }

        Owner.Announce(update, services.Options.RecentUpdatesMax);
        DeliveryMetrics.Updates.WithLabels(change.IsBarrier ? "barrier" : update.Kind == UpdateKind.Delta ? "delta" : "snapshot").Inc();
    }

    private TopicPayload? PublicState() => State is { } state ? Publish(state) : null;

    private TopicAnswer Nothing()
    {
        if (State is null)
        {
            // An id that does not exist keeps no activation.
            DeactivateOnIdle();
        }

        return TopicAnswer.Unknown;
    }

    private TopicAnswer Answer(Position? from, TopicPayload state)
    {
        var (outcome, updates) = Owner.History.Since(from);
        return new TopicAnswer
        {
            Outcome = outcome,
            Activation = Owner.Activation,
            Silo = services.Silo,
            Position = Owner.History.Position,
            State = outcome == TopicOutcome.Snapshot ? state : null,
            Updates = updates,
        };
    }

    /// <summary>
    /// A subscriber stands ahead of this activation. Either the store knows more, and this activation was stale, or the
    /// store has lost what the subscriber saw: then only a new epoch tells the truth.
    /// </summary>
    private async Task CatchUpAsync(Position position, CancellationToken cancellationToken)
    {
        await store.ReadStateAsync(cancellationToken);
        _record = store.State;
        Owner.Reset(new Position(_record.Epoch, _record.Seq));
        if (State is not null && Owner.History.Position.IsBehind(position))
        {
            LogBehindSubscriber(services.Logger, Topic, Owner.History.Position, position);
            await StartEpochAsync(cancellationToken);
        }
    }

    private async Task StartEpochAsync(CancellationToken cancellationToken)
    {
        await WriteAsync(
            new TopicRecord<TState>
            {
                Epoch = NewEpoch(),
                Seq = _record.Seq,
                Incarnation = await services.Incarnation.ReadAsync(cancellationToken),
                State = _record.State,
                At = _record.At,
            },
            cancellationToken);
        Owner.Reset(new Position(_record.Epoch, _record.Seq));
        LogNewEpoch(services.Logger, Topic, _record.Epoch);
    }

    private async Task WriteAsync(TopicRecord<TState> next, CancellationToken cancellationToken)
    {
        // Interleaved reads see the committed record until the write is acknowledged.
        store.State = next;
        _writing = true;
        try
        {
            await store.WriteStateAsync(cancellationToken);
            _record = next;
        }
        catch (Exception)
        {
            DeliveryMetrics.CommitFailures.Inc();
            DeactivateOnIdle();
            throw;
        }
        finally
        {
            _writing = false;
        }
    }

    /// <summary>Runs between turns of the grain, after a change of membership. It reads beside the grain's own state and writes nothing.</summary>
    private async Task VerifyAsync()
    {
        if (_writing || State is null)
        {
            return;
        }

        var etag = store.Etag;
        var stored = new GrainState<TopicRecord<TState>>();
        await services.Storage.ReadStateAsync(StorageNames.State, this.GetGrainId(), stored);
        if (!_writing && store.Etag == etag && stored.ETag != etag)
        {
            LogStale(services.Logger, Topic);
            DeliveryMetrics.StepDowns.Inc();
            services.Topics.Remove(Owner);
            DeactivateOnIdle();
        }
    }

    [LoggerMessage(1010, LogLevel.Warning, "{Topic}: a subscriber stands at {Subscriber}, ahead of the store at {Position}; a new epoch begins.")]
    private static partial void LogBehindSubscriber(ILogger logger, string topic, Position position, Position subscriber);

    [LoggerMessage(1011, LogLevel.Information, "{Topic}: epoch {Epoch} begins.")]
    private static partial void LogNewEpoch(ILogger logger, string topic, string epoch);

    [LoggerMessage(1012, LogLevel.Warning, "{Topic}: another activation has written; this one steps down.")]
    private static partial void LogStale(ILogger logger, string topic);
}
