using Sokbo.Grains.Delivery;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Tests.Delivery;

[GrainType("counter")]
internal sealed class CounterGrain(
    [PersistentState(StorageNames.State, StorageNames.Default)] IPersistentState<TopicRecord<CounterValue>> store,
    TopicGrainServices services) : TopicGrain<CounterValue>(store, services), ICounterGrain
{
    protected override string Topic => $"counter/{this.GetPrimaryKeyString()}";

    public Task Set(int value, bool barrier) => CommitAsync(
        new CounterValue(value), barrier ? TopicChange.Barrier : TopicChange.Delta(new CounterValue(value)), CancellationToken.None);

    public Task SetSilently(int value) => CommitAsync(new CounterValue(value), TopicChange.None, CancellationToken.None);

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    protected override TopicPayload? Publish(CounterValue state) => state.Value < 0 ? null : state;
}
