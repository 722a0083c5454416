using System.Collections.Immutable;
using CsCheck;
using Sokbo.Fixtures.Weather;
using Sokbo.Grains.Interfaces.Weather;
using Sokbo.Grains.Weather;
using Sokbo.Grains.Weather.Quality;
using Xunit;

namespace Sokbo.Grains.Tests.Weather;

[Trait("Pace", "slow")]
public sealed class MeasureQualityTests(ITestOutputHelper output)
{
    private static readonly DateTimeOffset Start = new(2024, 4, 27, 0, 0, 0, TimeSpan.Zero);

    private static readonly Measures Mild = new() { Humidity = 600, Wind = 30, Pressure = 10_130 };

    /// <summary>The figures that docs/WEATHER.md states, on days that nobody looked at when the limits were chosen; all of them with <c>SOKBO_LONG=1</c>.</summary>
    [Fact]
    public void Held_out_days_have_their_errors_caught_and_their_weather_shown()
    {
        var trial = MeasureTrial.Of(Environment.GetEnvironmentVariable("SOKBO_LONG") == "1" ? TestDaySeeds.HeldOut : TestDaySeeds.HeldOut[..25]);
        output.WriteLine(trial.ToString());

        Assert.All(trial.CaughtPercent, caught => Assert.True(caught >= 95, trial.ToString()));
        Assert.True(trial.FalsePercent <= 0.1, trial.ToString());
    }

    [Theory]
    [InlineData(MeasureDoubts.Humidity, 1, 150)]
    [InlineData(MeasureDoubts.Humidity, 60, 500)]
    [InlineData(MeasureDoubts.Pressure, 1, 20)]
    [InlineData(MeasureDoubts.Pressure, 60, 100)]
    [InlineData(MeasureDoubts.Pressure, 120, 100)]
    [InlineData(MeasureDoubts.Wind, 1, 200)]
    [InlineData(MeasureDoubts.Wind, 60, 200)]
    public void A_value_may_change_so_much_and_no_more(MeasureDoubts measure, int minutes, int limit)
    {
        ImmutableArray<Reading> history = [At(0, Changed(measure, 0))];

        Assert.Equal(limit, MeasureQuality.StepMax(measure, minutes));
        Assert.Equal(MeasureDoubts.None, MeasureQuality.Judge(At(minutes, Changed(measure, limit)), history));
        Assert.Equal(measure, MeasureQuality.Judge(At(minutes, Changed(measure, limit + 1)), history));
        Assert.Equal(measure, MeasureQuality.Judge(At(minutes, Changed(measure, -limit - 1)), [At(0, Changed(measure, 0)), At(minutes + 5, Changed(measure, -limit))]));
    }

    [Fact]
    public void What_was_doubted_is_no_measure_for_the_next_value_and_after_two_hours_nothing_is()
    {
        ImmutableArray<Reading> history = [At(0, Mild), At(60, Mild with { Pressure = 9_900, Doubtful = MeasureDoubts.Pressure })];

        Assert.Equal(MeasureDoubts.None, MeasureQuality.Judge(At(120, Mild with { Pressure = 10_140 }), history));
        Assert.Equal(MeasureDoubts.Pressure, MeasureQuality.Judge(At(120, Mild with { Pressure = 9_900 }), history));
        Assert.Equal(MeasureDoubts.None, MeasureQuality.Judge(At(140, Mild with { Pressure = 9_900 }), history));
    }

