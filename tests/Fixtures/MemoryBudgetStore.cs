using System.Collections.Concurrent;
using Sokbo.Grains.Ads.Budgets;

namespace Sokbo.Fixtures;

/// <summary>Budgets in memory, fenced like the real store and able to fail on demand.</summary>
public sealed class MemoryBudgetStore : IBudgetStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Record> _records = new(StringComparer.Ordinal);
    private readonly HashSet<string> _budgets = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, StoreFault> _faults = new(StringComparer.Ordinal);

    /// <summary>The next write of the campaign's budget fails in the given way.</summary>
    public void FailNextWrite(string campaign, StoreFault fault) => _faults[campaign] = fault;

    /// <summary>The lines of the campaign's ledger, in the order in which they were written.</summary>
    public IReadOnlyList<byte[]> Ledger(string campaign)
    {
        lock (_lock)
        {
            return [.. _records[campaign].Lines.Select(line => line.Line)];
        }
    }

    public bool Exists(string campaign)
    {
        lock (_lock)
        {
            return _records.ContainsKey(campaign);
        }
    }

    public bool Has(string campaign, string field)
    {
        lock (_lock)
        {
            return _records[campaign].Fields.ContainsKey(field);
        }
    }

    Task<(long Version, byte[]?[] Fields)> IBudgetStore.ReadAsync(string campaign, IReadOnlyList<string> fields, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var record = _records.GetValueOrDefault(campaign) ?? new Record();
            return Task.FromResult((record.Version, fields.Select(record.Fields.GetValueOrDefault).ToArray()));
        }
    }

    Task<bool> IBudgetStore.WriteAsync(BudgetWrite write, CancellationToken cancellationToken)
    {
        var fault = _faults.TryRemove(write.Campaign, out var wanted) ? wanted : StoreFault.None;
        if (fault == StoreFault.NotWritten)
        {
            throw StoreFaults.NotWritten();
        }

        var written = Write(write);
        return fault == StoreFault.WrittenButUnknown
            ? throw StoreFaults.WrittenButUnknown()
            : Task.FromResult(written);
    }

    Task<IReadOnlyList<string>> IBudgetStore.ListAsync(string advertiser, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            IReadOnlyList<string> campaigns =
            [
                .. _budgets.Where(entry => advertiser.Length == 0 || entry.StartsWith($"{advertiser}/", StringComparison.Ordinal))
                    .Select(entry => entry[(entry.IndexOf('/', StringComparison.Ordinal) + 1)..])
                    .Order(StringComparer.Ordinal),
            ];
            return Task.FromResult(campaigns);
        }
    }

    Task<IReadOnlyList<byte[]>> IBudgetStore.ReadLedgerAsync(string campaign, int hour, int skip, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            IReadOnlyList<byte[]> lines = [.. _records[campaign].Lines.Where(line => line.Hour == hour).Select(line => line.Line).Skip(skip)];
            return Task.FromResult(lines);
        }
    }

    private bool Write(BudgetWrite write)
    {
        lock (_lock)
        {
            var record = _records.GetValueOrDefault(write.Campaign) ?? new Record();
            if (record.Version != write.Version)
            {
                return false;
            }

            _records[write.Campaign] = record;
            record.Version++;
            if (write.Advertiser.Length > 0)
            {
                _budgets.Add($"{write.Advertiser}/{write.Campaign}");
            }

            foreach (var (name, value) in write.Fields)
            {
                record.Fields[name] = value;
            }

            foreach (var name in write.Removed)
            {
                record.Fields.Remove(name);
            }

            if (write.LedgerLine.Length > 0)
            {
                record.Lines.Add((write.LedgerHour, write.LedgerLine));
            }

            return true;
        }
    }

    private sealed class Record
    {
        public long Version { get; set; }

        public Dictionary<string, byte[]> Fields { get; } = new(StringComparer.Ordinal);

        public List<(int Hour, byte[] Line)> Lines { get; } = [];
    }
}
