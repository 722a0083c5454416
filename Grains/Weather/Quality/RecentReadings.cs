using System.Collections.Immutable;

namespace Sokbo.Grains.Weather.Quality;

/// <summary>
/// The recent past of a station, oldest first: the newest temperature of each half-hour, up to <see cref="MinutesKept"/>
/// back, so at most 14 whatever the source. Held values are not in it.
/// </summary>
internal static class RecentReadings
{
    public const int MinutesKept = 390;

    /// <summary>Two readings belong to one time when they are no further apart, in minutes.</summary>
    public const int SameTime = 20;

    private const int Slot = 30;

    public static ImmutableArray<RecentReading> With(ImmutableArray<RecentReading> recent, RecentReading reading)
    {
        var kept = ImmutableArray.CreateBuilder<RecentReading>(recent.Length + 1);
        foreach (var before in recent)
        {
            // A station that goes back in time was restored, or its last reading was rejected: what came after is not its past.
            if (before.Minute / Slot < reading.Minute / Slot && before.Minute >= reading.Minute - MinutesKept)
            {
                kept.Add(before);
            }
        }

        kept.Add(reading);
        return kept.ToImmutable();
    }

    /// <summary>The newest before the minute, and no more than <paramref name="ageMax"/> minutes before it.</summary>
    public static RecentReading? Before(ImmutableArray<RecentReading> recent, long minute, int ageMax)
    {
        for (var index = recent.Length - 1; index >= 0; index--)
        {
            if (recent[index].Minute < minute)
            {
                return recent[index].Minute >= minute - ageMax ? recent[index] : null;
            }
        }

        return null;
    }

    /// <summary>The temperature at about the minute.</summary>
    public static int? At(ImmutableArray<RecentReading> recent, long minute)
    {
        int? tenths = null;
        var nearest = (long)SameTime;
        foreach (var reading in recent)
        {
            if (Math.Abs(reading.Minute - minute) is var distance && distance <= nearest)
            {
                (nearest, tenths) = (distance, reading.Tenths);
            }
        }

        return tenths;
    }
}
