using System.Collections.Immutable;
using Sokbo.Grains.Ads.Events;
using Sokbo.Grains.Interfaces.Ads.Events;

namespace Sokbo.Fixtures;

/// <summary>Event logs in memory.</summary>
public sealed class MemoryEventLogs : IEventLogReader
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<EventLogEntry>> _logs = new(StringComparer.Ordinal);

    /// <summary>What happens before the logs are listed: who waits here holds up whoever wants to fold them all.</summary>
    public Func<Task>? Listing { get; set; }

    /// <summary>Appends what a gateway would. The same entry twice is what it does when an answer was lost.</summary>
    public void Append(string log, EventLogEntry entry)
    {
        lock (_lock)
        {
            if (!_logs.TryGetValue(log, out var entries))
            {
                _logs[log] = entries = [];
            }

            entries.Add(entry);
        }
    }

    public int Length(string log)
    {
        lock (_lock)
        {
            return _logs.GetValueOrDefault(log)?.Count ?? 0;
        }
    }

    async Task<ImmutableArray<string>> IEventLogReader.ListAsync(CancellationToken cancellationToken)
    {
        await (Listing?.Invoke() ?? Task.CompletedTask);
        lock (_lock)
        {
            return [.. _logs.Keys];
        }
    }

    Task<ImmutableArray<EventLogEntry>> IEventLogReader.ReadAsync(string log, int max, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult<ImmutableArray<EventLogEntry>>([.. (_logs.GetValueOrDefault(log) ?? []).Take(max)]);
        }
    }

    Task IEventLogReader.CutAsync(string log, long seq, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var entries = _logs.GetValueOrDefault(log) ?? [];
            entries.RemoveRange(0, entries.TakeWhile(entry => entry.Seq <= seq).Count());
            return Task.CompletedTask;
        }
    }

    Task IEventLogReader.ForgetAsync(string log, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_logs.GetValueOrDefault(log) is { Count: 0 })
            {
                _logs.Remove(log);
            }

            return Task.CompletedTask;
        }
    }
}
