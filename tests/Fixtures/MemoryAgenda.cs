using System.Collections.Concurrent;
using System.Collections.Immutable;
using Sokbo.Grains.Articles;

namespace Sokbo.Fixtures;

/// <summary>An agenda in memory that all silos of one in-process cluster share, with a clock that a test may set wrong.</summary>
public sealed class MemoryAgenda(TimeProvider time) : IArticleAgenda
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _entries = new();
    private int _silentReads;

    /// <summary>How far the store's clock is ahead of the others.</summary>
    public TimeSpan Skew { get; set; }

    /// <summary>The store is away: every call fails.</summary>
    public bool IsAway { get; set; }

    /// <summary>Only its clock is not heard: each question is counted, and fails.</summary>
    public bool HasSilentClock { get; set; }

    /// <summary>How often a silent clock was asked.</summary>
    public int SilentReads => Volatile.Read(ref _silentReads);

    public DateTimeOffset? EntryOf(string article) => _entries.TryGetValue(article, out var at) ? at : null;

    public Task AddAsync(string article, DateTimeOffset at, CancellationToken cancellationToken)
    {
        ThrowIfAway();
        _entries.AddOrUpdate(article, at, (_, known) => known < at ? known : at);
        return Task.CompletedTask;
    }

    public Task SetAsync(string article, DateTimeOffset at, CancellationToken cancellationToken)
    {
        ThrowIfAway();
        _entries[article] = at;
        return Task.CompletedTask;
    }

    public Task RemoveAsync(string article, CancellationToken cancellationToken)
    {
        ThrowIfAway();
        _entries.TryRemove(article, out _);
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<string>> DueAsync(DateTimeOffset until, int countMax, CancellationToken cancellationToken)
    {
        ThrowIfAway();
        return Task.FromResult<ImmutableArray<string>>(
            [.. _entries.Where(entry => entry.Value <= until).OrderBy(entry => entry.Value).Take(countMax).Select(entry => entry.Key)]);
    }

    public Task<DateTimeOffset> ReadClockAsync(CancellationToken cancellationToken)
    {
        ThrowIfAway();
        if (HasSilentClock)
        {
            Interlocked.Increment(ref _silentReads);
            throw new IOException("The store does not tell the time.");
        }

        return Task.FromResult(time.GetUtcNow() + Skew);
    }

    private void ThrowIfAway()
    {
        if (IsAway)
        {
            throw new IOException("The store is away.");
        }
    }
}
