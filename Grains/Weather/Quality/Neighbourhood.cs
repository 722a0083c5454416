using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Weather;

namespace Sokbo.Grains.Weather.Quality;

/// <summary>Who is compared with whom: worked out once for a table of stations.</summary>
internal sealed class Neighbourhood
{
    /// <summary>Of a station, nearest first.</summary>
    public const int NeighboursMax = 12;

    private const double KilometresMax = 130;

    /// <summary>An island has this many neighbours, farther away.</summary>
    private const int NeighboursFar = 6;

    private const double KilometresFar = 260;

    /// <summary>A difference in height counts as distance: a hundred metres are like this many kilometres.</summary>
    private const double KilometresPer100Metres = 12;

    private const double KilometresPerDegree = 111.2;

    private readonly ImmutableArray<StationInfo> _stations;
    private readonly ImmutableArray<ImmutableArray<int>> _neighbours;
    private readonly ImmutableArray<bool> _far;

    public Neighbourhood(ImmutableArray<StationInfo> stations)
    {
        _stations = stations;
        _far = [.. stations.Select(station => stations.Count(other => Kilometres(station, other) <= KilometresMax) - 1 < NeighboursFar)];
        _neighbours = [.. Enumerable.Range(0, stations.Length).Select(Nearest)];
    }

    public static Neighbourhood OfTable { get; } = new(StationTable.All);

    /// <summary>Whether the station is an island, whose neighbours are far.</summary>
    public bool IsFar(int station) => _far[station];

    public int Count => _stations.Length;

    /// <summary>Places in the table.</summary>
    public ImmutableArray<int> Of(int station) => _neighbours[station];

    /// <summary>Metres; null where the table does not know.</summary>
    public double? Elevation(int station) => _stations[station].ElevationMetres;

    private ImmutableArray<int> Nearest(int station) =>
    [
        .. Enumerable.Range(0, _stations.Length)
            .Where(other => other != station && Kilometres(_stations[station], _stations[other]) <= (_far[station] ? KilometresFar : KilometresMax))
            .OrderBy(other => Apart(_stations[station], _stations[other]))
            .ThenBy(other => other)
            .Take(_far[station] ? NeighboursFar : NeighboursMax),
    ];

    private static double Apart(StationInfo one, StationInfo other) =>
        Kilometres(one, other) + (Math.Abs((one.ElevationMetres ?? 0) - (other.ElevationMetres ?? 0)) / 100 * KilometresPer100Metres);

    /// <summary>On a plain, which Korea is small enough for.</summary>
    private static double Kilometres(StationInfo one, StationInfo other)
    {
        var north = (one.Latitude - other.Latitude) * KilometresPerDegree;
        var east = (one.Longitude - other.Longitude) * KilometresPerDegree * Math.Cos((one.Latitude + other.Latitude) / 2 * Math.PI / 180);
        return Math.Sqrt((north * north) + (east * east));
    }
}
