using Orleans.Storage;
using Sokbo.Grains.Delivery;

namespace Sokbo.Simulation.Tests.Owners;

/// <summary>An activation's state in the store.</summary>
internal sealed class StoredState(IGrainStorage store, GrainId owner) : IPersistentState<TopicRecord<Story>>
{
    private readonly GrainState<TopicRecord<Story>> _state = new(new TopicRecord<Story>());

    public TopicRecord<Story> State
    {
        get => _state.State!;
        set => _state.State = value;
    }

    public string Etag => _state.ETag!;

    public bool RecordExists => _state.RecordExists;

    public Task ReadStateAsync() => store.ReadStateAsync(StorageNames.State, owner, _state);

    public Task WriteStateAsync() => store.WriteStateAsync(StorageNames.State, owner, _state);

    public Task ClearStateAsync() => store.ClearStateAsync(StorageNames.State, owner, _state);
}
