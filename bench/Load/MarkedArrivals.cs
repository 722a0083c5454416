using System.Diagnostics;

namespace Sokbo.Load;

/// <summary>Counts a delivery wherever the marker and 19 digits of a time stand: works with every server.</summary>
internal sealed class MarkedArrivals(byte[] marker, Tally tally) : IArrivals
{
    private const int Digits = 19;

    public void Take(ReadOnlySpan<byte> message)
    {
        foreach (var latency in Latencies(message, marker))
        {
            tally.AddDelivery();
            tally.Latency.Add(latency);
        }
    }

    /// <summary>Microseconds since each of the times in the message.</summary>
    public static List<long> Latencies(ReadOnlySpan<byte> message, ReadOnlySpan<byte> marker)
    {
        var found = new List<long>(1);
        var now = Stopwatch.GetTimestamp();
        for (var at = message.IndexOf(marker); at >= 0; at = message.IndexOf(marker))
        {
            message = message[(at + marker.Length)..];
            if (message.Length < Digits)
            {
                break;
            }

            if (long.TryParse(message[..Digits], System.Globalization.CultureInfo.InvariantCulture, out var then))
            {
                found.Add((long)Stopwatch.GetElapsedTime(then, now).TotalMicroseconds);
            }
        }

        return found;
    }
}
