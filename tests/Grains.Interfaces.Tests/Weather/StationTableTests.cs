using System.Security.Cryptography;
using System.Text;
using Sokbo.Grains.Interfaces.Weather;
using Xunit;

namespace Sokbo.Grains.Interfaces.Tests.Weather;

public sealed class StationTableTests
{
    /// <summary>Of number, name, position and elevation. Hand-typed tables are known for shifted names and one-degree typos.</summary>
    private const string Checksum = "1b9079b75374f6fe04b0b2d4317438e9a25f805783139c9f4b4437cad393515f";

    [Fact]
    public void The_table_is_the_one_that_was_checked()
    {
        using var stream = typeof(StationTable).Assembly.GetManifestResourceStream("stations.csv");
        Assert.NotNull(stream);
        using var reader = new StreamReader(stream);
        var rows = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#')
            .Select(line => string.Join(',', line.Split(',').Take(5)));

        var text = string.Concat(rows.Select(row => row + "\n"));

        Assert.Equal(Checksum, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
    }

    [Fact]
    public void It_has_97_stations_in_ascending_number_inside_Korea()
    {
        var stations = StationTable.All;

        Assert.Equal(97, stations.Length);
        Assert.Equal(stations.OrderBy(station => station.Number), stations);
        Assert.Equal(97, stations.Select(station => (station.Latitude, station.Longitude)).Distinct().Count());
        Assert.All(stations, station => Assert.InRange(station.Latitude, 33, 38.6));
        Assert.All(stations, station => Assert.InRange(station.Longitude, 124.5, 131));
        Assert.Equal([102, 155, 202, 257, 283, 289], stations.Where(station => station.ElevationMetres is null).Select(station => station.Number));
        Assert.All(StationTable.Regions, region => Assert.Contains(stations, station => station.Region == region));
    }

    [Theory]
    [InlineData(108, "서울", "Seoul", "capital")]
    [InlineData(93, "북춘천", "Bukchuncheon", "gangwon")]
    [InlineData(177, "홍성", "Hongseong", "chungnam")]
    [InlineData(172, "고창", "Gochang", "jeonbuk")]
    [InlineData(251, "고창군", "Gochang-gun", "jeonbuk")]
    [InlineData(296, "북부산", "Bukbusan", "gyeongnam")]
    public void A_station_is_found_by_its_number(int number, string name, string english, string region)
    {
        var station = StationTable.Find(number);

        Assert.NotNull(station);
        Assert.Equal((name, english, region), (station.Name, station.NameEnglish, station.Region.Id));
        Assert.Same(station, StationTable.All[StationTable.IndexOf(number)!.Value]);
    }

    [Fact]
    public void An_unknown_number_is_no_station()
    {
        Assert.Null(StationTable.Find(0));
        Assert.Null(StationTable.Find(-108));
    }
}
