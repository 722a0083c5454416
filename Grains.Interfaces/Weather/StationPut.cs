namespace Sokbo.Grains.Interfaces.Weather;

/// <summary>Answer to a change of a station.</summary>
/// <param name="Verdict">What became of it.</param>
/// <param name="Station">As it stands now; null where it does not exist.</param>
[GenerateSerializer, Immutable, Alias("weather.StationPut")]
public sealed record StationPut(
    [property: Id(0)] StationVerdict Verdict,
    [property: Id(1)] StationInfo? Station);
