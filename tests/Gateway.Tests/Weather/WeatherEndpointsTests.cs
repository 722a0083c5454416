using System.Globalization;
using System.Net;
using System.Text.Json;
using Sokbo.Fixtures;
using Sokbo.Gateway.Tests.Api;
using Sokbo.Grains.Interfaces.Access;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Interfaces.Weather;
using Xunit;

namespace Sokbo.Gateway.Tests.Weather;

public sealed class WeatherEndpointsTests(WeatherHost host)
{
    private const string Path = "/api/v1/weather/observations";

    private GatewayHost Gateway => host.Gateway;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_batch_answers_what_became_of_each_row()
    {
        var before = await TickerAsync();

        var (response, body) = await PostAsync(Batch("""
            {"stationId":90,"name":"속초","sky":"맑음","temperatureCelsius":-9.0},
            {"stationId":93,"sky":"맑음","temperatureCelsius":-0.04},
            {"stationId":177,"name":"홍성(예)","sky":"박무","temperatureCelsius":7.9},
            {"stationId":95,"name":"철원","sky":"맑음","temperatureCelsius":-99.0},
            {"stationId":7,"name":"없음","sky":"맑음","temperatureCelsius":1}
            """));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(3, body.GetProperty("accepted").GetInt32());
        Assert.Equal(["93 name-missing", "177 name-differs"], Rows(body, "repaired"));
        Assert.Equal(["95 sentinel-temperature", "7 unknown-station"], Rows(body, "refused"));
        var ticker = await TickerAsync();
        Assert.Equal((-90, "맑음", "기상청"), (ticker[90].Tenths, ticker[90].Sky, ticker[90].Source));
        Assert.Equal(0, ticker[93].Tenths);
        Assert.Equal(before[95], ticker[95]);
    }

    [Fact]
    public async Task A_batch_of_nothing_but_sentinels_is_refused_and_leaves_the_ticker_alone()
    {
        var before = await SeqAsync();

        var (response, body) = await PostAsync(Batch("""{"stationId":98,"name":"동두천","sky":"맑음","temperatureCelsius":-99.9}"""));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Equal("observations-refused", body.GetProperty("code").GetString());
        Assert.Equal(["98 sentinel-temperature"], Rows(body, "refused"));
        Assert.Equal(before, await SeqAsync());
    }

