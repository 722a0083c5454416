using Sokbo.Grains.Interfaces.Weather;

namespace Sokbo.Gateway.Weather;

internal sealed record ObservationsRequestRow
{
    /// <summary>KMA station number: the identity of the row. Where it is left out, the name or the place among the others has to be certain.</summary>
    public int? StationId { get; init; }

    /// <summary>Decoration. Where it is missing or another one, the number decides and the row counts as repaired.</summary>
    public string? Name { get; init; }

    public string? Sky { get; init; }

    /// <summary>Above −50 and up to 50; left out when there is none.</summary>
    public decimal? TemperatureCelsius { get; init; }

    public decimal? DewPointCelsius { get; init; }

    public decimal? HumidityPercent { get; init; }

    /// <summary>Mean wind.</summary>
    public decimal? WindMetresPerSecond { get; init; }

    /// <summary>Where it comes from: 0 and 360 are north. Not looked at in a calm.</summary>
    public decimal? WindFromDegrees { get; init; }

    public decimal? GustMetresPerSecond { get; init; }

    /// <summary>At sea level.</summary>
    public decimal? PressureHectopascals { get; init; }

    /// <summary>In the hour before.</summary>
    public decimal? RainMillimetres { get; init; }

    /// <summary>Since midnight in Seoul.</summary>
    public decimal? RainTodayMillimetres { get; init; }

    public ObservationRow ToRow() => new(StationId ?? 0, Name, Sky, TemperatureCelsius)
    {
        Measured = new MeasuredValues
        {
            DewPointCelsius = DewPointCelsius,
            HumidityPercent = HumidityPercent,
            WindMetresPerSecond = WindMetresPerSecond,
            WindFromDegrees = WindFromDegrees,
            GustMetresPerSecond = GustMetresPerSecond,
            PressureHectopascals = PressureHectopascals,
            RainMillimetres = RainMillimetres,
            RainTodayMillimetres = RainTodayMillimetres,
        },
    };
}
