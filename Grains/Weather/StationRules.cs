using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Weather;

namespace Sokbo.Grains.Weather;

internal static class StationRules
{
    public static readonly TimeSpan HistoryLength = TimeSpan.FromHours(48);

    private static readonly TimeSpan Slot = TimeSpan.FromMinutes(10);

    /// <summary>The record after the reading, or null where the reading changes nothing.</summary>
    public static StationRecord? Record(StationRecord? record, Reading reading)
    {
        if (record is null)
        {
            return new StationRecord { Revision = 1, History = [reading] };
        }

        if (IsSample(reading) != IsSample(record.Last))
        {
            // Invented readings never stand in for real ones, nor among them; the first real one ends the sample.
            return IsSample(reading) ? null : new StationRecord { Revision = record.Revision + 1, History = [reading] };
        }

        if (Insert(record.History, reading) is not { } history)
        {
            return null;
        }

        return new StationRecord
        {
            Revision = history[^1] == record.Last ? record.Revision : record.Revision + 1,
            History = history,
        };
    }

    private static ImmutableArray<Reading>? Insert(ImmutableArray<Reading> history, Reading reading)
    {
        if (reading.ObservedAt < history[^1].ObservedAt - HistoryLength)
        {
            return null;
        }

        var place = history.Length;
        while (place > 0 && SlotOf(history[place - 1]) >= SlotOf(reading))
        {
            place--;
        }

        if (place < history.Length && SlotOf(history[place]) == SlotOf(reading))
        {
            var standing = history[place];
            var merged = WithSkyOf(standing, reading);
            return merged.ObservedAt < standing.ObservedAt || merged.SaysTheSameAs(standing)
                ? null
                : Trim(history.SetItem(place, merged));
        }

        return Trim(history.Insert(place, reading));
    }

    /// <summary>
    /// Of one agency's sources some have no word for the sky. Such a report of the same time says nothing of it, so it does
    /// not take away the word that another one has brought.
    /// </summary>
    private static Reading WithSkyOf(Reading standing, Reading reading) =>
        reading.Sky.Length > 0 || reading.ObservedAt != standing.ObservedAt || reading.Source != standing.Source
            ? reading
            : reading with { Sky = standing.Sky, Quality = reading.Tenths == standing.Tenths ? standing.Quality : reading.Quality };

    private static ImmutableArray<Reading> Trim(ImmutableArray<Reading> history)
    {
        var oldest = history[^1].ObservedAt - HistoryLength;
        return history.RemoveAll(reading => reading.ObservedAt < oldest);
    }

    private static long SlotOf(Reading reading) => reading.ObservedAt.UtcTicks / Slot.Ticks;

    private static bool IsSample(Reading reading) => reading.Source == Attribution.Sample;
}
