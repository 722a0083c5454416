using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Interfaces.Weather;
using Sokbo.Grains.Weather;
using Xunit;

namespace Sokbo.Grains.Tests.Weather;

/// <summary>What changes of stations do to the rows of the ticker and to what is known of stations.</summary>
public sealed class TickerStationsTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly StationInfo Pyeongtaek = new()
    {
        Number = 551,
        Name = "평택",
        NameEnglish = "Pyeongtaek",
        RegionId = "capital",
        Latitude = 36.985,
        Longitude = 127.107,
        ElevationMetres = 37,
    };

    [Fact]
    public void An_added_station_has_a_row_in_its_place_and_the_others_keep_their_values()
    {
        var record = Fold(TickerRules.Empty(), Outcome(108, 1, 10), Outcome(297, 1, -90));

        var (put, next) = TickerRules.PutStation(record, Pyeongtaek, RevisionExpectation.None);

        Assert.Equal((StationVerdict.Created, 1), (put.Verdict, put.Station!.Revision));
        Assert.Equal(record.Public.OrderVersion + 1, next!.Public.OrderVersion);
        Assert.Equal(98, next.Public.Rows.Length);
        Assert.Equal(("평택", null), (next.Public.Rows[^1].Name, next.Public.Rows[^1].Tenths));
        Assert.Equal(record.Public.Rows, next.Public.Rows.Take(97));
        Assert.Equal(record.Revisions, next.Revisions.Take(97));
        Assert.Equal(record.Recent, next.Recent);
        Assert.Equal(33, Fold(next, Outcome(551, 1, 33)).Public.Rows[^1].Tenths);
        Assert.Null(TickerRules.Fold(record, [Outcome(551, 1, 33)]));
    }

    [Fact]
    public void A_station_without_a_row_is_judged_and_heard_and_keeps_its_value_for_the_day_it_gets_one()
    {
        var (_, hidden) = TickerRules.PutStation(TickerRules.Empty(), Pyeongtaek with { InTicker = false }, RevisionExpectation.None);
        Assert.Equal(TickerRules.Empty().Public.OrderVersion, hidden!.Public.OrderVersion);
        var fold = TickerRules.Fold(hidden, [Outcome(551, 4, 33)])!;

        Assert.False(fold.Visible);
        Assert.Null(TickerRules.Fold(fold.Next, [Outcome(551, 3, 30)]));
        Assert.Equal(33, fold.Next.Recent[551][^1].Tenths);
        Assert.True(TickerRules.Judge(fold.Next, [new(551, Reading(60, 400))])[0].Reading.Flags.IsHeld);

        var (_, shown) = TickerRules.PutStation(fold.Next, Pyeongtaek, new RevisionExpectation(1));
        Assert.Equal((33, 4L, 0), (shown!.Public.Rows[^1].Tenths, shown.Revisions[^1], shown.Hidden.Count));
    }

    [Fact]
    public void A_closed_station_has_no_row_and_nothing_is_taken_from_it_until_it_is_opened()
    {
        var record = Fold(TickerRules.Empty(), Outcome(108, 7, 10), Outcome(112, 1, 20));
        var seoul = StationTable.Find(108)!;

        var (put, closed) = TickerRules.PutStation(record, seoul with { ClosedAt = Start }, new RevisionExpectation(1));

        Assert.Equal((StationVerdict.Changed, 2), (put.Verdict, put.Station!.Revision));
        Assert.DoesNotContain(closed!.Public.Rows, row => row.StationId == 108);
        Assert.Equal(20, closed.Public.Rows.Single(row => row.StationId == 112).Tenths);
        Assert.Null(TickerRules.Fold(closed, [Outcome(108, 8, 11)]));
        Assert.False(closed.Recent.ContainsKey(108));
        Assert.Equal(StationVerdict.Unchanged, TickerRules.PutStation(closed, seoul with { ClosedAt = Start.AddHours(1) }, new RevisionExpectation(2)).Put.Verdict);

        var (_, open) = TickerRules.PutStation(closed, seoul, RevisionExpectation.Any);
        Assert.Null(open!.Public.Rows.Single(row => row.StationId == 108).Tenths);
        Assert.Equal(11, Fold(open, Outcome(108, 8, 11)).Public.Rows.Single(row => row.StationId == 108).Tenths);
    }

    [Fact]
    public void A_new_name_is_another_order_and_a_corrected_place_is_not()
    {
        var record = Fold(TickerRules.Empty(), Outcome(108, 1, 10));
        var seoul = StationTable.Find(108)!;

        var (_, renamed) = TickerRules.PutStation(record, seoul with { Name = "송월동" }, new RevisionExpectation(1));
        var (_, moved) = TickerRules.PutStation(record, seoul with { ElevationMetres = 90 }, new RevisionExpectation(1));

        Assert.Equal((record.Public.OrderVersion + 1, "송월동", 10), (renamed!.Public.OrderVersion, Row(renamed).Name, Row(renamed).Tenths));
        Assert.Equal((record.Public.OrderVersion, 1L, 90.0), (moved!.Public.OrderVersion, moved.Public.Changes.Version, moved.Public.Stations.Find(108)!.ElevationMetres));
        static TickerRow Row(TickerRecord record) => record.Public.Rows.Single(row => row.StationId == 108);
    }

    [Fact]
    public void A_change_names_the_revision_it_is_meant_for_and_its_repetition_changes_nothing()
    {
        var (_, added) = TickerRules.PutStation(TickerRules.Empty(), Pyeongtaek, RevisionExpectation.None);
        var renamed = Pyeongtaek with { Name = "평택시" };

        Assert.Equal((StationVerdict.RevisionRequired, null), Put(added!, renamed, RevisionExpectation.None));
        Assert.Equal((StationVerdict.Stale, null), Put(added!, renamed, new RevisionExpectation(2)));
        Assert.Equal((StationVerdict.Stale, null), Put(TickerRules.Empty(), renamed, new RevisionExpectation(1)));
        Assert.Equal((StationVerdict.Unchanged, null), Put(added!, Pyeongtaek, new RevisionExpectation(1)));
        var (_, next) = TickerRules.PutStation(added!, renamed, new RevisionExpectation(1));
        Assert.Equal((StationVerdict.Unchanged, null), Put(next!, renamed, new RevisionExpectation(1)));
        Assert.Equal((StationVerdict.Stale, null), Put(next!, Pyeongtaek, new RevisionExpectation(1)));

        static (StationVerdict, TickerRecord?) Put(TickerRecord record, StationInfo station, RevisionExpectation expectation)
        {
            var (put, next) = TickerRules.PutStation(record, station, expectation);
            return (put.Verdict, next);
        }
    }

    [Fact]
    public void Rows_of_the_ticker_and_stations_are_bounded()
    {
        var record = TickerRules.Empty();
        for (var number = 1_000; ; number++)
        {
            var (put, next) = TickerRules.PutStation(record, Pyeongtaek with { Number = number }, RevisionExpectation.None);
            if (next is null)
            {
                Assert.Equal((StationVerdict.Full, StationDirectory.TickerMax), (put.Verdict, record.Public.Rows.Length));
                break;
            }

            record = next;
        }

        Assert.Equal(StationVerdict.Created, TickerRules.PutStation(record, Pyeongtaek with { Number = 5_000, InTicker = false }, RevisionExpectation.None).Put.Verdict);
    }

    [Fact]
    public void Rows_of_an_older_table_are_brought_into_order()
    {
        var record = Fold(TickerRules.Empty(), Outcome(108, 3, 10), Outcome(90, 2, 20));
        var older = record with
        {
            Public = record.Public with { Rows = record.Public.Rows.RemoveAt(0).Insert(40, new TickerRow { StationId = 4, Name = "옛날" }) },
            Revisions = record.Revisions.RemoveAt(0).Insert(40, 9),
        };

        var arranged = TickerRules.Arrange(older);

        Assert.Equal(StationTable.All.Select(station => station.Number), arranged.Public.Rows.Select(row => row.StationId));
        Assert.Equal((10, 3L), (arranged.Public.Rows[StationTable.IndexOf(108)!.Value].Tenths, arranged.Revisions[StationTable.IndexOf(108)!.Value]));
        Assert.Equal(older.Public.OrderVersion + 1, arranged.Public.OrderVersion);
        Assert.Same(arranged, TickerRules.Arrange(arranged));
    }

    private static TickerRecord Fold(TickerRecord record, params StationOutcome[] outcomes) => TickerRules.Fold(record, outcomes)!.Next;

    private static StationOutcome Outcome(int number, long revision, int tenths) => new(number, revision, Reading(0, tenths));

    private static Reading Reading(int minute, int tenths) => new()
    {
        ObservedAt = Start.AddMinutes(minute),
        ReceivedAt = Start,
        Tenths = tenths,
        Sky = "맑음",
        Source = Attribution.Kma,
    };
}
