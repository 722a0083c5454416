using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Weather;

namespace Sokbo.Grains.Weather;

internal static class StationRules
{
    public static readonly TimeSpan HistoryLength = TimeSpan.FromHours(48);

    private static readonly TimeSpan Slot = TimeSpan.FromMinutes(10);

    private static readonly StationRecord Nothing = new() { Revision = 0, History = [] };

    /// <summary>The record after the reading, or null where the reading changes nothing.</summary>
    public static StationRecord? Record(StationRecord? record, Reading reading)
    {
        var before = record ?? Nothing;
        if (Standing(before, reading.ObservedAt) is { } standing)
        {
            reading = WithSkyOf(standing, reading);
            if (reading.SaysTheSameAs(standing))
            {
                // Also when it would be judged otherwise by now: the first verdict stands, or an operator's.
                return null;
            }
        }

        if (reading.Flags.IsHeld)
        {
            return Hold(before, reading);
        }

        if (IsSample(reading) && !before.Held.IsEmpty)
        {
            return null;
        }

        if (before.Last is { } last && IsSample(reading) != IsSample(last))
        {
            // Invented readings never stand in for real ones, nor among them; the first real one ends the sample.
            return IsSample(reading) ? null : Change(before, [reading], before.Held);
        }

        return Insert(before.History, reading) is { } history
            ? Change(before, history, Without(before.Held, reading.ObservedAt))
            : null;
    }

    /// <summary>The record after the decision, the same where it changes nothing, or null where there is no such reading.</summary>
    public static StationRecord? Decide(StationRecord? record, DateTimeOffset observedAt, QualityDecision decision)
    {
        if (record is null || Standing(record, observedAt) is not { } standing)
        {
            return null;
        }

        var decided = standing with { Flags = standing.Flags with { Decision = decision } };
        if (decided == standing)
        {
            return record;
        }

        var history = record.History.RemoveAll(reading => reading.ObservedAt == observedAt);
        var held = Without(record.Held, observedAt);
        return decided.Flags.IsHeld
            ? Change(record, history, WithHeld(held, decided, history))
            : Change(record, Insert(history, decided) ?? history, held);
    }

    /// <summary>A held reading first: it is the newer word about its time.</summary>
    private static Reading? Standing(StationRecord record, DateTimeOffset observedAt) =>
        record.Held.FirstOrDefault(reading => reading.ObservedAt == observedAt)
        ?? record.History.FirstOrDefault(reading => reading.ObservedAt == observedAt);

    private static StationRecord? Hold(StationRecord record, Reading reading)
    {
        if (record.History.Any(shown => shown.ObservedAt == reading.ObservedAt && shown.SaysTheSameAs(reading)))
        {
            return null;
        }

        var held = WithHeld(Without(record.Held, reading.ObservedAt), reading, record.History);
        return held.SequenceEqual(record.Held) ? null : Change(record, record.History, held);
    }

    private static StationRecord Change(StationRecord record, ImmutableArray<Reading> history, ImmutableArray<Reading> held)
    {
        var kept = Bounded(held, history);
        var last = history.IsEmpty ? null : history[^1];
        return new StationRecord
        {
            Revision = last == record.Last && kept.SequenceEqual(record.Held) ? record.Revision : record.Revision + 1,
            History = history,
            Held = kept,
        };
    }

    private static ImmutableArray<Reading> Without(ImmutableArray<Reading> held, DateTimeOffset observedAt) =>
        held.RemoveAll(reading => reading.ObservedAt == observedAt);

    private static ImmutableArray<Reading> WithHeld(ImmutableArray<Reading> held, Reading reading, ImmutableArray<Reading> history) =>
        Bounded([.. held.Append(reading).OrderBy(one => one.ObservedAt)], history);

    private static ImmutableArray<Reading> Bounded(ImmutableArray<Reading> held, ImmutableArray<Reading> history)
    {
        if (held.IsEmpty)
        {
            return held;
        }

        var newest = history.IsEmpty || history[^1].ObservedAt < held[^1].ObservedAt ? held[^1].ObservedAt : history[^1].ObservedAt;
        return [.. held.Where(reading => reading.ObservedAt >= newest - HistoryLength).TakeLast(StationRecord.HeldMax)];
    }

    private static ImmutableArray<Reading>? Insert(ImmutableArray<Reading> history, Reading reading)
    {
        if (history.IsEmpty)
        {
            return [reading];
        }

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
            return reading.ObservedAt < history[place].ObservedAt ? null : Trim(history.SetItem(place, reading));
        }

        return Trim(history.Insert(place, reading));
    }

    /// <summary>
    /// Of one agency's sources some have no word for the sky. Such a report of the same time says nothing of it, so it does
    /// not take away the word that another one has brought.
    /// </summary>
    private static Reading WithSkyOf(Reading standing, Reading reading) =>
        reading.Sky.Length > 0 || reading.Source != standing.Source
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
