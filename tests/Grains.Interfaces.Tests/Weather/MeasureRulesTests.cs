using System.Collections.Immutable;
using CsCheck;
using Sokbo.Grains.Interfaces.Weather;
using Xunit;

namespace Sokbo.Grains.Interfaces.Tests.Weather;

public sealed class MeasureRulesTests
{
    private static readonly decimal[] Odd = [-9, -9.9m, -99, -99.9m, -50, 0, 100, 360, 1013.2m, 5.5m];

    private static readonly Gen<decimal?> GenValue = Gen.Frequency(
        (3, Gen.Int[-120_000, 200_000].Select(value => (decimal?)(value / 100m))),
        (2, Gen.Int[0, 9].Select(index => (decimal?)Odd[index])),
        (1, Gen.Const((decimal?)null)));

    [Fact]
    public void No_value_that_cannot_be_is_kept_and_each_that_is_left_out_is_named() =>
        Gen.Select(GenValue.Array[8], Gen.Int[-499, 500]).Sample((values, tenths) =>
        {
            var row = Row(tenths / 10m, new MeasuredValues
            {
                DewPointCelsius = values[0],
                HumidityPercent = values[1],
                WindMetresPerSecond = values[2],
                WindFromDegrees = values[3],
                GustMetresPerSecond = values[4],
                PressureHectopascals = values[5],
                RainMillimetres = values[6],
                RainTodayMillimetres = values[7],
            });
            var dropped = ImmutableArray.CreateBuilder<DroppedValue>();

            var measures = MeasureRules.Check(3, row, dropped) ?? new Measures();

            Assert.True(measures.DewPoint is null || (measures.DewPoint > -500 && measures.DewPoint <= tenths));
            Assert.True(measures.Humidity is null or >= 0 and <= 1_000);
            Assert.True(measures.Wind is null or >= 0 and <= 750);
            Assert.True(measures.WindFrom is null or >= 0 and < 360);
            Assert.True(measures.Gust is null || (measures.Gust <= 1_100 && measures.Gust >= (measures.Wind ?? 0)));
            Assert.True(measures.Pressure is null or >= 8_460 and <= 11_000);
            Assert.True(measures.Rain is null or >= 0 and <= 3_000);
            Assert.True(measures.RainToday is null or >= 0 and <= 15_000);
            int?[] kept = [measures.DewPoint, measures.Humidity, measures.Wind, measures.WindFrom, measures.Gust, measures.Pressure, measures.Rain, measures.RainToday];
            var calm = measures.Wind == 0 && values[3] is not null ? 1 : 0;
            Assert.Equal(values.Count(value => value is not null), kept.Count(value => value is not null) + dropped.Count + calm);
            Assert.All(dropped, one => Assert.Equal((3, 108), (one.Index, one.StationId)));
        });

    [Fact]
    public void Values_are_whole_tenths_and_a_calm_has_no_direction()
    {
        var (windy, dropped) = Check(5, new MeasuredValues { WindMetresPerSecond = 3.25m, WindFromDegrees = 360, GustMetresPerSecond = 7, PressureHectopascals = 1013.25m, HumidityPercent = 69 });
        var (calm, _) = Check(5, new MeasuredValues { WindMetresPerSecond = 0, WindFromDegrees = 270 });

        Assert.Equal(new Measures { Wind = 33, WindFrom = 0, Gust = 70, Pressure = 10_133, Humidity = 690 }, windy);
        Assert.Equal(new Measures { Wind = 0 }, calm);
        Assert.Empty(dropped);
        Assert.Null(Check(5, MeasuredValues.None).Measures);
    }

    [Theory]
    [InlineData(5.0, 5.4, 50, null)]
    [InlineData(5.0, 5.6, null, "inconsistent")]
    [InlineData(5.0, -9.0, -90, null)]
    [InlineData(5.0, -99.0, null, "implausible")]
    public void A_dew_point_is_not_above_the_temperature(double celsius, double dewPoint, int? kept, string? code)
    {
        var (measures, dropped) = Check((decimal)celsius, new MeasuredValues { DewPointCelsius = (decimal)dewPoint });

        Assert.Equal(kept, measures?.DewPoint);
        Assert.Equal(code, dropped.SingleOrDefault()?.Code);
    }

    [Fact]
    public void What_one_source_leaves_out_another_one_keeps()
    {
        var hourly = new Measures { Humidity = 700, Wind = 30, WindFrom = 90, RainToday = 12 };
        var minute = new Measures { Humidity = 710, Wind = 0, Rain = 4 };

        Assert.Equal(new Measures { Humidity = 710, Wind = 0, Rain = 4, RainToday = 12 }, minute.Over(hourly));
        Assert.Equal(minute, minute.Over(null));
    }

    private static (Measures? Measures, ImmutableArray<DroppedValue> Dropped) Check(decimal celsius, MeasuredValues values)
    {
        var dropped = ImmutableArray.CreateBuilder<DroppedValue>();
        return (MeasureRules.Check(0, Row(celsius, values), dropped), dropped.ToImmutable());
    }

    private static ObservationRow Row(decimal celsius, MeasuredValues values) => new(108, "서울", "맑음", celsius) { Measured = values };
}
