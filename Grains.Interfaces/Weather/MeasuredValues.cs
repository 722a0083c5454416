namespace Sokbo.Grains.Interfaces.Weather;

/// <summary>What was sent beside temperature and sky; null for what was not.</summary>
public sealed record MeasuredValues
{
    public static MeasuredValues None { get; } = new();

    public decimal? DewPointCelsius { get; init; }

    public decimal? HumidityPercent { get; init; }

    /// <summary>Mean wind.</summary>
    public decimal? WindMetresPerSecond { get; init; }

    /// <summary>Where it comes from: 0 is north; null in a calm.</summary>
    public decimal? WindFromDegrees { get; init; }

    public decimal? GustMetresPerSecond { get; init; }

    /// <summary>Reduced to sea level.</summary>
    public decimal? PressureHectopascals { get; init; }

    /// <summary>In the hour before.</summary>
    public decimal? RainMillimetres { get; init; }

    /// <summary>Since midnight in Seoul.</summary>
    public decimal? RainTodayMillimetres { get; init; }
}
