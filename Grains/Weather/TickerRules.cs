using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Interfaces.Weather;
using Sokbo.Grains.Weather.Quality;

namespace Sokbo.Grains.Weather;

internal static class TickerRules
{
    public static TickerRecord Empty() =>
        Arrange(new TickerRecord(new TickerState { OrderVersion = StationTable.OrderVersion - 1, Rows = [] }, []));

    /// <summary>
    /// The record with the rows that its stations call for; the same where it has them. Values move with their stations; those
    /// of closed ones go.
    /// </summary>
    public static TickerRecord Arrange(TickerRecord record)
    {
        var stations = record.Public.Stations;
        ImmutableArray<TickerRow> rows =
            [.. stations.Ticker.Select(station => RowOf(record, station.Number) with { Name = station.Name })];
        var isSame = rows.Select(Seat).SequenceEqual(record.Public.Rows.Select(Seat));
        var hidden = stations.Open
            .Where(station => !station.InTicker && RevisionOf(record, station.Number) > 0)
            .ToImmutableDictionary(station => station.Number, station => new HiddenRow(RowOf(record, station.Number), RevisionOf(record, station.Number)));
        return isSame && hidden.Count == record.Hidden.Count
            ? record
            : record with
            {
                Public = record.Public with
                {
                    OrderVersion = isSame ? record.Public.OrderVersion : record.Public.OrderVersion + 1,
                    Rows = rows,
                    NextExpectedAt = TickerState.NextAfter(rows),
                },
                Revisions = [.. rows.Select(row => RevisionOf(record, row.StationId))],
                Hidden = hidden,
                Recent = record.Recent.RemoveRange(record.Recent.Keys.Where(number => stations.PlaceOf(number) is null)),
                Held = record.Held.RemoveRange(record.Held.Keys.Where(number => stations.PlaceOf(number) is null)),
            };
    }

    /// <summary>What a change of a station comes to, and the record to commit; null where nothing changes.</summary>
    public static (StationPut Put, TickerRecord? Next) PutStation(TickerRecord record, StationInfo station, RevisionExpectation expectation)
    {
        var current = record.Public.Stations.Find(station.Number);
        var next = station with { Revision = (current?.Revision ?? 0) + 1 };
        if (current is not null && expectation.IsNone)
        {
            return (new StationPut(StationVerdict.RevisionRequired, current), null);
        }

        if (current is null ? !expectation.IsNone : !expectation.Holds(current.Revision))
        {
            // Whoever repeats a change names the revision before it, and asks for what stands.
            return current is not null && next with { Revision = current.Revision, ClosedAt = ClosedAt(current, next) } == current
                ? (new StationPut(StationVerdict.Unchanged, current), null)
                : (new StationPut(StationVerdict.Stale, current), null);
        }

        if (current is not null)
        {
            next = next with { ClosedAt = ClosedAt(current, next) };
            if (next with { Revision = current.Revision } == current)
            {
                return (new StationPut(StationVerdict.Unchanged, current), null);
            }
        }

        var changes = record.Public.Changes;
        changes = new StationChanges(
            changes.Version + 1,
            [.. changes.Stations.Where(other => other.Number != next.Number).Append(next).OrderBy(other => other.Number)]);
        return changes.Stations.Length > StationDirectory.ChangesMax || changes.Directory.Ticker.Length > StationDirectory.TickerMax
            ? (new StationPut(StationVerdict.Full, current), null)
            : (new StationPut(current is null ? StationVerdict.Created : StationVerdict.Changed, next),
                Arrange(record with { Public = record.Public with { Changes = changes } }));
    }

    /// <summary>
    /// The readings with their flags, in their order. Those without a temperature, invented ones and those of unknown
    /// stations stay unchecked. Of several for one station the last is judged.
    /// </summary>
    public static ImmutableArray<StationReading> Judge(TickerRecord record, ImmutableArray<StationReading> readings)
    {
        var stations = record.Public.Stations;
        var batch = readings
            .Where(one => one.Reading.Tenths is not null && one.Reading.Source != Attribution.Sample && stations.PlaceOf(one.StationId) is not null)
            .GroupBy(one => one.StationId)
            .Select(group => new ReportedTemperature(
                stations.PlaceOf(group.Key)!.Value, MinuteOf(group.Last().Reading), group.Last().Reading.Tenths!.Value))
            .ToImmutableArray();
        ImmutableArray<ImmutableArray<RecentReading>> recent =
            [.. stations.Open.Select(station => record.Recent.GetValueOrDefault(station.Number, []))];
        var alone = LonelyPressures(stations, readings);
        var flags = batch.Select(row => stations.Open[row.Station].Number)
            .Zip(QualityRules.Judge(Neighbourhood.Of(stations), recent, batch)).ToDictionary(pair => pair.First, pair => pair.Second);
        return
        [
            .. readings.Select(one => one with
            {
                Reading = one.Reading with
                {
                    Flags = flags.GetValueOrDefault(one.StationId),
                    Measures = one.Reading.Measures is { } measures && alone.Contains(one.StationId) ? measures with { Doubtful = MeasureDoubts.Pressure } : one.Reading.Measures,
                },
            }),
        ];
    }

