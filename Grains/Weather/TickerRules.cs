using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Weather;
using Sokbo.Grains.Weather.Quality;

namespace Sokbo.Grains.Weather;

internal static class TickerRules
{
    public static TickerRecord Empty() => new(
        new TickerState
        {
            OrderVersion = StationTable.OrderVersion,
            Rows = [.. StationTable.All.Select(station => new TickerRow { StationId = station.Number, Name = station.Name })],
        },
        [.. StationTable.All.Select(_ => 0L)]);

    /// <summary>
    /// The readings with their flags, in their order. Those without a temperature, invented ones and those of unknown
    /// stations stay unchecked. Of several for one station the last is judged.
    /// </summary>
    public static ImmutableArray<StationReading> Judge(TickerRecord record, ImmutableArray<StationReading> readings)
    {
        var batch = readings
            .Where(one => one.Reading.Tenths is not null && one.Reading.Source != Attribution.Sample && StationTable.IndexOf(one.StationId) is not null)
            .GroupBy(one => one.StationId)
            .Select(group => new ReportedTemperature(
                StationTable.IndexOf(group.Key)!.Value, MinuteOf(group.Last().Reading), group.Last().Reading.Tenths!.Value))
            .ToImmutableArray();
        ImmutableArray<ImmutableArray<RecentReading>> recent =
            [.. StationTable.All.Select(station => record.Recent.GetValueOrDefault(station.Number, []))];
        var flags = batch.Select(row => StationTable.All[row.Station].Number)
            .Zip(QualityRules.Judge(Neighbourhood.OfTable, recent, batch)).ToDictionary(pair => pair.First, pair => pair.Second);
        return
        [
            .. readings.Select(one => one with { Reading = one.Reading with { Flags = flags.GetValueOrDefault(one.StationId) } }),
        ];
    }

    /// <summary>The record after the outcomes, or null where all of them are known already.</summary>
    public static TickerFold? Fold(TickerRecord record, IEnumerable<StationOutcome> outcomes)
    {
        var rows = record.Public.Rows.ToBuilder();
        var revisions = record.Revisions.ToBuilder();
        var recent = record.Recent.ToBuilder();
        var held = record.Held.ToBuilder();
        var changed = new SortedSet<int>();
        var known = true;
        foreach (var outcome in outcomes)
        {
            if (StationTable.IndexOf(outcome.StationId) is not { } index || !IsNewer(outcome, revisions[index], rows[index]))
            {
                continue;
            }

            known = false;
            revisions[index] = outcome.Revision;
            Remember(recent, outcome);
            held.Remove(outcome.StationId);
            if (!outcome.Held.IsEmpty)
            {
                held[outcome.StationId] = outcome.Held;
            }

            var row = RowOf(rows[index], outcome.Last);
            if (row != rows[index])
            {
                rows[index] = row;
                changed.Add(index);
            }
        }

        var next = record with { Revisions = revisions.ToImmutable(), Recent = recent.ToImmutable(), Held = held.ToImmutable() };
        return known ? null : Tell(next, rows.ToImmutable(), changed);
    }

    /// <summary>
    /// Revisions order the outcomes of one station, whichever order they arrive in. A station whose state was restored to an
    /// earlier one counts from there again, so a newer observation also passes.
    /// </summary>
    private static bool IsNewer(StationOutcome outcome, long revision, TickerRow row) =>
        outcome.Revision > revision || (outcome.Revision < revision && outcome.Last?.ObservedAt > row.ObservedAt);

    private static TickerRow RowOf(TickerRow row, Reading? reading) => row with
    {
        Tenths = reading?.Tenths,
        Sky = reading?.Sky ?? "",
        ObservedAt = reading?.ObservedAt,
        Quality = reading?.Quality ?? ReadingQuality.Good,
        Source = reading?.Source ?? "",
    };

    /// <summary>Invented readings are nobody's past; nor is what was rejected, or taken back by a restore.</summary>
    private static void Remember(ImmutableDictionary<int, ImmutableArray<RecentReading>>.Builder recent, StationOutcome outcome)
    {
        if (outcome.Last is not { } last || last.Source == Attribution.Sample)
        {
            recent.Remove(outcome.StationId);
        }
        else if (last.Tenths is { } tenths)
        {
            recent[outcome.StationId] = RecentReadings.With(
                recent.GetValueOrDefault(outcome.StationId, []), new RecentReading(MinuteOf(last), tenths));
        }
    }

    private static long MinuteOf(Reading reading) => reading.ObservedAt.ToUnixTimeSeconds() / 60;

    private static TickerFold Tell(TickerRecord record, ImmutableArray<TickerRow> rows, SortedSet<int> changed)
    {
        var before = record.Public;
        if (changed.Count == 0)
        {
            return new TickerFold(record, null, false);
        }

        ImmutableArray<string> newWords =
            [.. changed.Select(index => rows[index].Sky).Where(sky => sky.Length > 0 && !before.Words.Contains(sky)).Distinct()];
        var remade = before.Words.Length + newWords.Length > TickerState.WordsMax;
        var after = before with
        {
            Rows = rows,
            NextExpectedAt = rows.Max(row => row.ObservedAt) is { } newest ? ReadingAges.NextExpectedAt(newest) : null,
            Words = remade
                ? [.. rows.Select(row => row.Sky).Where(sky => sky.Length > 0).Distinct()]
                : before.Words.AddRange(newWords),
        };
        var delta = new TickerDelta([.. changed.Select(index => rows[index])], after.NextExpectedAt) { NewWords = newWords };
        return new TickerFold(record with { Public = after }, remade ? null : delta, true);
    }
}
