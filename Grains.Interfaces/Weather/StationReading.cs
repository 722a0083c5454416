namespace Sokbo.Grains.Interfaces.Weather;

/// <summary>A reading and whose it is.</summary>
[GenerateSerializer, Immutable, Alias("weather.StationReading")]
public sealed record StationReading([property: Id(0)] int StationId, [property: Id(1)] Reading Reading);
