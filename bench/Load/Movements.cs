using System.Collections.Concurrent;
using System.Diagnostics;

namespace Sokbo.Load;

/// <summary>Who connected when, who was refused, and who waited longest for an update, since the measurement began.</summary>
internal sealed class Movements
{
    private readonly ConcurrentQueue<long> _connects = [];
    private readonly ConcurrentDictionary<string, int> _refused = [];
    private readonly List<ArrivalGap> _gaps = [];
    private long _began;
    private long _lastBack;
    private int _back;

    public int Back => Volatile.Read(ref _back);

    /// <summary>Until the last reader was back, in seconds.</summary>
    public double BackSeconds => _lastBack == 0 ? 0 : Stopwatch.GetElapsedTime(_began, _lastBack).TotalSeconds;

    public string Refused => string.Join(", ", _refused.Select(pair => $"{pair.Value} with {pair.Key}"));

    /// <summary>The longest time between two updates at any reader, in seconds.</summary>
    public double LongestGap => _gaps.Max(gap => gap.Longest.TotalSeconds);

    public ArrivalGap Add()
    {
        var gap = new ArrivalGap();
        lock (_gaps)
        {
            _gaps.Add(gap);
        }

        return gap;
    }

    public void Begin()
    {
        _connects.Clear();
        _refused.Clear();
        _back = 0;
        _lastBack = 0;
        _began = Stopwatch.GetTimestamp();
        _gaps.ForEach(gap => gap.Clear());
    }

    public void AddConnect() => _connects.Enqueue(Stopwatch.GetTimestamp());

    public void AddRefused(string status) => _refused.AddOrUpdate(status, 1, static (_, count) => count + 1);

    public void AddBack()
    {
        Volatile.Write(ref _lastBack, Stopwatch.GetTimestamp());
        Interlocked.Increment(ref _back);
    }

    /// <summary>The most connections that were opened within any one second.</summary>
    public int PeakConnects()
    {
        var times = _connects.Order().ToArray();
        var (most, first) = (0, 0);
        for (var last = 0; last < times.Length; last++)
        {
            while (Stopwatch.GetElapsedTime(times[first], times[last]) > TimeSpan.FromSeconds(1))
            {
                first++;
            }

            most = Math.Max(most, last - first + 1);
        }

        return most;
    }
}
