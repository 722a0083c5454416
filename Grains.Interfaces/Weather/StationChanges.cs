using System.Collections.Immutable;

namespace Sokbo.Grains.Interfaces.Weather;

/// <summary>What operators changed about the stations.</summary>
/// <param name="Version">Grows with each change.</param>
/// <param name="Stations">Those that were added or differ from the table, in ascending number.</param>
[GenerateSerializer, Immutable, Alias("weather.StationChanges")]
public sealed record StationChanges(
    [property: Id(0)] long Version,
    [property: Id(1)] ImmutableArray<StationInfo> Stations)
{
    public static StationChanges None { get; } = new(0, []);

    public StationDirectory Directory => StationDirectory.Of(Stations);
}
