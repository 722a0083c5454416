namespace Sokbo.Grains.Interfaces.Weather;

/// <summary>Where a station stands after a reading: what the ticker folds.</summary>
/// <param name="StationId">Station number.</param>
/// <param name="Revision">Grows by 1 whenever the last reading of the station changes.</param>
/// <param name="Last">The last reading, which is not always the one that was just sent.</param>
[GenerateSerializer, Immutable, Alias("weather.StationOutcome")]
public sealed record StationOutcome(
    [property: Id(0)] int StationId,
    [property: Id(1)] long Revision,
    [property: Id(2)] Reading Last);
