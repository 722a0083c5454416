using System.Collections.Immutable;
using CsCheck;
using Sokbo.Grains.Interfaces.Weather;
using Sokbo.Grains.Weather.Quality;
using Xunit;

namespace Sokbo.Grains.Tests.Weather;

public sealed class QualityRulesTests
{
    private const long Hour = 28_000_020;

    private static readonly Gen<ImmutableArray<RecentReading>> GenPast =
        Gen.Select(Gen.Long[Hour - 500, Hour + 200], Gen.Int[-499, 500], (minute, tenths) => new RecentReading(minute, tenths)).Array[0, 8]
            .Select(past => past.OrderBy(reading => reading.Minute).Aggregate(ImmutableArray<RecentReading>.Empty, RecentReadings.With));

    private static readonly Gen<ReportedTemperature[]> GenBatch =
        Gen.Select(Gen.Int[0, 96], Gen.Long[Hour - 90, Hour + 90], Gen.Int[-499, 500], (station, minute, tenths) => new ReportedTemperature(station, minute, tenths))
            .Array[0, 97].Select(batch => batch.DistinctBy(row => row.Station).ToArray());

    [Fact]
    public void The_order_of_the_rows_does_not_matter_and_a_second_time_says_the_same() =>
        Gen.Select(GenPast.Array[97], GenBatch, Gen.Int).Sample((past, batch, seed) =>
        {
            var shuffled = batch.ToArray();
            new Random(seed).Shuffle(shuffled);

            var one = Judge([.. past], batch);
            var other = Judge([.. past], shuffled);

            Assert.Equal(batch.Zip(one).OrderBy(pair => pair.First.Station), shuffled.Zip(other).OrderBy(pair => pair.First.Station));
            Assert.Equal(one, Judge([.. past], batch));
            Assert.All(one, flags => Assert.Equal(QualityChecks.None, flags.Failed & ~flags.Done));
        }, iter: 200);

    [Fact]
    public void The_past_is_bounded_whatever_the_source() =>
        Assert.InRange(
            Enumerable.Range(0, 3_000).Aggregate(ImmutableArray<RecentReading>.Empty, (past, minute) => RecentReadings.With(past, new RecentReading(Hour + minute, 1))).Length,
            13, 14);

    [Theory]
    [InlineData(50)]
    [InlineData(-50)]
    [InlineData(150)]
    public void A_single_spike_is_held_and_the_value_after_it_is_not(int size)
    {
        var calm = Everywhere(Hour, station => Mild(station, 0));
        var past = Remember(Empty(), Everywhere(Hour - 60, station => Mild(station, 5)));
        var seoul = Place(108);

        var flags = Judge(past, calm.SetItem(seoul, calm[seoul] with { Tenths = calm[seoul].Tenths + size }));

        Assert.Equal('Q', flags[seoul].Letter);
        Assert.Equal(calm[seoul].Tenths, flags[seoul].ExpectedTenths!.Value, 2.0);
        Assert.Equal(['V'], flags.Where((_, index) => index != seoul).Select(one => one.Letter).Distinct());
        var after = Remember(past, calm.RemoveAt(seoul));
        Assert.DoesNotContain(Judge(after, Everywhere(Hour + 60, station => Mild(station, -8))), one => one.IsHeld);
    }

    [Fact]
    public void A_front_that_moves_many_stations_passes_behind_the_first_that_it_reaches()
    {
        // 40 kilometres an hour from the west-north-west, and nine degrees within half an hour. Nothing is still meanwhile: that would be a stuck sensor. Islands are alone longer.
        var (past, held) = (Empty(), new List<int>());
        for (var hour = 0; hour < 20; hour++)
        {
            var batch = Everywhere(Hour + (hour * 60), station => Mild(station, hour % 3) - (90 * Passed(station, hour)));
            var flags = Judge(past, batch);

            held.AddRange(Enumerable.Range(0, flags.Length).Where(station => flags[station].IsHeld && !Neighbourhood.OfTable.IsFar(station)));
            past = Remember(past, [.. batch.Where((_, place) => !flags[place].IsHeld)]);
        }

        // Those that it reaches first, from the sea, and no longer than until their past is too old.
        Assert.InRange(held.Count, 0, 5);
        Assert.All(held.CountBy(station => station), pair => Assert.InRange(pair.Value, 1, 2));

        static int Passed(int station, int hour)
        {
            var info = StationTable.All[station];
            var along = ((info.Longitude - 124.5) * 89) - ((info.Latitude - 37.5) * 30);
            return along < (hour - 2) * 40 ? 1 : 0;
        }
    }

    /// <summary>A front passes the station an hour after its neighbours; nothing moves at them now.</summary>
    [Fact]
    public void What_neighbours_did_an_hour_ago_passes()
    {
        var seoul = Place(108);
        var (first, second) = (Neighbourhood.OfTable.Of(seoul)[0], Neighbourhood.OfTable.Of(seoul)[1]);
        var past = Empty();
        foreach (var hour in (int[])[-2, -1])
        {
            past = Remember(past, Everywhere(Hour + (hour * 60), station => Mild(station, 0) - (hour == -1 && (station == first || station == second) ? 60 : 0)));
        }

        var now = Everywhere(Hour, station => Mild(station, 0) - (station == first || station == second || station == seoul ? 60 : 0));
        var lonely = Everywhere(Hour, station => Mild(station, 0) - (station == seoul ? 60 : 0));

        Assert.False(Judge(past, now)[seoul].IsHeld);
        Assert.True(Judge(Remember(Empty(), Everywhere(Hour - 60, station => Mild(station, 0))), lonely)[seoul].IsHeld);
    }

