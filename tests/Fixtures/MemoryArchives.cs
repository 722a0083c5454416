using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Sokbo.Grains.Articles.Archives;

namespace Sokbo.Fixtures;

/// <summary>Archives in memory that all silos of one in-process cluster share.</summary>
public sealed class MemoryArchives : IArchiveStore
{
    private readonly ConcurrentDictionary<(string Site, string Article), byte[]> _records = new();

    private readonly ConcurrentDictionary<string, StoreFault> _faults = new(StringComparer.Ordinal);

    /// <summary>The next record of that site is lost, or written without an answer.</summary>
    public void FailNextWrite(string site, StoreFault fault) => _faults[site] = fault;

    public Task<byte[]?> ReadAsync(string site, string article, CancellationToken cancellationToken) =>
        Task.FromResult(_records.TryGetValue((site, article), out var record) ? record : null);

    public Task WriteAsync(string site, string article, byte[] record, CancellationToken cancellationToken)
    {
        _faults.TryRemove(site, out var fault);
        if (fault == StoreFault.NotWritten)
        {
            throw StoreFaults.NotWritten();
        }

        _records[(site, article)] = record;
        return fault == StoreFault.WrittenButUnknown ? throw StoreFaults.WrittenButUnknown() : Task.CompletedTask;
    }

    public async IAsyncEnumerable<(string Article, byte[] Record)> ReadAllAsync(string site, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var ((of, article), record) in _records.Where(entry => entry.Key.Site == site))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
            yield return (article, record);
        }
    }
}
