using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Orleans.Serialization;
using Orleans.Storage;
using Sokbo.Grains.Delivery;

namespace Sokbo.Fixtures;

/// <summary>
/// A store in memory that all silos of one in-process cluster share: fenced by ETag like the real ones, states kept as
/// bytes so that a missing codec shows, and able to fail on demand.
/// </summary>
public sealed class MemoryStore : ITopicStore, IStoreIncarnation
{
    private readonly ConcurrentDictionary<(GrainId Grain, string Name), Row> _rows = new();
    private readonly ConcurrentDictionary<GrainId, StoreFault> _faults = new();
    private readonly ConcurrentDictionary<GrainId, bool> _unreadable = new();
    private int _version;

    /// <summary>Change it to play a restored backup.</summary>
    public string Incarnation { get; set; } = "first";

    public MemoryBudgetStore Budgets { get; } = new();

    public MemoryEventLogs EventLogs { get; } = new();

    /// <summary>The next write of the grain fails in the given way.</summary>
    public void FailNextWrite(GrainId grain, StoreFault fault) => _faults[grain] = fault;

    /// <summary>The next read of the grain fails.</summary>
    public void FailNextRead(GrainId grain) => _unreadable[grain] = true;

    /// <summary>Keys of all grains of a type that have something in the store.</summary>
    public string[] KeysOf(string type) => [.. _rows.Keys.Where(row => row.Grain.Type.ToString() == type).Select(row => row.Grain.Key.ToString()!)];

    /// <summary>What is stored of a grain; null for nothing.</summary>
    public T? Read<T>(GrainId grain, Serializer serializer)
        where T : class =>
        _rows.GetValueOrDefault((grain, StorageNames.State)) is { } row ? serializer.Deserialize<T>(row.Data) : null;

    /// <summary>Puts back what was stored at an earlier time, as a restore does.</summary>
    public object? Save(GrainId grain) => _rows.GetValueOrDefault((grain, StorageNames.State));

    /// <summary>Puts back a state that <see cref="Save"/> returned.</summary>
    public void Restore(GrainId grain, object? saved)
    {
        if (saved is Row row)
        {
            _rows[(grain, StorageNames.State)] = row;
        }
        else
        {
            _rows.TryRemove((grain, StorageNames.State), out _);
        }
    }

    /// <summary>Gives the row a new ETag, as if another activation had written the same state.</summary>
    public void Touch(GrainId grain) =>
        _rows.AddOrUpdate((grain, StorageNames.State), _ => throw new InvalidOperationException("No such row."), (_, row) => row with { ETag = NextETag() });

    public ValueTask<string> ReadAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Incarnation);

    public Task<ImmutableArray<bool>> ExistAsync(IReadOnlyList<GrainId> owners, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<bool>>([.. owners.Select(owner => Has(owner))]);

    private bool Has(GrainId owner) => _rows.ContainsKey((owner, StorageNames.State)) || Budgets.Exists(owner.Key.ToString()!);

    internal IGrainStorage Open(Serializer serializer) => new Storage(this, serializer);

    private string NextETag() => Interlocked.Increment(ref _version).ToString(CultureInfo.InvariantCulture);

    private sealed record Row(string ETag, byte[] Data);

    private sealed class Storage(MemoryStore store, Serializer serializer) : IGrainStorage
    {
        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            if (store._unreadable.TryRemove(grainId, out _))
            {
                throw StoreFaults.NotRead();
            }

            var row = store._rows.GetValueOrDefault((grainId, stateName));
            grainState.RecordExists = row is not null;
            grainState.ETag = row?.ETag;
            grainState.State = row is null ? Activator.CreateInstance<T>() : serializer.Deserialize<T>(row.Data);
            return Task.CompletedTask;
        }

        public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            var fault = store._faults.TryRemove(grainId, out var wanted) ? wanted : StoreFault.None;
            if (fault == StoreFault.NotWritten)
            {
                throw StoreFaults.NotWritten();
            }

            var next = new Row(store.NextETag(), serializer.SerializeToArray(grainState.State));
            var written = store._rows.AddOrUpdate(
                (grainId, stateName), _ => grainState.ETag is null ? next : Conflict(null), (_, row) => row.ETag == grainState.ETag ? next : Conflict(row));
            if (fault == StoreFault.WrittenButUnknown)
            {
                throw StoreFaults.WrittenButUnknown();
            }

            grainState.ETag = written.ETag;
            grainState.RecordExists = true;
            return Task.CompletedTask;

            Row Conflict(Row? row) => throw new InconsistentStateException("Another activation has written.", row?.ETag, grainState.ETag);
        }

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            store._rows.TryRemove((grainId, stateName), out _);
            grainState.ETag = null;
            grainState.RecordExists = false;
            grainState.State = Activator.CreateInstance<T>();
            return Task.CompletedTask;
        }
    }
}
