using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Weather;

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

    /// <summary>The record after the outcomes, or null where all of them are known already.</summary>
    public static TickerFold? Fold(TickerRecord record, IEnumerable<StationOutcome> outcomes)
    {
        var rows = record.Public.Rows.ToBuilder();
        var revisions = record.Revisions.ToBuilder();
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
            var row = RowOf(rows[index], outcome.Last);
            if (row != rows[index])
            {
                rows[index] = row;
                changed.Add(index);
            }
        }

        return known ? null : Tell(record, rows.ToImmutable(), revisions.ToImmutable(), changed);
    }

    /// <summary>
    /// Revisions order the outcomes of one station, whichever order they arrive in. A station whose state was restored to an
    /// earlier one counts from there again, so a newer observation also passes.
    /// </summary>
    private static bool IsNewer(StationOutcome outcome, long revision, TickerRow row) =>
        outcome.Revision > revision || (outcome.Revision < revision && outcome.Last.ObservedAt > row.ObservedAt);

    private static TickerRow RowOf(TickerRow row, Reading reading) => row with
    {
        Tenths = reading.Tenths,
        Sky = reading.Sky,
        ObservedAt = reading.ObservedAt,
        Quality = reading.Quality,
        Source = reading.Source,
    };

    private static TickerFold Tell(
        TickerRecord record, ImmutableArray<TickerRow> rows, ImmutableArray<long> revisions, SortedSet<int> changed)
    {
        var before = record.Public;
        if (changed.Count == 0)
        {
            return new TickerFold(record with { Revisions = revisions }, null, false);
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
        return new TickerFold(new TickerRecord(after, revisions), remade ? null : delta, true);
    }
}
