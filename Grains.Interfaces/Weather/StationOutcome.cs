using System.Collections.Immutable;

namespace Sokbo.Grains.Interfaces.Weather;

/// <summary>Where a station stands after a reading: what the ticker folds.</summary>
/// <param name="StationId">Station number.</param>
/// <param name="Revision">Grows by 1 whenever the last reading of the station, or what is held of it, changes.</param>
/// <param name="Last">The last reading that is shown, which is not always the one that was just sent; null while all are held.</param>
[GenerateSerializer, Immutable, Alias("weather.StationOutcome")]
public sealed record StationOutcome(
    [property: Id(0)] int StationId,
    [property: Id(1)] long Revision,
    [property: Id(2)] Reading? Last)
{
    /// <summary>Readings that wait for an operator, oldest first.</summary>
    [Id(3)] public ImmutableArray<Reading> Held { get => field.IsDefault ? [] : field; init; } = [];
}
