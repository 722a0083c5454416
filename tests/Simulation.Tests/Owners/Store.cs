using Orleans.Storage;
using Sokbo.Grains.Delivery;
using Sokbo.Simulation.Tests.Machines;

namespace Sokbo.Simulation.Tests.Owners;

/// <summary>
/// The store: one record for each owner, fenced by its ETag. A write may fail before it was made or after, and a crash
/// between the two leaves its outcome unknown, as with a real one. A backup can be restored.
/// </summary>
internal sealed class Store(Loop loop, Random random, Truth truth, Sabotage sabotage, Trace trace) : IGrainStorage, IStoreIncarnation
{
    private Dictionary<GrainId, (TopicRecord<Story> Record, int Version)> _records = [];
    private Dictionary<GrainId, (TopicRecord<Story> Record, int Version)> _backup = [];
    private int _versions;
    private int _incarnations = 1;

    /// <summary>Share of writes that fail.</summary>
    public double Failures { get; set; }

    public TopicRecord<Story>? Find(GrainId owner) => _records.TryGetValue(owner, out var stored) ? stored.Record : null;

    public void BackUp() => _backup = new(_records);

    /// <summary>Brings back what was backed up. Nobody may write meanwhile: the owners are all down.</summary>
    public void Restore()
    {
        _records = new(_backup);
        _incarnations += sabotage.RestoreKeepsIncarnation ? 0 : 1;
        truth.Restored();
    }

    public ValueTask<string> ReadAsync(CancellationToken cancellationToken) => ValueTask.FromResult($"incarnation {_incarnations}");

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await PauseAsync();
        var state = (IGrainState<TopicRecord<Story>>)(object)grainState;
        if (_records.TryGetValue(grainId, out var stored))
        {
            (state.State, state.ETag, state.RecordExists) = (stored.Record, ETag(stored.Version), true);
        }
        else
        {
            (state.State, state.ETag, state.RecordExists) = (new TopicRecord<Story>(), null!, false);
        }

        await PauseAsync();
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var state = (IGrainState<TopicRecord<Story>>)(object)grainState;
        var next = state.State!;
        var etag = state.ETag;
        await PauseAsync();
        ThrowByChance("before");
        var version = _records.TryGetValue(grainId, out var stored) ? ETag(stored.Version) : null;
        if (version != etag && !sabotage.StoreIsUnfenced)
        {
            trace.Add($"store refuses {grainId.Key} at {truth.Describe(next)}");
            throw new InconsistentStateException("Another activation has written.", version ?? "", etag ?? "");
        }

        // From here on the write is made, whatever its writer comes to know of it.
        _records[grainId] = (next, ++_versions);
        truth.Committed(grainId, next);
        var written = ETag(_versions);
        await PauseAsync();
        ThrowByChance("after");
        (state.ETag, state.RecordExists) = (written, true);
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new NotSupportedException();

    private static string ETag(int version) => version.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private void ThrowByChance(string when)
    {
        if (Failures > 0 && random.NextDouble() < Failures)
        {
            throw new IOException($"The store failed {when} the write.");
        }
    }

    private Task PauseAsync()
    {
        var done = new TaskCompletionSource();
        loop.After(TimeSpan.FromMilliseconds(random.NextDouble() * 3), done.SetResult);
        return done.Task;
    }
}
