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

            Assert.Equal(readings.Max(reading => reading.ObservedAt), record.Last.ObservedAt);
            Assert.Equal(record.History.OrderBy(reading => reading.ObservedAt), record.History);
            Assert.All(record.History, reading => Assert.True(reading.ObservedAt >= record.Last.ObservedAt - StationRules.HistoryLength));
        });

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

        Assert.Equal((3, 25), (corrected!.Revision, corrected.Last.Tenths));
        Assert.Equal((2, 20), (earlier!.Revision, earlier.Last.Tenths));
        Assert.Equal(15, earlier.History[0].Tenths);
    }

    [Fact]
    public void A_report_without_a_sky_takes_no_word_away()
    {
        var record = Feed([ReadingAt(0, 10)]);

        var corrected = StationRules.Record(record, ReadingAt(0, 12) with { Sky = "" });

        Assert.Null(StationRules.Record(record, ReadingAt(0, 10) with { Sky = "" }));
        Assert.Equal((12, "맑음"), (corrected!.Last.Tenths, corrected.Last.Sky));
        Assert.Equal("", StationRules.Record(record, ReadingAt(60, 10) with { Sky = "" })!.Last.Sky);
    }

    [Fact]
    public void Samples_never_stand_in_for_what_was_measured()
    {
        var sample = ReadingAt(60, 99) with { Source = Attribution.Sample };
        var real = ReadingAt(0, 10);

        Assert.Null(StationRules.Record(Feed([real]), sample));
        Assert.Equal([real], StationRules.Record(Feed([sample]), real)!.History);
    }

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
