using Sokbo.Grains.Interfaces.Weather;

namespace Sokbo.Gateway.Weather;

/// <summary>What was measured beside temperature and sky; what is missing is left out.</summary>
internal sealed record MeasuresResponse
{
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

    public static MeasuresResponse? Of(Measures? measures) => measures is null ? null : new()
    {
        DewPointCelsius = measures.DewPoint / 10m,
        HumidityPercent = measures.Humidity / 10m,
        WindMetresPerSecond = measures.Wind / 10m,
        WindFromDegrees = measures.WindFrom,
        GustMetresPerSecond = measures.Gust / 10m,
        PressureHectopascals = measures.Pressure / 10m,
        RainMillimetres = measures.Rain / 10m,
        RainTodayMillimetres = measures.RainToday / 10m,
    };
}
