using CsCheck;
using Sokbo.Grains.Interfaces.Weather;
using Sokbo.Grains.Weather;
using Xunit;

namespace Sokbo.Grains.Tests.Weather;

public sealed class StationRulesProperties
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Gen<Reading[]> GenReadings = Gen.Select(Gen.Int[0, 4_000], Gen.Int[-499, 500], ReadingAt).Array[1, 60]
        .Select(readings => readings.DistinctBy(reading => reading.ObservedAt).ToArray());

    /// <summary>Of a source that reports each minute, and its hours with a word for the sky.</summary>
    private static readonly Gen<Reading[]> GenMinutes = Gen.Select(Gen.Int[0, 400].Array[0, 3], Gen.Int[0, 30].Array[1, 20], Gen.Int[-499, 500], (minutes, hours, tenths) =>
        minutes.Concat(hours.Select(hour => hour * 10)).Select(minute => ReadingAt(minute, tenths + (minute % 5)) with { Sky = minute % 30 == 0 ? $"하늘{minute}" : "" })
            .DistinctBy(reading => reading.ObservedAt).ToArray());

    [Fact]
    public void The_order_of_arrival_does_not_matter() =>
        Gen.Select(GenReadings, Gen.Int).Sample((readings, seed) =>
        {
            var shuffled = readings.ToArray();
            new Random(seed).Shuffle(shuffled);

            Assert.Equal(Feed(readings).History, Feed(shuffled).History);
        });

    [Fact]
    public void A_second_time_changes_nothing() =>
        GenReadings.Sample(readings =>
        {
            var record = Feed(readings);

            Assert.All(readings, reading => Assert.Null(StationRules.Record(record, reading with { ReceivedAt = Start.AddDays(9) })));
        });

    [Fact]
    public void History_is_ordered_and_bounded_and_ends_with_the_newest() =>
        GenReadings.Sample(readings =>
        {
            var record = Feed(readings);

            Assert.Equal(readings.Max(reading => reading.ObservedAt), record.Last!.ObservedAt);
            Assert.Equal(record.History.OrderBy(reading => reading.ObservedAt), record.History);
            Assert.All(record.History, reading => Assert.True(reading.ObservedAt >= record.Last!.ObservedAt - StationRules.HistoryLength));
        });

    /// <summary>Words come with the hour: an hour and ten minutes they stand beside newer temperatures, and no longer, however often those come.</summary>
    [Theory]
    [InlineData(70, "안개")]
    [InlineData(71, "")]
    public void A_word_for_the_sky_grows_old(int minute, string shown)
    {
        var reports = Enumerable.Range(1, minute).Select(at => ReadingAt(at, 10 + (at % 3)) with { Sky = "" }).Prepend(ReadingAt(0, 10) with { Sky = "안개" }).ToArray();

        Assert.Equal(shown, Feed(reports).Last!.Sky);
        Assert.Equal(shown, Feed([reports[0], reports[^1]]).Last!.Sky);
    }

    [Fact]
    public void A_minute_source_keeps_at_most_289_readings()
    {
        var record = Feed([.. Enumerable.Range(0, 6_000).Select(minute => ReadingAt(minute, 1))]);

        Assert.InRange(record.History.Length, 280, 289);
    }

    [Fact]
    public void A_correction_of_the_last_time_replaces_it_and_of_an_earlier_time_leaves_the_last()
    {
        var record = Feed([ReadingAt(0, 10), ReadingAt(60, 20)]);

        var corrected = StationRules.Record(record, ReadingAt(60, 25));
        var earlier = StationRules.Record(record, ReadingAt(0, 15));

        Assert.Equal((3, 25), (corrected!.Revision, corrected.Last!.Tenths));
        Assert.Equal((2, 20), (earlier!.Revision, earlier.Last!.Tenths));
        Assert.Equal(15, earlier.History[0].Tenths);
    }

    [Fact]
    public void A_report_without_a_sky_takes_no_word_away()
    {
        var record = Feed([ReadingAt(0, 10)]);

        var corrected = StationRules.Record(record, ReadingAt(0, 12) with { Sky = "" });

        Assert.Null(StationRules.Record(record, ReadingAt(0, 10) with { Sky = "" }));
        Assert.Equal((12, "맑음"), (corrected!.Last!.Tenths, corrected.Last.Sky));
        Assert.Equal("", StationRules.Record(record, ReadingAt(71, 10) with { Sky = "" })!.Last!.Sky);
    }

    [Fact]
    public void The_newest_word_for_the_sky_holds_for_a_while_beside_newer_temperatures_in_any_order() =>
        Gen.Select(GenMinutes, Gen.Int).Sample((readings, seed) =>
        {
            var shuffled = readings.ToArray();
            new Random(seed).Shuffle(shuffled);

            var (one, other) = (Feed(readings), Feed(shuffled));

            var newest = readings.MaxBy(reading => reading.ObservedAt)!;
            var sky = readings.Where(reading => reading.Sky.Length > 0 && reading.ObservedAt >= newest.ObservedAt.AddMinutes(-70)).MaxBy(reading => reading.ObservedAt);
            Assert.Equal((newest.Tenths, newest.ObservedAt, sky?.Sky ?? ""), (one.Last!.Tenths, one.Last.ObservedAt, one.Last.Sky));
            Assert.Equal(one.History, other.History);
            Assert.All(readings, reading => Assert.Null(StationRules.Record(one, reading with { ReceivedAt = Start.AddDays(9) })));
        });

    [Fact]
    public void A_word_that_comes_late_is_told_and_makes_no_reading_older()
    {
        var minute = Feed([ReadingAt(63, 12) with { Sky = "" }]);

        var late = StationRules.Record(minute, ReadingAt(60, 11) with { Sky = "비" })!;

        Assert.Equal((2L, 12, "비", Start.AddMinutes(63), Start.AddMinutes(60)), (late.Revision, late.Last!.Tenths, late.Last.Sky, late.Last.ObservedAt, late.Last.SkyTime));
        Assert.Equal("", StationRules.Record(minute, ReadingAt(60, 11) with { Sky = "비", Source = "우리 관측망" })?.Last?.Sky ?? "");
    }

    [Fact]
    public void A_report_that_measures_less_takes_nothing_away()
    {
        var record = Feed([ReadingAt(0, 10) with { Measures = new Measures { Humidity = 690, Wind = 13 } }]);

        Assert.Null(StationRules.Record(record, ReadingAt(0, 10)));
        Assert.Equal(new Measures { Humidity = 700, Wind = 13 }, StationRules.Record(record, ReadingAt(0, 10) with { Measures = new Measures { Humidity = 700 } })!.Last!.Measures);
    }

    [Fact]
    public void A_station_is_renamed_once_and_keeps_its_readings()
    {
        var named = StationRules.Rename(Feed([ReadingAt(0, 10)]), "송월동")!;

        Assert.Equal(("송월동", 10), (named.Name, named.Last!.Tenths));
        Assert.Null(StationRules.Rename(named, "송월동"));
        Assert.Equal("송월동", StationRules.Record(named, ReadingAt(60, 20))!.Name);
        Assert.Null(StationRules.Rename(null, "평택")!.Last);
    }

    [Fact]
    public void Samples_never_stand_in_for_what_was_measured()
    {
        var sample = ReadingAt(60, 99) with { Source = Attribution.Sample };
        var real = ReadingAt(0, 10);

        Assert.Null(StationRules.Record(Feed([real]), sample));
        Assert.Equal([real], StationRules.Record(Feed([sample]), real)!.History);
    }

    [Fact]
    public void What_is_held_is_apart_and_the_order_of_arrival_does_not_matter() =>
        Gen.Select(GenReadings, Gen.Int).Sample((readings, seed) =>
        {
            readings = [.. readings.Select((reading, index) => index % 3 == 0 ? Held(reading) : reading)];
            var shuffled = readings.ToArray();
            new Random(seed).Shuffle(shuffled);

            var (one, other) = (Feed(readings), Feed(shuffled));

            Assert.Equal(one.History, other.History);
            Assert.Equal(one.Held, other.Held);
            Assert.DoesNotContain(one.History, reading => reading.Flags.IsHeld);
            Assert.All(one.Held, reading => Assert.True(reading.Flags.IsHeld));
            Assert.InRange(one.Held.Length, 0, StationRecord.HeldMax);
            Assert.All(readings, reading => Assert.Null(StationRules.Record(one, reading with { ReceivedAt = Start.AddDays(9) })));
        });

    [Fact]
    public void A_report_that_says_the_same_keeps_the_verdict_of_the_first_time()
    {
        var shown = Feed([ReadingAt(0, 10)]);
        var held = Feed([ReadingAt(0, 10), Held(ReadingAt(60, 90))]);

        Assert.Null(StationRules.Record(shown, Held(ReadingAt(0, 10))));
        Assert.Null(StationRules.Record(held, ReadingAt(60, 90)));
        Assert.Equal(11, StationRules.Record(held, ReadingAt(60, 11))!.Last!.Tenths);
        Assert.Empty(StationRules.Record(held, ReadingAt(60, 11))!.Held);
    }

    [Fact]
    public void An_operator_releases_and_rejects_once_and_for_good()
    {
        var held = Feed([ReadingAt(0, 10), Held(ReadingAt(60, 90))]);
        var at = Start.AddMinutes(60);

        var released = StationRules.Decide(held, at, QualityDecision.Good)!;
        var rejected = StationRules.Decide(released, at, QualityDecision.Bad)!;

        Assert.Equal((2, 10), ((int)held.Revision, held.Last!.Tenths));
        Assert.Equal((3, 90, 'G'), ((int)released.Revision, released.Last!.Tenths, released.Last.Flags.Letter));
        Assert.Empty(released.Held);
        Assert.Same(released, StationRules.Decide(released, at, QualityDecision.Good));
        Assert.Null(StationRules.Record(released, Held(ReadingAt(60, 90))));
        Assert.Equal((4, 10), ((int)rejected.Revision, rejected.Last!.Tenths));
        Assert.Equal('B', Assert.Single(rejected.Held).Flags.Letter);
        Assert.Empty(rejected.Waiting);
        Assert.Null(StationRules.Record(rejected, ReadingAt(60, 90)));
        Assert.Null(StationRules.Decide(held, Start.AddMinutes(61), QualityDecision.Good));
        Assert.Null(StationRules.Decide(null, at, QualityDecision.Good));
    }

    [Fact]
    public void A_station_of_which_all_is_held_shows_nothing_and_no_invented_reading_either()
    {
        var record = Feed([Held(ReadingAt(0, 10))]);

        Assert.Null(record.Last);
        Assert.Null(StationRules.Record(record, ReadingAt(60, 99) with { Source = Attribution.Sample }));
        Assert.Equal(12, StationRules.Record(record, ReadingAt(60, 12))!.Last!.Tenths);
    }

    private static Reading Held(Reading reading) => reading with { Flags = new QualityFlags { Failed = QualityChecks.Neighbours } };

    private static StationRecord Feed(Reading[] readings) =>
        readings.Aggregate((StationRecord?)null, (record, reading) => StationRules.Record(record, reading) ?? record)!;

    private static Reading ReadingAt(int minute, int tenths) => new()
    {
        ObservedAt = Start.AddMinutes(minute),
        ReceivedAt = Start,
        Tenths = tenths,
        Sky = "맑음",
        Source = Attribution.Kma,
    };
}
