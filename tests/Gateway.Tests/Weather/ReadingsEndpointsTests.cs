using System.Globalization;
using System.Net;
using System.Text.Json;
using Xunit;

namespace Sokbo.Gateway.Tests.Weather;

public sealed class ReadingsEndpointsTests(ReadingsHost host)
{
    private const string Stations = "/api/v1/weather/stations";

    [Fact]
    public async Task A_region_has_its_own_stations_in_the_order_of_the_ticker()
    {
        var answer = await host.JsonAsync($"{Stations}?region=jeju");

        Assert.Equal([184, 185, 188, 189], Ids(answer));
        Assert.Equal(9, answer.GetProperty("regions").GetArrayLength());
        var rows = answer.GetProperty("stations").EnumerateArray().ToDictionary(row => row.GetProperty("id").GetInt32());
        Assert.Equal(("fresh", 12.4m), (rows[184].GetProperty("age").GetString(), rows[184].GetProperty("temperatureCelsius").GetDecimal()));
        Assert.Equal(("old", 12.1m), (rows[185].GetProperty("age").GetString(), rows[185].GetProperty("temperatureCelsius").GetDecimal()));
        Assert.Equal("gone", rows[188].GetProperty("age").GetString());
        Assert.False(rows[188].TryGetProperty("temperatureCelsius", out _));
        Assert.Equal("2026-11-23T11:00:00+09:00", rows[188].GetProperty("observedAt").GetString());
        Assert.Equal("gone", rows[189].GetProperty("age").GetString());
        Assert.All(rows.Values.Take(2), row => Assert.Equal("기상청 제공", row.GetProperty("attribution").GetString()));
    }

    [Fact]
    public async Task The_nearest_come_first_with_their_distance()
    {
        var answer = await host.JsonAsync("/api/v1/weather/nearest?lat=36.35&lon=127.38&count=2");

        Assert.Equal([133, 239], Ids(answer));
        Assert.Equal(2.5, answer.GetProperty("stations")[0].GetProperty("distanceKilometres").GetDouble(), 1);
        Assert.Equal(-9.0m, answer.GetProperty("stations")[0].GetProperty("temperatureCelsius").GetDecimal());
        Assert.Equal(3, (await host.JsonAsync("/api/v1/weather/nearest?lat=36.35&lon=127.38")).GetProperty("stations").GetArrayLength());
    }

    [Theory]
    [InlineData("/api/v1/weather/nearest?lat=91&lon=127", "/lat")]
    [InlineData("/api/v1/weather/nearest?lat=37", "/lon")]
    [InlineData("/api/v1/weather/nearest?lat=NaN&lon=127", "/lat")]
    [InlineData("/api/v1/weather/nearest?lat=37,5&lon=127", "/lat")]
    [InlineData("/api/v1/weather/nearest?lat=37&lon=1e2", "/lon")]
    [InlineData("/api/v1/weather/nearest?lat=37&lon=127&count=0", "/count")]
    [InlineData("/api/v1/weather/nearest?lat=37&lon=127&count=21", "/count")]
    [InlineData(Stations + "?region=busan", "/region")]
    [InlineData(Stations + "?region=", "/region")]
    [InlineData(Stations + ".geojson?region=CAPITAL", "/region")]
    [InlineData(Stations + "/184/history?hours=49", "/hours")]
    [InlineData(Stations + "/184/history?hours=-1", "/hours")]
    public async Task What_cannot_be_asked_is_told_which_value_is_wrong(string path, string member)
    {
        var page = await host.GetAsync(path);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        var problem = JsonDocument.Parse(page.Html).RootElement;
        Assert.Equal("validation-failed", problem.GetProperty("code").GetString());
        Assert.Equal(member, Assert.Single(problem.GetProperty("errors").EnumerateArray()).GetProperty("pointer").GetString());
    }

    [Theory]
    [InlineData(Stations + "/7")]
    [InlineData(Stations + "/x")]
    [InlineData(Stations + "/7/history")]
    public async Task A_station_that_is_not_there_is_404(string path) =>
        Assert.Equal(HttpStatusCode.NotFound, (await host.GetAsync(path)).Status);

