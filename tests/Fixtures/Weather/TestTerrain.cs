using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Weather;

namespace Sokbo.Fixtures.Weather;

/// <summary>What the stations stand in, which the table of stations does not say and the rules therefore must not know.</summary>
/// <param name="Elevation">Metres, also for the six stations whose height the table lacks.</param>
/// <param name="Sea">1 on an island, 0.6 at the coast, 0 inland: damps the day and keeps the night warm.</param>
/// <param name="Basin">Depth of the pool of cold air of a clear night, 0 to 1.</param>
/// <param name="EastCoast">Whether the föhn of a westerly wind reaches the station.</param>
/// <param name="X">Kilometres east of 127.5°E.</param>
/// <param name="Y">Kilometres north of 36.5°N.</param>
public sealed record TestTerrain(double Elevation, double Sea, double Basin, bool EastCoast, double X, double Y)
{
    private static readonly HashSet<int> Islands = [102, 115, 169, 185];

    private static readonly HashSet<int> Coast =
    [
        90, 104, 105, 106, 112, 129, 130, 138, 140, 152, 159, 162, 165, 168, 170, 172, 184, 188, 189, 201, 235, 243, 252, 258, 260, 261,
        262, 266, 268, 277, 294, 295,
    ];

    private static readonly HashSet<int> DeepBasins = [95, 114, 121, 211, 212, 217, 221, 226, 244, 248, 271, 276, 278];

    private static readonly HashSet<int> Basins =
        [93, 98, 101, 127, 131, 135, 136, 137, 143, 202, 203, 238, 247, 254, 264, 272, 273, 279, 281, 284, 285, 288, 289];

    private static readonly HashSet<int> EastOfTheRange = [90, 104, 105, 106, 130, 138, 277];

    private static readonly Dictionary<int, double> UnlistedElevations =
        new() { [102] = 144, [155] = 37, [202] = 48, [257] = 15, [283] = 38, [289] = 138 };

    /// <summary>In the order of <see cref="StationTable.All"/>.</summary>
    public static ImmutableArray<TestTerrain> All { get; } = [.. StationTable.All.Select(Of)];

    private static TestTerrain Of(StationInfo station) => new(
        station.ElevationMetres ?? UnlistedElevations.GetValueOrDefault(station.Number, 50),
        Islands.Contains(station.Number) ? 1 : Coast.Contains(station.Number) ? 0.6 : 0,
        DeepBasins.Contains(station.Number) ? 1 : Basins.Contains(station.Number) ? 0.6 : Coast.Contains(station.Number) ? 0.1 : 0.25,
        EastOfTheRange.Contains(station.Number),
        (station.Longitude - 127.5) * 111.2 * Math.Cos(36.5 * Math.PI / 180),
        (station.Latitude - 36.5) * 111.2);
}
