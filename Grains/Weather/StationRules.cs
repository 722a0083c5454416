using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Weather;
using Sokbo.Grains.Weather.Quality;

namespace Sokbo.Grains.Weather;

internal static class StationRules
{
    public static readonly TimeSpan HistoryLength = TimeSpan.FromHours(48);

    /// <summary>Words come with the hour: that long one is shown beside newer temperatures.</summary>
    public static readonly TimeSpan SkyAgeMax = TimeSpan.FromMinutes(70);

    private static readonly TimeSpan Slot = TimeSpan.FromMinutes(10);

    private static readonly StationRecord Nothing = new() { Revision = 0, History = [] };

    /// <summary>The record after the reading, or null where the reading changes nothing.</summary>
    public static StationRecord? Record(StationRecord? record, Reading reading)
    {
        var before = record ?? Nothing;
        if (Standing(before, reading.ObservedAt) is { } standing)
        {
            reading = Completed(reading, standing);
            if (reading.SaysTheSameAs(standing))
            {
                // Also when it would be judged otherwise by now: the first verdict stands, or an operator's.
                return null;
            }
        }

        if (reading.Measures is { } measures && !IsSample(reading))
        {
            reading = reading with { Measures = measures with { Doubtful = measures.Doubtful | MeasureQuality.Judge(reading, before.History) } };
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

    /// <summary>The newest reading of a history that is not empty, with the word for the sky that holds.</summary>
    public static Reading Shown(ImmutableArray<Reading> history)
    {
        var last = history[^1];
        for (var place = history.Length - 2; last.Sky.Length == 0 && place >= 0; place--)
        {
            var before = history[place];
            if (before.ObservedAt < last.ObservedAt - SkyAgeMax)
            {
                break;
            }

            last = before.SkyTime >= last.ObservedAt - SkyAgeMax ? WithSkyOf(last, before) : last;
        }

        return last;
    }

    /// <summary>The record with the name, or null where it has it.</summary>
    public static StationRecord? Rename(StationRecord? record, string name) =>
        record?.Name == name ? null : (record ?? Nothing) with { Name = name };

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
        var next = record with { History = history, Held = kept };
        return next.Last == record.Last && kept.SequenceEqual(record.Held) ? next : next with { Revision = record.Revision + 1 };
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
            var standing = history[place];
            var merged = reading.ObservedAt < standing.ObservedAt ? WithSkyOf(standing, reading) : WithSkyOf(reading, standing);
            return merged == standing ? null : Trim(history.SetItem(place, merged));
        }

        return Trim(history.Insert(place, reading));
    }

    /// <summary>
    /// Of one agency's sources some have no word for the sky, and others nothing but it and the temperature. A report of the
    /// same time that says nothing of something does not take away what another one has brought.
    /// </summary>
    private static Reading Completed(Reading reading, Reading standing)
    {
        if (reading.Source != standing.Source)
        {
            return reading;
        }

        var measured = reading with { Measures = reading.Measures?.Over(standing.Measures) ?? standing.Measures };
        return reading.Sky.Length > 0
            ? measured
            : measured with
            {
                Sky = standing.Sky,
                SkyAt = standing.SkyAt,
                Quality = reading.Tenths == standing.Tenths ? standing.Quality : reading.Quality,
            };
    }

    /// <summary>The reading with the newer word for the sky of the two, where one source said both.</summary>
    private static Reading WithSkyOf(Reading reading, Reading other) =>
        other.Sky.Length > 0 && other.Source == reading.Source && (reading.Sky.Length == 0 || reading.SkyTime < other.SkyTime)
            ? reading with { Sky = other.Sky, SkyAt = other.SkyTime == reading.ObservedAt ? null : other.SkyTime }
            : reading;

    private static ImmutableArray<Reading> Trim(ImmutableArray<Reading> history)
    {
        var oldest = history[^1].ObservedAt - HistoryLength;
        return history.RemoveAll(reading => reading.ObservedAt < oldest);
    }

    private static long SlotOf(Reading reading) => reading.ObservedAt.UtcTicks / Slot.Ticks;

    private static bool IsSample(Reading reading) => reading.Source == Attribution.Sample;
}