    [Fact]
    public async Task A_history_has_the_hours_that_were_asked_for_and_the_extremes_of_the_day()
    {
        var all = await host.JsonAsync($"{Stations}/184/history");
        var some = await host.JsonAsync($"{Stations}/184/history?hours=3");
        var whole = await host.JsonAsync($"{Stations}/184");

        Assert.Equal([21.5m, 0.0m, 13.0m, 12.4m], Temperatures(all, "readings"));
        Assert.Equal([13.0m, 12.4m], Temperatures(some, "readings"));
        Assert.Equal(Temperatures(all, "readings"), Temperatures(whole, "history"));
        foreach (var answer in new[] { all, some, whole })
        {
            // 21.5 was yesterday in Seoul.
            Assert.Equal(13.0m, answer.GetProperty("today").GetProperty("highest").GetProperty("temperatureCelsius").GetDecimal());
            Assert.Equal(0.0m, answer.GetProperty("today").GetProperty("lowest").GetProperty("temperatureCelsius").GetDecimal());
            Assert.Equal("2026-11-23T06:00:00+09:00", answer.GetProperty("today").GetProperty("lowest").GetProperty("observedAt").GetString());
        }
    }

    [Fact]
    public async Task GeoJson_has_every_station_where_it_stands()
    {
        var page = await host.GetAsync($"{Stations}.geojson");
        var answer = JsonDocument.Parse(page.Html).RootElement;

        Assert.Equal("application/geo+json", page.Header("Content-Type"));
        Assert.Equal("FeatureCollection", answer.GetProperty("type").GetString());
        var features = answer.GetProperty("features").EnumerateArray().ToList();
        Assert.Equal(97, features.Count);
        var daejeon = features.Single(feature => feature.GetProperty("id").GetInt32() == 133);
        Assert.Equal(("Feature", "Point"), (daejeon.GetProperty("type").GetString(), daejeon.GetProperty("geometry").GetProperty("type").GetString()));
        Assert.Equal([127.3721, 36.37199, 67.79], daejeon.GetProperty("geometry").GetProperty("coordinates").EnumerateArray().Select(value => value.GetDouble()));
        Assert.Equal((-9.0m, "송홧가루"), (daejeon.GetProperty("properties").GetProperty("temperatureCelsius").GetDecimal(), daejeon.GetProperty("properties").GetProperty("sky").GetString()));
        Assert.Equal(2, features.Single(feature => feature.GetProperty("id").GetInt32() == 102).GetProperty("geometry").GetProperty("coordinates").GetArrayLength());
    }

    /// <summary>Reported at 15:00, and so the next is expected at 16:10; of all stations one is not shown any more from 16:00 on.</summary>
    [Theory]
    [InlineData(Stations, 40)]
    [InlineData(Stations + ".geojson", 40)]
    [InlineData(Stations + "/133", 50)]
    [InlineData(Stations + "/133/history", 50)]
    [InlineData("/api/v1/weather/nearest?lat=36.35&lon=127.38&count=1", 50)]
    public async Task An_answer_says_until_when_it_holds_and_is_not_sent_twice(string path, int minutes)
    {
        var page = await host.GetAsync(path);
        var again = await host.GetAsync(path, ("If-None-Match", page.Header("ETag")!));
        var other = await host.GetAsync(path, ("If-None-Match", "\"other\""));

        Assert.Equal(ReadingsHost.Now.AddMinutes(minutes), DateTimeOffset.Parse(page.Header("Expires")!, CultureInfo.InvariantCulture));
        Assert.Equal("public", page.Header("Cache-Control"));
        Assert.Equal(ReadingsHost.Now.AddMinutes(-20), DateTimeOffset.Parse(page.Header("Last-Modified")!, CultureInfo.InvariantCulture));
        Assert.Equal((HttpStatusCode.NotModified, 0), (again.Status, again.Bytes.Length));
        Assert.Equal(HttpStatusCode.OK, other.Status);
    }

    private static int[] Ids(JsonElement answer) =>
        [.. answer.GetProperty("stations").EnumerateArray().Select(station => station.GetProperty("id").GetInt32())];

    private static decimal[] Temperatures(JsonElement answer, string name) =>
        [.. answer.GetProperty(name).EnumerateArray().Select(reading => reading.GetProperty("temperatureCelsius").GetDecimal())];
}
