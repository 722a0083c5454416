using Orleans.Storage;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Delivery;

/// <summary>
/// Base of every grain that owns a topic. The <see cref="TopicLedger{TState}"/> keeps the position with the state, answers
/// gateways and announces what was committed; derived grains decide, then call <see cref="CommitAsync"/>.
/// </summary>
internal abstract class TopicGrain<TState>(
    IPersistentState<TopicRecord<TState>> store, TopicGrainServices services) : Grain, ITopicGrain, IReadersSourceGrain
    where TState : class
{
    private TopicLedger<TState>? _ledger;

    /// <summary>The committed state; null while the thing does not exist. Safe to read in interleaved calls.</summary>
    protected TState? State => _ledger?.State;

    protected TimeProvider Time => services.Time;

    protected TopicGrainServices Services => services;

    /// <summary>For looks beside the own state, which never write.</summary>
    protected IGrainStorage Storage => services.Storage;

    protected abstract string Topic { get; }

    private TopicLedger<TState> Ledger => _ledger ?? throw new InvalidOperationException("The grain is not active.");

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _ledger = new TopicLedger<TState>(store, services, new LedgerSeat<TState>
        {
            Topic = Topic,
            Owner = this.GetGrainId(),
            Activation = GrainContext.ActivationId.ToString(),
            Publish = Publish,
            Leave = DeactivateOnIdle,
            Turns = TaskScheduler.Current,
        });
        return _ledger.OpenAsync(cancellationToken);
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _ledger?.Close();
        return Task.CompletedTask;
    }

    public virtual Task<TopicAnswer> Subscribe(TopicSubscription subscription, CancellationToken cancellationToken) =>
        Ledger.SubscribeAsync(subscription, cancellationToken);

    public virtual Task<TopicAnswer> Pull(string topic, Position from, CancellationToken cancellationToken) =>
        Ledger.PullAsync(from, cancellationToken);

    public virtual Task Unsubscribe(string topic, string gateway, CancellationToken cancellationToken)
    {
        Ledger.Unsubscribe(gateway);
        return Task.CompletedTask;
    }

    public Task<long> CountReaders(CancellationToken cancellationToken) => Task.FromResult(Ledger.CountReaders());

    /// <summary>The public state of the topic; null while nothing of it is public, and then nobody can subscribe.</summary>
    protected abstract TopicPayload? Publish(TState state);

    /// <inheritdoc cref="TopicLedger{TState}.CommitAsync"/>
    protected Task CommitAsync(TState next, TopicChange change, CancellationToken cancellationToken) =>
        Ledger.CommitAsync(next, change, cancellationToken);
}
