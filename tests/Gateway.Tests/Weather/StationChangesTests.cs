using System.Net;
using System.Text.Json;
using Sokbo.Gateway.Tests.Api;
using Sokbo.Grains.Interfaces.Access;
using Xunit;

namespace Sokbo.Gateway.Tests.Weather;

/// <summary>Stations come, go and are renamed while everything runs; with a cluster of its own.</summary>
[Trait("Pace", "slow")]
public sealed class StationChangesTests : IAsyncLifetime
{
    private const string Pyeongtaek =
        """{"name":"평택","nameEnglish":"Pyeongtaek","region":"capital","latitude":36.985,"longitude":127.107,"elevationMetres":37}""";

    private GatewayHost? _gateway;

    private GatewayHost Gateway => _gateway ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync() => _gateway = await GatewayHost.StartAsync(WeatherHost.Hour);

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null)
        {
            await _gateway.DisposeAsync();
        }
    }

    [Fact]
    public async Task An_operator_adds_renames_corrects_and_closes_a_station_while_all_runs()
    {
        Assert.Equal("unknown-station", await RefusalAsync(551, 1));

        var (created, _) = await PutAsync(551, Pyeongtaek);
        Assert.Equal((HttpStatusCode.Created, "\"1\""), (created.StatusCode, created.Headers.ETag?.Tag));
        Assert.Null(await RefusalAsync(551, -9.0));
        var stations = await StationsAsync(body => body.GetProperty("stations").GetArrayLength() == 98);
        Assert.Equal(2, stations.GetProperty("orderVersion").GetInt32());
        Assert.Equal((551, "평택", -9.0), Row(stations, 97));
        Assert.Equal(("평택", 97), await EmbeddedAsync(551));

        Assert.Equal("if-match-required", (await PutAsync(551, Pyeongtaek)).Code);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await PutAsync(551, Pyeongtaek.Replace("평택\"", "서평택\"", StringComparison.Ordinal), "\"7\"")).Response.StatusCode);
        var (renamed, _) = await PutAsync(551, Pyeongtaek.Replace("평택\"", "서평택\"", StringComparison.Ordinal), "\"1\"");
        Assert.Equal((HttpStatusCode.OK, "\"2\""), (renamed.StatusCode, renamed.Headers.ETag?.Tag));
        stations = await StationsAsync(body => body.GetProperty("orderVersion").GetInt32() == 3);
        Assert.Equal((551, "서평택", -9.0), Row(stations, 97));

        var (_, _) = await PutAsync(551, Pyeongtaek.Replace("}", ""","closed":true}""", StringComparison.Ordinal), "*");
        Assert.Equal("closed-station", await RefusalAsync(551, 2));
        stations = await StationsAsync(body => body.GetProperty("stations").GetArrayLength() == 97);
        var one = await GetAsync("stations/551");
        Assert.InRange(one.GetProperty("closedAt").GetDateTimeOffset(), WeatherHost.Hour, WeatherHost.Hour.AddMinutes(5));
        Assert.Equal(1, one.GetProperty("history").GetArrayLength());
    }

    [Fact]
    public async Task A_station_without_a_row_reports_and_is_read_alone()
    {
        await PutAsync(552, Pyeongtaek.Replace("}", ""","ticker":false}""", StringComparison.Ordinal));
        Assert.Null(await RefusalAsync(552, 7.5));

        var stations = await StationsAsync(body => body.GetProperty("stations").GetArrayLength() == 98);
        var one = await GetAsync("stations/552");

        Assert.Equal(1, stations.GetProperty("orderVersion").GetInt32());
        Assert.False(stations.GetProperty("stations")[97].TryGetProperty("temperatureCelsius", out _));
        Assert.Equal((7.5m, "fresh"), (one.GetProperty("temperatureCelsius").GetDecimal(), one.GetProperty("age").GetString()));
    }

    [Fact]
    public async Task What_is_measured_beside_the_temperature_is_read_again_and_what_cannot_be_is_named()
    {
        var (_, body) = await GatewayHost.SendAsync(Gateway.Client(Role.Ingest), HttpMethod.Post, "/api/v1/weather/observations", """
            {"observedAt":"2024-04-27T07:00:00+09:00","source":"기상청","observations":[{"stationId":108,"name":"서울","temperatureCelsius":11.6,
             "dewPointCelsius":12.9,"humidityPercent":69.0,"windMetresPerSecond":1.3,"windFromDegrees":270,"gustMetresPerSecond":-9,"pressureHectopascals":1017.2,"rainTodayMillimetres":0}]}
            """);

        Assert.Equal(
            ["dewPointCelsius inconsistent", "gustMetresPerSecond implausible"],
            body.GetProperty("dropped").EnumerateArray().Select(one => $"{one.GetProperty("value").GetString()} {one.GetProperty("code").GetString()}"));
        await StationsAsync(all => all.GetProperty("stations").EnumerateArray().Single(row => row.GetProperty("id").GetInt32() == 108).GetProperty("age").GetString() == "fresh");
        var measures = (await GetAsync("stations/108")).GetProperty("measures");
        Assert.Equal(
            (69.0m, 1.3m, 270, 1017.2m, 0m),
            (measures.GetProperty("humidityPercent").GetDecimal(), measures.GetProperty("windMetresPerSecond").GetDecimal(), measures.GetProperty("windFromDegrees").GetInt32(),
                measures.GetProperty("pressureHectopascals").GetDecimal(), measures.GetProperty("rainTodayMillimetres").GetDecimal()));
        Assert.False(measures.TryGetProperty("dewPointCelsius", out _) || measures.TryGetProperty("gustMetresPerSecond", out _));
    }

    private static (int, string?, double) Row(JsonElement stations, int index)
    {
        var row = stations.GetProperty("stations")[index];
        return (row.GetProperty("id").GetInt32(), row.GetProperty("name").GetString(), row.GetProperty("temperatureCelsius").GetDouble());
    }

    private async Task<(HttpResponseMessage Response, string? Code)> PutAsync(int number, string json, string? ifMatch = null)
    {
        var (response, body) = await GatewayHost.SendAsync(Gateway.Client(Role.Operator), HttpMethod.Put, $"/api/v1/weather/stations/{number}", json, ifMatch);
        return (response, body.TryGetProperty("code", out var code) ? code.GetString() : null);
    }

    private async Task<string?> RefusalAsync(int number, double celsius)
    {
        var (_, body) = await GatewayHost.SendAsync(
            Gateway.Client(Role.Ingest), HttpMethod.Post, "/api/v1/weather/observations",
            $$"""{"observedAt":"2024-04-27T07:00:00+09:00","source":"기상청","observations":[{"stationId":{{number}},"sky":"맑음","temperatureCelsius":{{celsius}}}]}""");
        return body.GetProperty("refused").EnumerateArray().Select(row => row.GetProperty("code").GetString()).SingleOrDefault();
    }

    private async Task<JsonElement> GetAsync(string path) =>
        (await GatewayHost.SendAsync(Gateway.Client(), HttpMethod.Get, $"/api/v1/weather/{path}")).Body;

    /// <summary>The gateway hears of a change a moment after its answer.</summary>
    private async Task<JsonElement> StationsAsync(Func<JsonElement, bool> wanted)
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var body = await GetAsync("stations");
            if (wanted(body))
            {
                return body;
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException($"Never as wanted: {(await GetAsync("stations")).GetRawText()[..200]}");
    }

    private async Task<(string?, int)> EmbeddedAsync(int number)
    {
        var (_, body) = await GatewayHost.SendAsync(Gateway.Client(), HttpMethod.Get, "/embed/stations");
        var station = body.GetProperty("stations").EnumerateArray().Single(one => one.GetProperty("id").GetInt32() == number);
        return (station.GetProperty("name").GetString(), station.GetProperty("index").GetInt32());
    }
}
