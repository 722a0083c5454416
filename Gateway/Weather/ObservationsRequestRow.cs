namespace Sokbo.Gateway.Weather;

internal sealed record ObservationsRequestRow
{
    /// <summary>KMA station number: the identity of the row.</summary>
    public required int StationId { get; init; }

    /// <summary>Decoration. Where it is missing or another one, the number decides and the row counts as repaired.</summary>
    public string? Name { get; init; }

    public string? Sky { get; init; }

    /// <summary>Above −50 and up to 50; left out when there is none.</summary>
    public decimal? TemperatureCelsius { get; init; }
}
