using Sokbo.Grains.Interfaces.Weather;

namespace Sokbo.Fixtures.Weather;

/// <summary>
/// A day of weather at the 97 stations, made of its seed alone: the same seed gives the same day at any time, for any
/// minute, in any order of asking. It is invented, but with the size and the speed of what happens in Korea; the kinds say
/// what. Frozen before the thresholds of quality control were chosen: <c>TestDayTests</c> holds its checksum, and
/// <see cref="TestDaySeeds"/> which days may be looked at.
/// </summary>
public sealed class TestDay
{
    /// <summary>A day begins with some hours of the night before, so that its first hour has a past.</summary>
    public const int FirstMinute = -7 * 60;

    public const int LastMinute = 24 * 60;

    private const double SensorNoise = 0.1;

    private readonly TestAir _air;

    public TestDay(int seed)
    {
        Seed = seed;
        Kind = KindOf(seed);
        _air = new TestAir(seed, Kind);
    }

    public int Seed { get; }

    public DayKind Kind { get; }

    /// <summary>What the station at the place in <see cref="StationTable.All"/> reports at the minute of the day, KST.</summary>
    public TestObservation At(int station, int minute)
    {
        var truth = _air.Temperature(station, minute);
        var temperature = Tenths(truth + (SensorNoise * SeededNoise.Normal(Seed, 90, station, minute)));
        var dew = Math.Min(temperature, Tenths(_air.DewPoint(station, minute, truth) + (SensorNoise * SeededNoise.Normal(Seed, 91, station, minute))));
        return new TestObservation(
            temperature,
            dew,
            Math.Clamp((int)Math.Round(100 * Vapour(dew / 10.0) / Vapour(temperature / 10.0)), 1, 100),
            Tenths(_air.Pressure(station, minute, truth) + (0.05 * SeededNoise.Normal(Seed, 92, station, minute))),
            Math.Max(0, Tenths(_air.Wind(station, minute) + (0.3 * SeededNoise.Normal(Seed, 93, station, minute)))));
    }

    private static DayKind KindOf(int seed) => SeededNoise.Uniform(seed, 1, 0) switch
    {
        < 0.22 => DayKind.Clear,
        < 0.42 => DayKind.Rain,
        < 0.56 => DayKind.ColdFront,
        < 0.61 => DayKind.WarmFront,
        < 0.73 => DayKind.Inversion,
        < 0.79 => DayKind.Foehn,
        < 0.86 => DayKind.Showers,
        < 0.92 => DayKind.SeaBreeze,
        < 0.96 => DayKind.RecordCold,
        _ => DayKind.RecordHot,
    };

    private static int Tenths(double value) => (int)Math.Round(value * 10, MidpointRounding.AwayFromZero);

    /// <summary>Magnus, hectopascals over water.</summary>
    private static double Vapour(double celsius) => 6.112 * Math.Exp(17.62 * celsius / (243.12 + celsius));
}
