using System.Collections.Immutable;

namespace Sokbo.Grains.Interfaces.Weather;

/// <summary>Which stations are next to a place.</summary>
public static class NearestStations
{
    /// <summary>The nearest first; of equally near ones that with the lower number. At most as many as there are.</summary>
    public static ImmutableArray<(StationInfo Station, double Kilometres)> Of(
        IEnumerable<StationInfo> stations, GeoPoint place, int count) =>
    [
        .. stations.Select(station => (station, Kilometres: place.KilometresTo(new GeoPoint(station.Latitude, station.Longitude))))
            .OrderBy(near => near.Kilometres)
            .ThenBy(near => near.station.Number)
            .Take(count),
    ];
}
