using System.Collections.Immutable;

namespace Sokbo.Grains.Interfaces.Weather.Warnings;

/// <summary>
/// To which regions a zone (특보구역) belongs: by its code, else by the names, else to all. Zones at sea belong to the regions
/// on whose coast they lie.
/// </summary>
public static class WarningZones
{
    private const string Everywhere = "*";

    /// <summary>Beginnings of codes; the longest that fits decides. Zones are split and added over the years, and keep theirs.</summary>
    private static readonly ImmutableArray<(string Start, string Regions)> Codes =
    [
        .. new[]
        {
            ("L1000000", Everywhere), ("L101", "capital"), ("L102", "gangwon"), ("L103", "chungnam"), ("L104", "chungbuk"), ("L105", "jeonnam"),
            ("L106", "jeonbuk"), ("L107", "gyeongbuk"), ("L108", "gyeongnam"), ("L109", "jeju"), ("L110", "capital"), ("L111", "capital"),
            ("L112", "chungnam"), ("L113", "jeonnam"), ("L114", "gyeongbuk"), ("L115", "gyeongnam"), ("L116", "gyeongnam"), ("L117", "chungnam"),
            ("L160", "gyeongbuk"), ("L501", "jeju"),
            ("S1100", "gangwon gyeongbuk gyeongnam"), ("S113", "gyeongbuk gyeongnam"), ("S11311", "gyeongnam"), ("S11312", "gyeongbuk"),
            ("S11313", "gyeongbuk"), ("S115", "gangwon"),
            ("S1200", "capital chungnam jeonbuk jeonnam"), ("S123", "jeonbuk jeonnam"), ("S12311", "jeonbuk"), ("S12312", "jeonbuk"),
            ("S12313", "jeonnam"), ("S12314", "jeonnam"), ("S12315", "jeonnam"), ("S12321", "jeonbuk"), ("S12322", "jeonnam"),
            ("S125", "capital chungnam"), ("S12511", "capital"), ("S12512", "capital"), ("S12513", "chungnam"), ("S12514", "chungnam"),
            ("S1300", "gyeongnam jeonnam jeju"), ("S131", "gyeongnam"), ("S132", "jeonnam"), ("S1323", "jeju"), ("S1324", "jeju"), ("S133", "jeju"),
        }.OrderByDescending(code => code.Item1.Length),
    ];

    private static readonly ImmutableArray<(string Word, string Region)> Names =
    [
        ("서울", "capital"), ("인천", "capital"), ("경기", "capital"), ("강원", "gangwon"), ("충북", "chungbuk"), ("충청북도", "chungbuk"),
        ("충남", "chungnam"), ("충청남도", "chungnam"), ("대전", "chungnam"), ("세종", "chungnam"), ("전북", "jeonbuk"), ("전라북도", "jeonbuk"),
        ("전남", "jeonnam"), ("전라남도", "jeonnam"), ("광주광역시", "jeonnam"), ("경북", "gyeongbuk"), ("경상북도", "gyeongbuk"), ("대구", "gyeongbuk"),
        ("울릉", "gyeongbuk"), ("경남", "gyeongnam"), ("경상남도", "gyeongnam"), ("부산", "gyeongnam"), ("울산", "gyeongnam"), ("제주", "jeju"),
    ];

    private static readonly ImmutableArray<string> All = [.. StationTable.Regions.Select(region => region.Id)];

    /// <summary>A letter, L on land and S at sea, and seven digits.</summary>
    public static bool IsCode(string text) => text.Length == 8 && text[0] is 'L' or 'S' && text.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;

    /// <summary>Never empty: a zone that nobody can place is told to everybody, for its name says where it is.</summary>
    /// <param name="zone">Its code.</param>
    /// <param name="names">Of the zone and of the one that it is part of.</param>
    public static ImmutableArray<string> RegionsOf(string zone, params ReadOnlySpan<string> names) => TryPlace(zone, names) ?? All;

    /// <summary>Null where neither code nor names say it.</summary>
    public static ImmutableArray<string>? TryPlace(string zone, params ReadOnlySpan<string> names)
    {
        foreach (var (start, regions) in Codes)
        {
            if (zone.StartsWith(start, StringComparison.Ordinal))
            {
                return regions == Everywhere ? All : [.. regions.Split(' ')];
            }
        }

        foreach (var name in names)
        {
            ImmutableArray<string> found =
                [.. Names.Where(pair => name.Contains(pair.Word, StringComparison.Ordinal)).Select(pair => pair.Region).Distinct()];
            if (!found.IsEmpty)
            {
                return found;
            }
        }

        return null;
    }
}
