namespace Sokbo.Gateway.Weather;

/// <summary>A station as a Feature of RFC 7946.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Geometry">Where it stands.</param>
/// <param name="Properties">What the other answers say of it.</param>
internal sealed record StationFeature(int Id, StationPoint Geometry, StationResponse Properties)
{
    public string Type { get; } = "Feature";

    public static StationFeature Of(StationResponse station) => new(
        station.Id,
        new StationPoint(station.ElevationMetres is { } metres
            ? [station.Longitude, station.Latitude, metres]
            : [station.Longitude, station.Latitude]),
        station);
}