    [Fact]
    public void A_stuck_sensor_is_doubted_and_saturated_air_and_a_calm_are_not()
    {
        var stuck = Hours(Mild);
        var still = Hours(new() { Humidity = 990, Wind = 0, Pressure = null });

        Assert.Equal(MeasureDoubts.Humidity | MeasureDoubts.Wind | MeasureDoubts.Pressure, MeasureQuality.Judge(At(360, Mild), stuck));
        Assert.Equal(MeasureDoubts.None, MeasureQuality.Judge(At(360, still[0].Measures!), still));
        Assert.Equal(MeasureDoubts.None, MeasureQuality.Judge(At(360, Mild), [.. stuck.Select((one, hour) => one with { Measures = Mild with { Pressure = 10_130 + hour, Humidity = 600 + hour, Wind = 30 + hour } })]));
        Assert.Equal(MeasureDoubts.None, MeasureQuality.Judge(At(340, Mild), stuck));

        static ImmutableArray<Reading> Hours(Measures measures) => [.. Enumerable.Range(0, 6).Select(hour => At(hour * 60, measures))];
    }

    [Fact]
    public void Dew_point_and_humidity_have_to_agree()
    {
        Assert.Equal(MeasureDoubts.None, MeasureQuality.Judge(At(0, new() { DewPoint = 61, Humidity = 690 }) with { Tenths = 116 }, []));
        Assert.Equal(MeasureDoubts.DewPoint | MeasureDoubts.Humidity, MeasureQuality.Judge(At(0, new() { DewPoint = 61, Humidity = 300 }) with { Tenths = 116 }, []));
        Assert.Equal(MeasureDoubts.None, MeasureQuality.Judge(At(0, new() { DewPoint = 61, Humidity = 300 }), []));
    }

    [Fact]
    public void A_pressure_that_no_neighbour_shares_is_doubted_and_a_low_that_several_see_is_not()
    {
        var seoul = StationTable.IndexOf(108)!.Value;
        ImmutableArray<int?> calm = [.. StationTable.All.Select((_, place) => (int?)(10_130 + (place % 5)))];
        var near = Neighbourhood.OfTable.Of(seoul);

        Assert.DoesNotContain(true, MeasureQuality.JudgePressures(Neighbourhood.OfTable, calm));
        Assert.Equal([seoul], Places(calm.SetItem(seoul, 10_070)));
        Assert.DoesNotContain(seoul, Places(calm.SetItem(seoul, 10_070).SetItem(near[0], 10_080).SetItem(near[1], 10_085)));
        Assert.Empty(Places([.. calm.Select((value, place) => place == seoul ? 10_000 : near.IndexOf(place) is >= 0 and < 2 ? value : null)]));

        IEnumerable<int> Places(ImmutableArray<int?> of) => MeasureQuality.JudgePressures(Neighbourhood.OfTable, of).Select((alone, place) => alone ? place : -1).Where(place => place >= 0);
    }

    [Fact]
    public void A_station_keeps_what_is_doubted_and_the_same_report_again_changes_nothing() =>
        Gen.Select(Gen.Int[0, 1_000], Gen.Int[0, 750], Gen.Int[8_460, 11_000]).Array[1, 12].Sample(values =>
        {
            var readings = values.Select((value, hour) => At(hour * 60, new() { Humidity = value.Item1, Wind = value.Item2, Pressure = value.Item3 }) with { Tenths = 100 }).ToArray();
            var record = readings.Aggregate((StationRecord?)null, (before, reading) => StationRules.Record(before, reading) ?? before)!;

            Assert.Equal(readings.Select(reading => reading.Measures), record.History.Select(reading => reading.Measures!.AsSent));
            Assert.All(readings, reading => Assert.Null(StationRules.Record(record, reading)));
            for (var place = 0; place < readings.Length; place++)
            {
                Assert.Equal(MeasureQuality.Judge(readings[place], record.History[..place]), record.History[place].Measures!.Doubtful);
            }
        }, iter: 200);

    private static Measures Changed(MeasureDoubts measure, int by) => measure switch
    {
        MeasureDoubts.Humidity => new() { Humidity = 500 + by },
        MeasureDoubts.Pressure => new() { Pressure = 10_130 + by },
        _ => new() { Wind = 300 + by },
    };

    private static Reading At(int minute, Measures measures) =>
        new() { ObservedAt = Start.AddMinutes(minute), ReceivedAt = Start.AddMinutes(minute), Source = Attribution.Kma, Measures = measures };
}
