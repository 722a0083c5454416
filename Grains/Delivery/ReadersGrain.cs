using System.Security.Cryptography;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Delivery;

/// <summary>
/// Counts the readers of the topic that is its key, while somebody wants to know. Gateways say how many they have with each
/// renewal of their lease, so the owner of the topic knows already, and nothing is counted for topics that nobody asks about.
/// The topic is derived: it is not stored, and each activation has an epoch of its own.
/// </summary>
[GrainType("readers")]
internal sealed class ReadersGrain(TopicGrainServices services, IGrainFactory grains) : Grain, ITopicGrain
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private TopicOwner? _owner;
    private TopicName? _counted;
    private ReadersState _state = new(0);

    private TopicOwner Owner => _owner ?? throw new InvalidOperationException("The grain is not active.");

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var key = this.GetPrimaryKeyString();
        if (!TopicName.TryParse(key, out _counted))
        {
            throw new InvalidOperationException($"'{key}' names no topic whose readers could be counted.");
        }

        _owner = new TopicOwner(TopicName.Readers(_counted).Text, GrainContext.ActivationId.ToString(), () => Task.CompletedTask);
        _owner.Reset(new Position(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)), 1));
        _state = new ReadersState(await CountAsync(cancellationToken));
        services.Topics.Add(_owner);
        this.RegisterGrainTimer(LookAsync, new GrainTimerCreationOptions(Period, Period));
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        services.Topics.Remove(Owner);
        return Task.CompletedTask;
    }

    public Task<TopicAnswer> Subscribe(TopicSubscription subscription, CancellationToken cancellationToken)
    {
        Owner.Register(services.Topics.Sender(subscription.Gateway, subscription.Observer));
        return Task.FromResult(Answer(subscription.Position));
    }

    public Task<TopicAnswer> Pull(string topic, Position from, CancellationToken cancellationToken) => Task.FromResult(Answer(from));

    public Task Unsubscribe(string topic, string gateway, CancellationToken cancellationToken)
    {
        Owner.Unregister(gateway);
        return Task.CompletedTask;
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        if (!Owner.HasGateways)
        {
            DeactivateOnIdle();
            return;
        }

        var count = await CountAsync(cancellationToken);
        if (count == _state.Count)
        {
            return;
        }

        _state = new ReadersState(count);
        var before = Owner.History.Position;
        Owner.Announce(
            new TopicUpdate
            {
                Topic = Owner.Topic,
                Epoch = before.Epoch,
                Seq = before.Seq + 1,
                Base = before.Seq,
                Kind = UpdateKind.Snapshot,
                Barrier = false,
                Data = _state,
                At = services.Time.GetUtcNow(),
            },
            services.Time.GetTimestamp(),
            services.Options.RecentUpdatesMax);
    }

    private Task<long> CountAsync(CancellationToken cancellationToken) =>
        grains.GetGrain<IReadersSourceGrain>(_counted!.Owner).CountReaders(cancellationToken);

    private TopicAnswer Answer(Position? from)
    {
        var (outcome, updates) = Owner.History.Since(from);
        return new TopicAnswer
        {
            Outcome = outcome,
            Activation = Owner.Activation,
            Silo = services.Silo,
            Position = Owner.History.Position,
            State = outcome == TopicOutcome.Snapshot ? _state : null,
            Updates = updates,
        };
    }
}
