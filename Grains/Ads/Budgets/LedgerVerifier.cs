using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Sokbo.Grains.Interfaces.Ads.Events;

namespace Sokbo.Grains.Ads.Budgets;

/// <summary>Sums up a campaign's ledger from its lines alone, and finds where the chain is broken.</summary>
internal sealed class LedgerVerifier
{
    private readonly Dictionary<(string Slot, string Creative, EventBucket Bucket), long> _counts = [];
    private readonly SortedDictionary<int, long> _billed = [];
    private readonly Dictionary<string, long> _logs = new(StringComparer.Ordinal);

    public long Rows { get; private set; }

    public string Hash { get; private set; } = "";

    public long Billed => _billed.Values.Sum();

    /// <summary>Billed by day in Seoul (yyyymmdd).</summary>
    public IReadOnlyDictionary<int, long> Days => _billed;

    public ImmutableArray<EventCount> Counts => EventCounts.Add(
        _counts.Select(pair => new EventCount { Slot = pair.Key.Slot, Creative = pair.Key.Creative, Bucket = pair.Key.Bucket, Count = pair.Value }), []);

    /// <summary>Takes the next line. Returns what is wrong with it, and takes nothing then; null when all is well.</summary>
    public string? Take(ReadOnlySpan<byte> line)
    {
        if (LedgerRow.Read(line) is not { } row)
        {
            return Problem("is not what was written: its hash is another one", line);
        }

        if (row.Row != Rows + 1)
        {
            return Problem($"says that it is row {row.Row.ToString(CultureInfo.InvariantCulture)}: rows are missing or doubled", line);
        }

        if (row.Previous != Hash)
        {
            return Problem("does not follow the row before it: its 'previous' is another hash", line);
        }

        if (row.First <= _logs.GetValueOrDefault(row.Log))
        {
            return Problem($"counts entry {row.First.ToString(CultureInfo.InvariantCulture)} of log {row.Log} a second time", line);
        }

        Rows = row.Row;
        Hash = Encoding.ASCII.GetString(line[..LedgerRow.HashDigits]);
        _logs[row.Log] = row.Last;
        foreach (var count in row.Counts)
        {
            var key = (count.Slot, count.Creative, count.Bucket);
            _counts[key] = _counts.GetValueOrDefault(key) + count.Count;
        }

        foreach (var day in row.Billed)
        {
            _billed[day.Day] = _billed.GetValueOrDefault(day.Day) + day.Count;
        }

        return null;
    }

    private string Problem(string what, ReadOnlySpan<byte> line) =>
        $"The line after row {Rows.ToString(CultureInfo.InvariantCulture)} {what}: {Encoding.UTF8.GetString(line[..Math.Min(line.Length, 200)])}";
}