    [Fact]
    public void A_pool_of_cold_air_that_is_mixed_away_passes()
    {
        var inje = Place(211);
        var past = Remember(Empty(), Everywhere(Hour - 60, station => Mild(station, 0) - (station == inje ? 70 : 0)));

        Assert.False(Judge(past, Everywhere(Hour, station => Mild(station, 0)))[inje].IsHeld);
    }

    [Fact]
    public void A_real_minus_nine_passes_and_a_lonely_one_in_spring_does_not()
    {
        var winter = Everywhere(Hour, station => station == Place(108) ? -90 : Mild(station, -230));
        var past = Remember(Empty(), Everywhere(Hour - 60, station => station == Place(108) ? -86 : Mild(station, -226)));

        Assert.Equal('V', Judge(past, winter)[Place(108)].Letter);

        var spring = Everywhere(Hour, station => station == Place(108) ? -90 : Mild(station, 0));
        Assert.True(Judge(Empty(), spring)[Place(108)].IsHeld);
        Assert.True(Judge(Remember(Empty(), Everywhere(Hour - 60, station => Mild(station, 0))), spring)[Place(108)].IsHeld);
    }

    [Fact]
    public void A_minute_may_change_three_degrees_and_an_hour_nineteen()
    {
        Assert.Equal((30, 194, 194), (QualityRules.StepMax(1), QualityRules.StepMax(60), QualityRules.StepMax(120)));
        ImmutableArray<ReportedTemperature> alone = [new(Place(115), Hour, 31)];
        var past = Empty().SetItem(Place(115), [new RecentReading(Hour - 1, 0)]);

        Assert.Equal(QualityChecks.Step, Judge(past, alone)[0].Failed);
        Assert.Equal(QualityChecks.None, Judge(past, [alone[0] with { Tenths = 30 }])[0].Failed);
    }

    [Fact]
    public void A_stuck_sensor_is_held_when_its_neighbours_move_and_not_when_nothing_does()
    {
        var (moving, still) = (Empty(), Empty());
        for (var hour = -6; hour < 0; hour++)
        {
            moving = Remember(moving, Everywhere(Hour + (hour * 60), station => station == Place(133) ? 140 : Mild(station, hour * 6)));
            still = Remember(still, Everywhere(Hour + (hour * 60), station => Mild(station, 0)));
        }

        var stuck = Judge(moving, Everywhere(Hour, station => station == Place(133) ? 140 : Mild(station, 0)))[Place(133)];
        Assert.Equal(QualityChecks.Persistence, stuck.Failed & QualityChecks.Persistence);
        Assert.DoesNotContain(Judge(still, Everywhere(Hour, station => Mild(station, 0))), one => one.IsHeld);
    }

    [Fact]
    public void Without_past_and_neighbours_a_value_is_plausible_and_no_more() =>
        Assert.Equal('C', Judge(Empty(), [new ReportedTemperature(Place(108), Hour, 120)])[0].Letter);

    [Theory]
    [InlineData(QualityChecks.None, QualityChecks.None, QualityDecision.None, 'Z', false)]
    [InlineData(QualityChecks.Range, QualityChecks.None, QualityDecision.None, 'C', false)]
    [InlineData(QualityChecks.Range | QualityChecks.Step, QualityChecks.None, QualityDecision.None, 'S', false)]
    [InlineData(QualityChecks.Range | QualityChecks.Neighbours, QualityChecks.None, QualityDecision.None, 'V', false)]
    [InlineData(QualityChecks.Range, QualityChecks.Range, QualityDecision.None, 'X', true)]
    [InlineData(QualityChecks.Step, QualityChecks.Step, QualityDecision.None, 'Q', true)]
    [InlineData(QualityChecks.Step, QualityChecks.Step, QualityDecision.Good, 'G', false)]
    [InlineData(QualityChecks.Step, QualityChecks.None, QualityDecision.Bad, 'B', true)]
    public void Flags_are_read_as_MADIS_letters(QualityChecks done, QualityChecks failed, QualityDecision decision, char letter, bool held)
    {
        var flags = new QualityFlags { Done = done, Failed = failed, Decision = decision };

        Assert.Equal((letter, held), (flags.Letter, flags.IsHeld));
    }

    private static ImmutableArray<QualityFlags> Judge(ImmutableArray<ImmutableArray<RecentReading>> past, IEnumerable<ReportedTemperature> batch) =>
        QualityRules.Judge(Neighbourhood.OfTable, past, [.. batch]);

    private static int Place(int number) => StationTable.IndexOf(number)!.Value;

    /// <summary>A mild day: by height and latitude, and half a degree of each station's own.</summary>
    private static int Mild(int station, int warmer) => 140 + warmer + (station % 7)
        - (int)((StationTable.All[station].ElevationMetres ?? 50) * 0.065) - (int)((StationTable.All[station].Latitude - 36.5) * 6);

    private static ImmutableArray<ReportedTemperature> Everywhere(long minute, Func<int, int> tenthsOf) =>
        [.. Enumerable.Range(0, StationTable.All.Length).Select(station => new ReportedTemperature(station, minute, tenthsOf(station)))];

    private static ImmutableArray<ImmutableArray<RecentReading>> Empty() =>
        [.. StationTable.All.Select(_ => ImmutableArray<RecentReading>.Empty)];

    private static ImmutableArray<ImmutableArray<RecentReading>> Remember(
        ImmutableArray<ImmutableArray<RecentReading>> past, ImmutableArray<ReportedTemperature> batch) =>
        batch.Aggregate(past, (all, row) => all.SetItem(row.Station, RecentReadings.With(all[row.Station], new RecentReading(row.Minute, row.Tenths))));
}
