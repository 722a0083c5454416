using System.Collections.Immutable;

namespace Sokbo.Gateway.Weather;

/// <summary>A Point of RFC 7946.</summary>
/// <param name="Coordinates">Degrees east, degrees north, and metres above the sea where they are known.</param>
internal sealed record StationPoint(ImmutableArray<double> Coordinates)
{
    public string Type { get; } = "Point";
}
