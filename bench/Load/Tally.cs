using System.Collections.Concurrent;

namespace Sokbo.Load;

/// <summary>What all readers together have seen since the measurement began.</summary>
internal sealed class Tally
{
    private long _deliveries;
    private long _messages;
    private long _bytes;
    private long _closed;
    private long _gaps;
    private long _repeats;
    private long _snapshots;
    private readonly ConcurrentDictionary<string, int> _outcomes = [];
    private readonly ConcurrentDictionary<string, int> _goodbyes = [];

    public LatencyHistogram Latency { get; } = new();

    public long Deliveries => Volatile.Read(ref _deliveries);

    /// <summary>WebSocket messages, each with one update or more.</summary>
    public long Messages => Volatile.Read(ref _messages);

    public long Bytes => Volatile.Read(ref _bytes);

    public long Closed => Volatile.Read(ref _closed);

    /// <summary>Deltas that did not fit: an update was lost.</summary>
    public long Gaps => Volatile.Read(ref _gaps);

    /// <summary>Updates that came twice or out of order.</summary>
    public long Repeats => Volatile.Read(ref _repeats);

    public long Snapshots => Volatile.Read(ref _snapshots);

    /// <summary>Answers to subscriptions, as "3 resumed, 1 snapshot".</summary>
    public string Outcomes => Text(_outcomes);

    /// <summary>What the server said when it closed.</summary>
    public string Goodbyes => Text(_goodbyes);

    public void AddOutcome(string outcome) => _outcomes.AddOrUpdate(outcome, 1, static (_, count) => count + 1);

    public void AddGoodbye(string reason) => _goodbyes.AddOrUpdate(reason, 1, static (_, count) => count + 1);

    public void AddMessage(int length)
    {
        Interlocked.Increment(ref _messages);
        Interlocked.Add(ref _bytes, length);
    }

    public void AddDelivery() => Interlocked.Increment(ref _deliveries);

    public void AddClosed() => Interlocked.Increment(ref _closed);

    public void AddGap() => Interlocked.Increment(ref _gaps);

    public void AddRepeat() => Interlocked.Increment(ref _repeats);

    public void AddSnapshot() => Interlocked.Increment(ref _snapshots);

    /// <summary>Forgets what was seen while the server warmed up; lost and closed connections stay.</summary>
    public void Begin()
    {
        Volatile.Write(ref _deliveries, 0);
        Volatile.Write(ref _messages, 0);
        Volatile.Write(ref _bytes, 0);
        Latency.Clear();
        _outcomes.Clear();
    }

    private static string Text(ConcurrentDictionary<string, int> counts) =>
        string.Join(", ", counts.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Value} {pair.Key}"));
}
