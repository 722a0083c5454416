using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Weather;

namespace Sokbo.Grains.Weather.Quality;

/// <summary>
/// Judges what is measured beside the temperature: by its own past in the station, by what belongs together, and the pressure
/// by its neighbours in the batch. Pure. <c>docs/WEATHER.md</c> says where the limits come from.
/// </summary>
internal static class MeasureQuality
{
    /// <summary>Tenths of a hectopascal from the median of the neighbours in one batch.</summary>
    public const int PressureDeviationMax = 50;

    /// <summary>Tenths of a per cent between the humidity and the one that temperature and dew point give.</summary>
    public const int HumidityDeviationMax = 120;

    /// <summary>Saturated air and calms stay the same for a night.</summary>
    private const int HumidityThatStays = 900;

    private const int ReportsUnchangedMin = 5;

    /// <summary>By the past of the station and by what belongs together.</summary>
    /// <param name="reading">With all that is known of its time.</param>
    /// <param name="history">What the station has shown, oldest first.</param>
    public static MeasureDoubts Judge(Reading reading, ImmutableArray<Reading> history)
    {
        if (reading.Measures is not { } measures)
        {
            return MeasureDoubts.None;
        }

        var doubts = Disagree(reading.Tenths, measures) ? MeasureDoubts.DewPoint | MeasureDoubts.Humidity : MeasureDoubts.None;
        foreach (var (doubt, value, of) in Judged(measures))
        {
            var before = Before(history, reading.ObservedAt, doubt, of);
            if (before is { } then && Math.Abs(value - then.Value) > StepMax(doubt, then.Minutes))
            {
                doubts |= doubt;
            }

            if (!MayStay(doubt, value) && IsStuck(history, reading.ObservedAt, value, of))
            {
                doubts |= doubt;
            }
        }

        return doubts;
    }

    /// <summary>
    /// Which pressures of a batch differ from the median of their neighbours, alone: a low that several stations see passes.
    /// </summary>
    /// <param name="neighbourhood">Of the table that places belong to.</param>
    /// <param name="pressures">At sea level, tenths of a hectopascal, by place; null where the batch has none.</param>
    public static ImmutableArray<bool> JudgePressures(Neighbourhood neighbourhood, ImmutableArray<int?> pressures) =>
        [.. Enumerable.Range(0, pressures.Length).Select(station => IsAlone(neighbourhood, pressures, station))];

    /// <summary>
    /// Tenths by which an hour, or less, can change a value: WMO's limits of a minute, rising with the root of the time to
    /// MADIS' of an hour. Of the wind there is one for a minute only.
    /// </summary>
    public static int StepMax(MeasureDoubts measure, double minutes)
    {
        var (minute, hour) = measure switch
        {
            MeasureDoubts.Humidity => (150, 500),
            MeasureDoubts.Pressure => (20, 100),
            MeasureDoubts.Wind => (200, 200),
            _ => throw new ArgumentOutOfRangeException(nameof(measure), measure, "It has no step."),
        };
        return (int)(minute + ((hour - minute) * Math.Sqrt(Math.Clamp((minutes - 1) / 59, 0, 1))));
    }

    /// <summary>Per cent in tenths, after Magnus.</summary>
    public static double HumidityOf(int tenths, int dewPoint) => 1_000 * Vapour(dewPoint / 10.0) / Vapour(tenths / 10.0);

    private static IEnumerable<(MeasureDoubts Doubt, int Value, Func<Measures, int?> Of)> Judged(Measures measures)
    {
        (MeasureDoubts Doubt, Func<Measures, int?> Of)[] all =
            [(MeasureDoubts.Humidity, one => one.Humidity), (MeasureDoubts.Pressure, one => one.Pressure), (MeasureDoubts.Wind, one => one.Wind)];
        return all.Where(one => one.Of(measures) is not null).Select(one => (one.Doubt, one.Of(measures)!.Value, one.Of));
    }

    private static bool Disagree(int? tenths, Measures measures) =>
        tenths is { } celsius && measures is { DewPoint: { } dewPoint, Humidity: { } humidity }
        && Math.Abs(HumidityOf(celsius, dewPoint) - humidity) > HumidityDeviationMax;

    private static (int Value, double Minutes)? Before(
        ImmutableArray<Reading> history, DateTimeOffset at, MeasureDoubts doubt, Func<Measures, int?> of)
    {
        for (var place = history.Length - 1; place >= 0; place--)
        {
            var minutes = (at - history[place].ObservedAt).TotalMinutes;
            if (minutes > QualityRules.BaseAgeMax)
            {
                return null;
            }

            if (minutes > 0 && history[place].Measures is { } before && !before.Doubtful.HasFlag(doubt) && of(before) is { } value)
            {
                return (value, minutes);
            }
        }

        return null;
    }

    private static bool MayStay(MeasureDoubts doubt, int value) => doubt switch
    {
        MeasureDoubts.Humidity => value >= HumidityThatStays,
        MeasureDoubts.Wind => value == 0,
        _ => false,
    };

    private static bool IsStuck(ImmutableArray<Reading> history, DateTimeOffset at, int value, Func<Measures, int?> of)
    {
        var (since, reports) = (at, 0);
        for (var place = history.Length - 1; place >= 0; place--)
        {
            if (history[place].ObservedAt >= at || history[place].Measures is not { } before || of(before) is not { } then)
            {
                continue;
            }

            if (then != value)
            {
                break;
            }

            (since, reports) = (history[place].ObservedAt, reports + 1);
        }

        return reports >= ReportsUnchangedMin && (at - since).TotalMinutes >= QualityRules.StuckMinutes;
    }

    private static bool IsAlone(Neighbourhood neighbourhood, ImmutableArray<int?> pressures, int station)
    {
        if (pressures[station] is not { } own)
        {
            return false;
        }

        var others = neighbourhood.Of(station).Select(neighbour => pressures[neighbour]).OfType<int>().Order().ToArray();
        if (others.Length < QualityRules.NeighboursMin)
        {
            return false;
        }

        var median = others.Length % 2 == 1 ? others[others.Length / 2] : (others[(others.Length / 2) - 1] + others[others.Length / 2]) / 2.0;
        var deviation = own - median;
        return Math.Abs(deviation) > PressureDeviationMax
            && others.Count(other => (other - median) * Math.Sign(deviation) * 100 >= Math.Abs(deviation) * QualityRules.SupportPercent) < QualityRules.SupportersMin;
    }

    /// <summary>Hectopascals over water.</summary>
    private static double Vapour(double celsius) => 6.112 * Math.Exp(17.62 * celsius / (243.12 + celsius));
}
