using System.Numerics;

namespace Sokbo.Load;

/// <summary>Microseconds in log-linear buckets, 64 for each power of two: every value is told to within 2 %.</summary>
internal sealed class LatencyHistogram
{
    private const int SubBuckets = 64;

    private readonly long[] _counts = new long[SubBuckets * 40];
    private long _most;

    public double MostMilliseconds => Volatile.Read(ref _most) / 1e3;

    public void Add(long microseconds)
    {
        var value = Math.Max(0, microseconds);
        Interlocked.Increment(ref _counts[Bucket(value)]);
        for (var most = Volatile.Read(ref _most); value > most;)
        {
            var found = Interlocked.CompareExchange(ref _most, value, most);
            if (found == most)
            {
                break;
            }

            most = found;
        }
    }

    public void Clear()
    {
        Array.Clear(_counts);
        Volatile.Write(ref _most, 0);
    }

    /// <param name="share">0.99 for the 99th percentile.</param>
    public double Milliseconds(double share)
    {
        var rank = (long)Math.Ceiling(_counts.Sum() * share);
        var seen = 0L;
        for (var bucket = 0; bucket < _counts.Length; bucket++)
        {
            seen += _counts[bucket];
            if (seen >= rank && seen > 0)
            {
                return Value(bucket) / 1e3;
            }
        }

        return 0;
    }

    private static int Bucket(long value)
    {
        if (value < SubBuckets)
        {
            return (int)value;
        }

        var exponent = BitOperations.Log2((ulong)value);
        return ((exponent - 5) * SubBuckets) + (int)((value >> (exponent - 6)) & (SubBuckets - 1));
    }

    private static long Value(int bucket)
    {
        if (bucket < SubBuckets)
        {
            return bucket;
        }

        var exponent = (bucket / SubBuckets) + 5;
        return (1L << exponent) | ((long)(bucket % SubBuckets) << (exponent - 6));
    }
}
