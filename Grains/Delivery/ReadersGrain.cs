using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Delivery;

/// <summary>
/// Counts the readers of the topic that is its key, while somebody wants to know. Gateways say how many they have with each
/// renewal of their lease, so the owner of the topic knows already, and nothing is counted for topics that nobody asks about.
/// </summary>
[GrainType("readers")]
internal sealed class ReadersGrain(TopicGrainServices services, IGrainFactory grains) : Grain, ITopicGrain
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private DerivedTopic? _topic;
    private TopicName? _counted;

    private DerivedTopic Topic => _topic ?? throw new InvalidOperationException("The grain is not active.");

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var key = this.GetPrimaryKeyString();
        if (!TopicName.TryParse(key, out _counted))
        {
            throw new InvalidOperationException($"'{key}' names no topic whose readers could be counted.");
        }

        var state = new ReadersState(await CountAsync(cancellationToken));
        _topic = new DerivedTopic(services, TopicName.Readers(_counted), GrainContext.ActivationId.ToString(), state);
        this.RegisterGrainTimer(LookAsync, new GrainTimerCreationOptions(Period, Period));
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _topic?.Close();
        return Task.CompletedTask;
    }

    public Task<TopicAnswer> Subscribe(TopicSubscription subscription, CancellationToken cancellationToken) =>
        Task.FromResult(Topic.Subscribe(subscription));

    public Task<TopicAnswer> Pull(string topic, Position from, CancellationToken cancellationToken) => Task.FromResult(Topic.Answer(from));

    public Task Unsubscribe(string topic, string gateway, CancellationToken cancellationToken)
    {
        Topic.Unsubscribe(gateway);
        return Task.CompletedTask;
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        if (!Topic.HasGateways)
        {
            DeactivateOnIdle();
            return;
        }

        var state = new ReadersState(await CountAsync(cancellationToken));
        if (state != (ReadersState)Topic.State)
        {
            Topic.Announce(state);
        }
    }

    private Task<long> CountAsync(CancellationToken cancellationToken) =>
        grains.GetGrain<IReadersSourceGrain>(_counted!.Owner).CountReaders(cancellationToken);
}
