using CsCheck;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Interfaces.Weather;
using Sokbo.Grains.Weather;
using Xunit;

namespace Sokbo.Grains.Tests.Weather;

public sealed class TickerRulesProperties
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Gen<StationOutcome> GenOutcome = Gen.Select(
        Gen.Int[0, 96], Gen.Int[1, 30], Gen.Int[-499, 500], Gen.Int[0, 260], Gen.Bool.Select(real => real ? "기상청" : "견본"),
        (index, revision, tenths, word, source) => new StationOutcome(StationTable.All[index].Number, revision, new Reading
        {
            ObservedAt = Start.AddMinutes(revision * 10),
            ReceivedAt = Start,
            Tenths = tenths % 7 == 0 ? null : tenths,
            Sky = word < 5 ? "" : $"하늘{word}",
            Source = source,
        }));

    [Fact]
    public void Every_delta_gives_the_state_after_it() =>
        GenOutcome.Array[1, 40].Array[1, 12].Sample(batches =>
        {
            var record = TickerRules.Empty();
            foreach (var batch in batches)
            {
                if (TickerRules.Fold(record, batch) is not { } fold)
                {
                    continue;
                }

                if (fold.Delta is { } delta)
                {
                    Assert.Equivalent(fold.Next.Public, record.Public.Apply(delta), strict: true);
                }

                Assert.Equal(fold.Visible, record.Public != fold.Next.Public);
                Assert.InRange(fold.Next.Public.Words.Length, 0, TickerState.WordsMax);
                Assert.All(fold.Next.Public.Rows, row => Assert.True(row.Sky.Length == 0 || fold.Next.Public.WordOf(row) > 0));
                record = fold.Next;
            }
        }, iter: 50);

    [Fact]
    public void The_order_of_arrival_does_not_matter() =>
        Gen.Select(GenOutcome.Array[1, 40], Gen.Int).Sample((outcomes, seed) =>
        {
            outcomes = [.. outcomes.DistinctBy(outcome => (outcome.StationId, outcome.Revision))];
            var shuffled = outcomes.ToArray();
            new Random(seed).Shuffle(shuffled);

            var one = TickerRules.Fold(TickerRules.Empty(), outcomes)!.Next;
            var other = shuffled.Aggregate(TickerRules.Empty(), (record, outcome) => TickerRules.Fold(record, [outcome])?.Next ?? record);

            Assert.Equal(one.Public.Rows, other.Public.Rows);
            Assert.Null(TickerRules.Fold(one, outcomes));
        }, iter: 50);

    [Fact]
    public void A_station_that_was_restored_to_an_earlier_revision_is_heard_again()
    {
        var record = TickerRules.Fold(TickerRules.Empty(), [Outcome(9, 0, 10)])!.Next;

        var fold = TickerRules.Fold(record, [Outcome(4, 60, 20)]);

        Assert.Equal(20, fold!.Next.Public.Rows[StationTable.IndexOf(108)!.Value].Tenths);
    }

    [Fact]
    public void The_line_of_the_agency_stands_beside_its_own_readings_only()
    {
        var real = Outcome(1, 0, 10);
        var sample = Outcome(1, 60, 20) with { StationId = 90 };
        sample = sample with { Last = sample.Last! with { Source = Attribution.Sample } };

        var both = TickerSummary.Of(TickerRules.Fold(TickerRules.Empty(), [real, sample])!.Next.Public);
        var alone = TickerSummary.Of(TickerRules.Fold(TickerRules.Empty(), [sample])!.Next.Public);

        Assert.Equal(("기상청 제공", "견본"), (both.Attribution, both.OtherAttribution));
        Assert.Equal([StationTable.IndexOf(90)!.Value], both.Others);
        Assert.Equal(60, Assert.Single(both.Lags).Value);
        Assert.Equal(("견본", ""), (alone.Attribution, alone.OtherAttribution));
    }

    [Fact]
    public void A_pressure_that_no_neighbour_shares_is_marked_and_unknown_stations_and_samples_are_left_alone()
    {
        StationReading[] batch =
        [
            .. StationTable.All.Select(station => Measured(station.Number, station.Number == 108 ? 9_900 : 10_130)),
            Measured(90_001, 9_000),
        ];

        var judged = TickerRules.Judge(TickerRules.Empty(), [.. batch]);
        var sample = TickerRules.Judge(TickerRules.Empty(), [.. batch.Select(one => one with { Reading = one.Reading with { Source = Attribution.Sample } })]);

        Assert.Equal([108], judged.Where(one => one.Reading.Measures!.Doubtful == MeasureDoubts.Pressure).Select(one => one.StationId));
        Assert.Equal(default, judged[^1].Reading.Flags);
        Assert.All(sample, one => Assert.Equal((MeasureDoubts.None, default), (one.Reading.Measures!.Doubtful, one.Reading.Flags)));
    }

    [Fact]
    public void What_is_known_of_a_station_goes_when_it_is_closed()
    {
        var record = TickerRules.Fold(TickerRules.Empty(), [Outcome(1, 0, 10)])!.Next;
        var station = StationTable.Find(108)!;

        var next = TickerRules.PutStation(record, station with { ClosedAt = Start }, RevisionExpectation.Any).Next!;

        Assert.True(record.Recent.ContainsKey(108));
        Assert.False(next.Recent.ContainsKey(108));
        Assert.DoesNotContain(next.Public.Rows, row => row.StationId == 108);
        Assert.Equal(StationTable.OrderVersion + 1, next.Public.OrderVersion);
    }

    private static StationReading Measured(int station, int pressure) => new(station, new Reading
    {
        ObservedAt = Start,
        ReceivedAt = Start,
        Tenths = 100,
        Source = Attribution.Kma,
        Measures = new Measures { Pressure = pressure },
    });

    private static StationOutcome Outcome(long revision, int minute, int tenths) => new(108, revision, new Reading
    {
        ObservedAt = Start.AddMinutes(minute),
        ReceivedAt = Start,
        Tenths = tenths,
        Sky = "맑음",
        Source = Attribution.Kma,
    });
}