    [Theory]
    [InlineData(StoreFault.NotWritten)]
    [InlineData(StoreFault.WrittenButUnknown)]
    public async Task A_batch_that_the_store_does_not_take_is_answered_as_an_outage_and_taken_when_it_is_repeated(StoreFault fault)
    {
        const int Remote = 283;
        var (tenths, row) = fault == StoreFault.NotWritten
            ? (123, Batch($$"""{"stationId":{{Remote}},"sky":"맑음","temperatureCelsius":12.3}"""))
            : (124, Batch($$"""{"stationId":{{Remote}},"sky":"맑음","temperatureCelsius":12.4}"""));
        var station = Gateway.Grains.Client.GetGrain<IStationGrain>(Remote.ToString(CultureInfo.InvariantCulture));
        Gateway.Grains.Store.FailNextWrite(station.GetGrainId(), fault);

        var (refused, problem) = await PostAsync(row);
        var (taken, _) = await PostAsync(row);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "cluster-unavailable"), (refused.StatusCode, problem.GetProperty("code").GetString()));
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
        Assert.Equal("1", refused.Headers.RetryAfter?.ToString());
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        Assert.Equal(tenths, (await TickerAsync())[Remote].Tenths);
    }

    [Theory]
    [InlineData("2024-04-27T19:00:00+09:00", "observed-ahead")]
    [InlineData("2024-04-25T06:59:00+09:00", "observed-too-old")]
    public async Task A_time_that_cannot_be_is_refused(string observedAt, string code)
    {
        var (response, body) = await PostAsync(Batch("""{"stationId":98,"sky":"맑음","temperatureCelsius":1}""", observedAt));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Equal([$"98 {code}"], Rows(body, "refused"));
    }

    [Theory]
    [InlineData("{", 400, "invalid-json")]
    [InlineData("""{"observedAt":"2024-04-27T07:00:00+09:00","source":"기상청"}""", 400, null)]
    [InlineData("""{"observedAt":"2024-04-27T07:00:00+09:00","source":"기상청","observations":[{"stationId":"서울"}]}""", 400, "invalid-json")]
    [InlineData("""{"observedAt":"2024-04-27T07:00:00+09:00","source":"기상청","observations":[{"stationId":108,"temperatureCelsius":1e99}]}""", 400, "invalid-json")]
    [InlineData("""{"observedAt":"2024-04-27T07:00:00+09:00","source":"기상청","observations":[null]}""", 422, "validation-failed")]
    [InlineData("""{"observedAt":"2024-04-27T07:00:00+09:00","source":"기상청","observations":[]}""", 422, "validation-failed")]
    [InlineData("""{"observedAt":"2024-04-27T07:00:00","source":"기상청","observations":[{"stationId":108,"sky":"맑음"}]}""", 422, "validation-failed")]
    [InlineData("""{"observedAt":"2024-13-27T07:00:00Z","source":"기상청","observations":[{"stationId":108,"sky":"맑음"}]}""", 422, "validation-failed")]
    [InlineData("""{"observedAt":"2024-04-27T07:00:00+09:00","source":"기 상청","observations":[{"stationId":108,"sky":"맑음"}]}""", 422, "validation-failed")]
    public async Task A_body_that_cannot_be_used_gets_a_precise_answer(string json, int status, string? code)
    {
        var (response, body) = await PostAsync(json);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(code ?? body.GetProperty("code").GetString(), body.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Only_ingest_reports_and_only_operators_invent()
    {
        var real = Batch("""{"stationId":100,"sky":"맑음","temperatureCelsius":1}""");
        var sample = real.Replace("기상청", "견본", StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Unauthorized, (await GatewayHost.SendAsync(Gateway.Client(), HttpMethod.Post, Path, real)).Response.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await GatewayHost.SendAsync(Gateway.Client(Role.Editor), HttpMethod.Post, Path, real)).Response.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(sample)).Response.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await GatewayHost.SendAsync(Gateway.Client(Role.Operator), HttpMethod.Post, Path, sample)).Response.StatusCode);
    }

    [Fact]
    public async Task Anybody_reads_stations_and_asks_again_with_the_tag()
    {
        await PostAsync(Batch("""{"stationId":101,"name":"춘천","sky":"맑음","temperatureCelsius":8.6}"""));
        JsonElement station;
        HttpResponseMessage response;
        var started = TimeProvider.System.GetTimestamp();
        do
        {
            (response, var body) = await GatewayHost.SendAsync(Gateway.Client(), HttpMethod.Get, "/api/v1/weather/stations");
            Assert.Equal(97, body.GetProperty("stations").GetArrayLength());
            station = body.GetProperty("stations").EnumerateArray().Single(row => row.GetProperty("id").GetInt32() == 101);
            Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(10), station.GetRawText());
        }
        while (station.GetProperty("age").GetString() != "fresh");

        using var again = new HttpRequestMessage(HttpMethod.Get, "/api/v1/weather/stations/101");
        var (one, history) = await GatewayHost.SendAsync(Gateway.Client(), HttpMethod.Get, "/api/v1/weather/stations/101");
        again.Headers.TryAddWithoutValidation("If-None-Match", one.Headers.ETag!.Tag);
        using var unchanged = await Gateway.Client().SendAsync(again, Cancellation);

        Assert.Equal((8.6m, "기상청 제공", "gangwon"), (station.GetProperty("temperatureCelsius").GetDecimal(), station.GetProperty("attribution").GetString(), station.GetProperty("region").GetString()));
        Assert.NotNull(response.Headers.ETag);
        Assert.Equal(1, history.GetProperty("history").GetArrayLength());
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        Assert.Equal(404, (int)(await GatewayHost.SendAsync(Gateway.Client(), HttpMethod.Get, "/api/v1/weather/stations/1")).Response.StatusCode);
    }

    [Fact]
    public async Task A_suspicious_value_waits_for_an_operator_who_releases_or_rejects_it()
    {
        const string Earlier = "2024-04-27T07:04:00+09:00";
        const string Later = "2024-04-27T07:10:00+09:00";
        int[] stations = [156, 165, 168, 170, 174, 258, 260, 261];
        await PostAsync(Batch(Mild(120), Earlier));
        foreach (var number in stations)
        {
            // Other tests may have given these stations a past that this hour does not fit.
            await SendAsync(Role.Operator, HttpMethod.Post, $"stations/{number}/release", $$"""{"observedAt":"{{Earlier}}"}""");
        }

        var (_, body) = await PostAsync(Batch(Mild(124, spiked: 260), Later));

        var row = body.GetProperty("held").EnumerateArray().Single();
        Assert.Equal((8, 260, "Q"), (body.GetProperty("accepted").GetInt32(), row.GetProperty("stationId").GetInt32(), row.GetProperty("flag").GetString()));
        Assert.Equal(["neighbours"], row.GetProperty("failed").EnumerateArray().Select(check => check.GetString()));
        Assert.Equal((19.4m, 12.4m), (row.GetProperty("temperatureCelsius").GetDecimal(), row.GetProperty("expectedCelsius").GetDecimal()));
        Assert.Equal(120, (await TickerAsync())[260].Tenths);
        var waiting = (await SendAsync(Role.Operator, HttpMethod.Get, "held", null)).Body.GetProperty("held").EnumerateArray();
        Assert.Contains(waiting, held => held.GetProperty("stationId").GetInt32() == 260 && held.GetProperty("name").GetString() == "장흥");

        var time = $$"""{"observedAt":"{{Later}}"}""";
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(Role.Ingest, HttpMethod.Get, "held", null)).Response.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(Role.Ingest, HttpMethod.Post, "stations/260/release", time)).Response.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(Role.Operator, HttpMethod.Post, "stations/260/release", """{"observedAt":"2024-04-27T07:09:00+09:00"}""")).Response.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(Role.Operator, HttpMethod.Post, "stations/1/release", time)).Response.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(Role.Operator, HttpMethod.Post, "stations/260/release", """{"observedAt":"5 o'clock"}""")).Response.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(Role.Operator, HttpMethod.Post, "stations/260/release", time)).Response.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(Role.Operator, HttpMethod.Post, "stations/260/release", time)).Response.StatusCode);
        Assert.Equal(194, (await TickerAsync())[260].Tenths);
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(Role.Operator, HttpMethod.Post, "stations/260/reject", time)).Response.StatusCode);
        Assert.Equal(120, (await TickerAsync())[260].Tenths);

        string Mild(int tenths, int spiked = 0) => string.Join(',', stations.Select(number =>
            $$"""{"stationId":{{number}},"sky":"맑음","temperatureCelsius":{{(tenths + (number == spiked ? 70 : 0)) / 10m}}}"""));
    }

    [Fact]
    public async Task The_text_of_a_ticker_is_taken_without_numbers_where_stations_are_certain()
    {
        const string Call = "/api/v1/weather/observations/text?observedAt=2024-04-27T06:00:00%2B09:00&source=%EA%B8%B0%EC%83%81%EC%B2%AD";

        var (response, body) = await TextAsync(Call, "2024.04.27 (토)\n\n  • 맑음속초-9.5℃\n  • 맑음-0.5℃\n  • 맑음철원-9.0℃\n  • 맑음서울뷁7.0℃\n기상청 제공\n");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(["90 number-missing", "93 number-missing", "95 number-missing"], Rows(body, "repaired"));
        Assert.Equal(["0 station-unclear"], Rows(body, "refused"));
        Assert.Equal("validation-failed", (await TextAsync(Call, "기상청 제공")).Body.GetProperty("code").GetString());
        Assert.Equal("validation-failed", (await TextAsync(Call.Replace("T06", "T66", StringComparison.Ordinal), "맑음속초15.8℃")).Body.GetProperty("code").GetString());
        Assert.Equal("validation-failed", (await TextAsync(Call, new string('가', 40_000))).Body.GetProperty("code").GetString());
    }

    [Theory]
    [InlineData(0, "latitude", "36.985")]
    [InlineData(551, "latitude", "13.6")]
    [InlineData(551, "longitude", "36.985")]
    [InlineData(551, "elevationMetres", "8848")]
    [InlineData(551, "name", "\"\"")]
    [InlineData(551, "name", "\" 평택\"")]
    [InlineData(551, "nameEnglish", "\"\\u202E\"")]
    [InlineData(551, "region", "\"seoul\"")]
    public async Task A_station_that_cannot_be_is_refused(int number, string member, string value)
    {
        var station = System.Text.Json.Nodes.JsonNode.Parse(
            """{"name":"평택","nameEnglish":"Pyeongtaek","region":"capital","latitude":36.985,"longitude":127.107,"elevationMetres":37}""")!;
        station[member] = System.Text.Json.Nodes.JsonNode.Parse(value);

        Assert.Equal("validation-failed", (await SendAsync(Role.Operator, HttpMethod.Put, $"stations/{number}", station.ToJsonString())).Body.GetProperty("code").GetString());
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(Role.Ingest, HttpMethod.Put, $"stations/{number}", station.ToJsonString())).Response.StatusCode);
    }

    private async Task<(HttpResponseMessage Response, JsonElement Body)> TextAsync(string path, string text)
    {
        using var content = new StringContent(text, System.Text.Encoding.UTF8, "text/plain");
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        var response = await Gateway.Client(Role.Ingest).SendAsync(request, Cancellation);
        return (response, JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation)).RootElement);
    }

    private static string Batch(string rows, string observedAt = "2024-04-27T07:00:00+09:00") =>
        $$"""{"observedAt":"{{observedAt}}","source":"기상청","note":"a test","observations":[{{rows}}]}""";

    private static string[] Rows(JsonElement body, string name) =>
        [.. body.GetProperty(name).EnumerateArray().Select(row => $"{row.GetProperty("stationId").GetInt32()} {row.GetProperty("code").GetString()}")];

    private Task<(HttpResponseMessage Response, JsonElement Body)> SendAsync(Role role, HttpMethod method, string path, string? json) =>
        GatewayHost.SendAsync(Gateway.Client(role), method, $"/api/v1/weather/{path}", json);

    private Task<(HttpResponseMessage Response, JsonElement Body)> PostAsync(string json) =>
        GatewayHost.SendAsync(Gateway.Client(Role.Ingest), HttpMethod.Post, Path, json);

    private async Task<Dictionary<int, TickerRow>> TickerAsync()
    {
        var answer = await PullAsync();
        return Assert.IsType<TickerState>(answer.State).Rows.ToDictionary(row => row.StationId);
    }

    private async Task<long> SeqAsync() => (await PullAsync()).Position.Seq;

    private Task<TopicAnswer> PullAsync() => Gateway.Grains.Client.GetGrain<ITickerGrain>(ITickerGrain.Key)
        .Pull(TopicName.Ticker.Text, new Position("", 0), Cancellation);
}
