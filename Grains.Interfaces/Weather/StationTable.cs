using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;

namespace Sokbo.Grains.Interfaces.Weather;

/// <summary>
/// The stations that come with Sokbo: the 97 ASOS stations of KMA, from <c>stations.csv</c>, whose comments name the sources
/// and the doubtful values. In ascending number, which is the order of the ticker.
/// </summary>
public static class StationTable
{
    /// <summary>Grows when a station comes, goes, moves in the order or is renamed.</summary>
    public const int OrderVersion = 1;

    private const string Resource = "stations.csv";

    public static ImmutableArray<WeatherRegion> Regions { get; } =
    [
        new("capital", "수도권", "Seoul Capital Area"),
        new("gangwon", "강원", "Gangwon"),
        new("chungbuk", "충북", "North Chungcheong"),
        new("chungnam", "대전·세종·충남", "Daejeon, Sejong, South Chungcheong"),
        new("jeonbuk", "전북", "Jeonbuk"),
        new("jeonnam", "광주·전남", "Gwangju, South Jeolla"),
        new("gyeongbuk", "대구·경북", "Daegu, North Gyeongsang"),
        new("gyeongnam", "부산·울산·경남", "Busan, Ulsan, South Gyeongsang"),
        new("jeju", "제주", "Jeju"),
    ];

    public static ImmutableArray<StationInfo> All { get; } = Read();

    private static FrozenDictionary<int, int> Indexes { get; } =
        All.Select((station, index) => (station.Number, index)).ToFrozenDictionary(pair => pair.Number, pair => pair.index);

    /// <summary>Also for an id that this version does not know any more.</summary>
    public static WeatherRegion RegionOf(string id) => Regions.FirstOrDefault(region => region.Id == id) ?? new WeatherRegion(id, id, id);

    public static StationInfo? Find(int number) => IndexOf(number) is { } index ? All[index] : null;

    /// <summary>Place of the station in the order of the ticker; null for an unknown number.</summary>
    public static int? IndexOf(int number) => Indexes.TryGetValue(number, out var index) ? index : null;

    private static ImmutableArray<StationInfo> Read()
    {
        using var stream = typeof(StationTable).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource {Resource} is missing.");
        using var reader = new StreamReader(stream);
        var regions = Regions.ToDictionary(region => region.Id);
        return
        [
            .. reader.ReadToEnd()
                .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Where(line => line[0] != '#')
                .Skip(1)
                .Select(line => Parse(line.Split(','), regions)),
        ];
    }

    private static StationInfo Parse(string[] cells, Dictionary<string, WeatherRegion> regions) => new()
    {
        Number = int.Parse(cells[0], CultureInfo.InvariantCulture),
        Name = cells[1],
        Latitude = double.Parse(cells[2], CultureInfo.InvariantCulture),
        Longitude = double.Parse(cells[3], CultureInfo.InvariantCulture),
        ElevationMetres = cells[4].Length == 0 ? null : double.Parse(cells[4], CultureInfo.InvariantCulture),
        NameEnglish = cells[5],
        RegionId = regions[cells[6]].Id,
    };
}
