namespace Sokbo.Grains.Interfaces.Weather;

/// <summary>One row of a batch as it was sent.</summary>
public sealed record ObservationRow(int StationId, string? Name, string? Sky, decimal? TemperatureCelsius);