    /// <summary>Stations of a batch whose pressure no neighbour shares.</summary>
    private static HashSet<int> LonelyPressures(StationDirectory stations, ImmutableArray<StationReading> readings)
    {
        var pressures = new int?[stations.Open.Length];
        foreach (var one in readings.Where(one => one.Reading.Source != Attribution.Sample))
        {
            if (one.Reading.Measures?.Pressure is { } pressure && stations.PlaceOf(one.StationId) is { } place)
            {
                pressures[place] = pressure;
            }
        }

        var alone = MeasureQuality.JudgePressures(Neighbourhood.Of(stations), [.. pressures]);
        return [.. stations.Open.Where((_, place) => alone[place]).Select(station => station.Number)];
    }

    /// <summary>The record after the outcomes, or null where all of them are known already.</summary>
    public static TickerFold? Fold(TickerRecord record, IEnumerable<StationOutcome> outcomes)
    {
        var rows = record.Public.Rows.ToBuilder();
        var places = rows.Select((row, place) => (row.StationId, place)).ToDictionary(pair => pair.StationId, pair => pair.place);
        var revisions = record.Revisions.ToBuilder();
        var recent = record.Recent.ToBuilder();
        var held = record.Held.ToBuilder();
        var hidden = record.Hidden.ToBuilder();
        var changed = new SortedSet<int>();
        var known = true;
        foreach (var outcome in outcomes.Where(outcome => record.Public.Stations.PlaceOf(outcome.StationId) is not null))
        {
            int? place = places.TryGetValue(outcome.StationId, out var found) ? found : null;
            var stands = place is { } index
                ? new HiddenRow(rows[index], revisions[index])
                : hidden.GetValueOrDefault(outcome.StationId) ?? new HiddenRow(RowOf(record, outcome.StationId), 0);
            if (!IsNewer(outcome, stands))
            {
                continue;
            }

            known = false;
            Remember(recent, outcome);
            held.Remove(outcome.StationId);
            if (!outcome.Held.IsEmpty)
            {
                held[outcome.StationId] = outcome.Held;
            }

            var row = RowOf(stands.Row, outcome.Last);
            if (place is not { } at)
            {
                hidden[outcome.StationId] = new HiddenRow(row, outcome.Revision);
                continue;
            }

            revisions[at] = outcome.Revision;
            if (row != rows[at])
            {
                rows[at] = row;
                changed.Add(at);
            }
        }

        var next = record with
        {
            Revisions = revisions.ToImmutable(),
            Recent = recent.ToImmutable(),
            Held = held.ToImmutable(),
            Hidden = hidden.ToImmutable(),
        };
        return known ? null : Tell(next, rows.ToImmutable(), changed);
    }

    private static (int Number, string Name) Seat(TickerRow row) => (row.StationId, row.Name);

    /// <summary>A station that is closed keeps the time at which it was.</summary>
    private static DateTimeOffset? ClosedAt(StationInfo current, StationInfo next) =>
        next.ClosedAt is null ? null : current.ClosedAt ?? next.ClosedAt;

    private static TickerRow RowOf(TickerRecord record, int number) =>
        record.Public.Rows.FirstOrDefault(row => row.StationId == number)
        ?? record.Hidden.GetValueOrDefault(number)?.Row
        ?? new TickerRow { StationId = number, Name = record.Public.Stations.Find(number)?.Name ?? "" };

    private static long RevisionOf(TickerRecord record, int number)
    {
        for (var place = 0; place < record.Public.Rows.Length; place++)
        {
            if (record.Public.Rows[place].StationId == number)
            {
                return record.Revisions[place];
            }
        }

        return record.Hidden.GetValueOrDefault(number)?.Revision ?? 0;
    }

    /// <summary>
    /// Revisions order the outcomes of one station, whichever order they arrive in. A station whose state was restored to an
    /// earlier one counts from there again, so a newer observation also passes.
    /// </summary>
    private static bool IsNewer(StationOutcome outcome, HiddenRow stands) =>
        outcome.Revision > stands.Revision || (outcome.Revision < stands.Revision && outcome.Last?.ObservedAt > stands.Row.ObservedAt);

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
            NextExpectedAt = TickerState.NextAfter(rows),
            Words = remade
                ? TickerState.WordsIn(rows)
                : before.Words.AddRange(newWords),
        };
        var delta = new TickerDelta([.. changed.Select(index => rows[index])], after.NextExpectedAt) { NewWords = newWords };
        return new TickerFold(record with { Public = after }, remade ? null : delta, true);
    }
}
