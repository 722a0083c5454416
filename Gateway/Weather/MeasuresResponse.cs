using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Weather;

namespace Sokbo.Gateway.Weather;

/// <summary>What was measured beside temperature and sky; what is missing is left out.</summary>
internal sealed record MeasuresResponse
{
    private static readonly ImmutableArray<(MeasureDoubts Doubt, string Name)> Names =
    [
        (MeasureDoubts.DewPoint, "dewPointCelsius"), (MeasureDoubts.Humidity, "humidityPercent"), (MeasureDoubts.Wind, "windMetresPerSecond"),
        (MeasureDoubts.Pressure, "pressureHectopascals"),
    ];

    public decimal? DewPointCelsius { get; init; }

    public decimal? HumidityPercent { get; init; }

    public decimal? WindMetresPerSecond { get; init; }

    /// <summary>0 is north; left out in a calm.</summary>
    public int? WindFromDegrees { get; init; }

    public decimal? GustMetresPerSecond { get; init; }

    /// <summary>At sea level.</summary>
    public decimal? PressureHectopascals { get; init; }

    /// <summary>In the hour before.</summary>
    public decimal? RainMillimetres { get; init; }

    /// <summary>Since midnight in Seoul.</summary>
    public decimal? RainTodayMillimetres { get; init; }

    /// <summary>Names of values that came and are not believed; left out where there are none.</summary>
    public ImmutableArray<string>? Doubtful { get; init; }

    public static MeasuresResponse? Of(Measures? measures) => measures is null ? null : new()
    {
        DewPointCelsius = Believed(measures, MeasureDoubts.DewPoint, measures.DewPoint),
        HumidityPercent = Believed(measures, MeasureDoubts.Humidity, measures.Humidity),
        WindMetresPerSecond = Believed(measures, MeasureDoubts.Wind, measures.Wind),
        WindFromDegrees = measures.Doubtful.HasFlag(MeasureDoubts.Wind) ? null : measures.WindFrom,
        GustMetresPerSecond = Believed(measures, MeasureDoubts.Wind, measures.Gust),
        PressureHectopascals = Believed(measures, MeasureDoubts.Pressure, measures.Pressure),
        RainMillimetres = measures.Rain / 10m,
        RainTodayMillimetres = measures.RainToday / 10m,
        Doubtful = measures.Doubtful == MeasureDoubts.None ? null : [.. Names.Where(name => measures.Doubtful.HasFlag(name.Doubt)).Select(name => name.Name)],
    };

    private static decimal? Believed(Measures measures, MeasureDoubts doubt, int? tenths) => measures.Doubtful.HasFlag(doubt) ? null : tenths / 10m;
}
