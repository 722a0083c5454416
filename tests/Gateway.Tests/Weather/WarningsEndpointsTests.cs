using System.Net;
using System.Text.Json;
using Sokbo.Gateway.Tests.Api;
using Sokbo.Gateway.Tests.Pages;
using Sokbo.Grains.Interfaces.Access;
using Xunit;

namespace Sokbo.Gateway.Tests.Weather;

public sealed class WarningsEndpointsTests(PagesHost host)
{
    private const string Path = "/api/v1/weather/warnings";

    [Fact]
    public async Task What_is_reported_is_shown_and_what_is_lifted_goes_and_a_silence_is_no_all_clear()
    {
        await using var gateway = await GatewayHost.StartAsync(PagesHost.Now);
        Assert.False((await RegionAsync(gateway, "jeju", _ => true)).GetProperty("known").GetBoolean());

        await PostAsync(gateway, Body("2026-11-23T00:15:00+09:00", Row("jeju", "L1", "호우", "경보", "발표", "2026-11-23T00:00:00+09:00"), Row("jeju", "L1", "새재해", "특급", "발표", "2026-11-22T23:00:00+09:00")));
        var region = await RegionAsync(gateway, "jeju", answer => answer.GetProperty("known").GetBoolean());
        var page = await PageAsync(gateway, "/weather?region=jeju");
        await PostAsync(gateway, Body("2026-11-23T00:19:00+09:00", Row("jeju", "L1", "호우", "경보", "해제", "2026-11-23T00:18:00+09:00")));
        var lifted = await RegionAsync(gateway, "jeju", answer => answer.GetProperty("warnings").GetArrayLength() == 1);

        Assert.Equal(["호우 경보", "새재해 특급"], region.GetProperty("warnings").EnumerateArray().Select(row => $"{row.GetProperty("kind")} {row.GetProperty("level")}"));
        Assert.Equal("기상청 제공", region.GetProperty("warnings")[0].GetProperty("attribution").GetString());
        Assert.Equal(["호우 경보", "새재해 특급"], page.All(".warning strong").Select(warning => warning.TextContent));
        Assert.Equal("00:15 확인", page.Text(".warnings-note"));
        Assert.Equal("weather/warnings/jeju", page.One("sokbo-warnings").GetAttribute("data-topic"));
        Assert.Equal("새재해", lifted.GetProperty("warnings")[0].GetProperty("kind").GetString());
        Assert.Contains("특보 없음", (await PageAsync(gateway, "/weather?region=gangwon")).Text(".warnings-note"), StringComparison.Ordinal);

        gateway.Time.Set(PagesHost.Now.AddMinutes(41));

        var silent = await RegionAsync(gateway, "gangwon", answer => !answer.GetProperty("known").GetBoolean());
        Assert.Equal(0, silent.GetProperty("warnings").GetArrayLength());
        var late = await PageAsync(gateway, "/weather?region=gangwon");
        Assert.Contains("확인하지 못하고", late.Text(".warnings-note"), StringComparison.Ordinal);
        Assert.DoesNotContain("특보 없음", late.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_a_cluster_that_no_source_reports_to_does_not_say_that_there_are_none()
    {
        var page = await host.GetAsync("any", "/weather");

        Assert.False(page.One(".warnings-never").HasAttribute("hidden"));
        Assert.Equal(9, page.All("sokbo-warnings").Count);
        Assert.All(page.All("sokbo-warnings"), region => Assert.True(region.HasAttribute("hidden")));
        Assert.DoesNotContain("특보 없음", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_refused_report_the_check_does_not_count()
    {
        await using var gateway = await GatewayHost.StartAsync(PagesHost.Now);

        var (response, body) = await SendAsync(gateway, Body("2026-11-23T00:15:00+09:00", Row("jeju", "L1", "호우", "경보", "발표", "2026-11-23T00:00:00+09:00"), Row("atlantis", "L1", "호우", "경보", "발표", "2026-11-23T00:00:00+09:00")));

        Assert.Equal((HttpStatusCode.OK, 1), (response.StatusCode, body.GetProperty("taken").GetInt32()));
        Assert.Equal("unknown-region", Assert.Single(body.GetProperty("refused").EnumerateArray()).GetProperty("code").GetString());
        Assert.False((await RegionAsync(gateway, "jeju", answer => answer.GetProperty("warnings").GetArrayLength() == 1)).GetProperty("known").GetBoolean());
    }

    [Theory]
    [InlineData("jeju", "L 1", "호우", "2026-11-23T00:00:00+09:00", "zone-not-a-code")]
    [InlineData("jeju", "L1", "", "2026-11-23T00:00:00+09:00", "not-a-word")]
    [InlineData("jeju", "L1", "호\u200b우", "2026-11-23T00:00:00+09:00", "not-a-word")]
    [InlineData("jeju", "L1", "호우", "2026-11-23T00:00:00", "not-a-time")]
    [InlineData("jeju", "L1", "호우", "2026-11-23T03:00:00+09:00", "issued-ahead")]
    [InlineData("jeju", "L1", "호우", "2026-01-23T00:00:00+09:00", "issued-too-old")]
    public async Task A_report_that_cannot_be_used_is_refused_with_its_reason(string region, string zone, string kind, string issuedAt, string code)
    {
        var (response, body) = await SendAsync(host.Gateway, Body("2026-11-23T00:15:00+09:00", Row(region, zone, kind, "경보", "발표", issuedAt)));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Equal("warnings-refused", body.GetProperty("code").GetString());
        Assert.Equal(code, Assert.Single(body.GetProperty("refused").EnumerateArray()).GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("""{"source":"기상청","warnings":[]}""", 400)]
    [InlineData("""{"source":"기상청","checkedAt":"2026-11-23T03:00:00+09:00","warnings":[]}""", 422)]
    [InlineData("""{"source":"기상청","checkedAt":"2026-11-23 00:15","warnings":[]}""", 422)]
    [InlineData("""{"source":"기 상청","checkedAt":"2026-11-23T00:15:00+09:00","warnings":[]}""", 422)]
    [InlineData("""{"source":"기상청","checkedAt":"2026-11-23T00:15:00+09:00","warnings":[null]}""", 422)]
    [InlineData("""{"source":"견본","checkedAt":"2026-11-23T00:15:00+09:00","warnings":[]}""", 403)]
    public async Task A_body_that_cannot_be_used_changes_nothing(string json, int status) =>
        Assert.Equal(status, (int)(await SendAsync(host.Gateway, json)).Response.StatusCode);

    [Fact]
    public async Task Only_ingest_reports()
    {
        var body = Body("2026-11-23T00:15:00+09:00");

        Assert.Equal(HttpStatusCode.Unauthorized, (await GatewayHost.SendAsync(host.Gateway.Client(), HttpMethod.Post, Path, body)).Response.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await GatewayHost.SendAsync(host.Gateway.Client(Role.Editor), HttpMethod.Post, Path, body)).Response.StatusCode);
    }

    private static string Body(string checkedAt, params string[] rows) =>
        $$"""{"source":"기상청","checkedAt":"{{checkedAt}}","warnings":[{{string.Join(',', rows)}}]}""";

    private static string Row(string region, string zone, string kind, string level, string command, string issuedAt) =>
        $$"""{"region":"{{region}}","zone":"{{zone}}","zoneName":"제주도산지","kind":"{{kind}}","level":"{{level}}","command":"{{command}}","issuedAt":"{{issuedAt}}","sequence":1}""";

    private static Task<(HttpResponseMessage Response, JsonElement Body)> SendAsync(GatewayHost gateway, string json) =>
        GatewayHost.SendAsync(gateway.Client(Role.Ingest), HttpMethod.Post, Path, json);

    private static async Task PostAsync(GatewayHost gateway, string json)
    {
        var (response, body) = await SendAsync(gateway, json);
        Assert.True(response.IsSuccessStatusCode, body.ToString());
    }

    private static async Task<Page> PageAsync(GatewayHost gateway, string path)
    {
        using var response = await gateway.Client().GetAsync(path, TestContext.Current.CancellationToken);
        return await Page.OfAsync(response, TestContext.Current.CancellationToken);
    }

    /// <summary>Asks again until the region is so: what was just sent reaches the gateway a moment later.</summary>
    private static async Task<JsonElement> RegionAsync(GatewayHost gateway, string region, Func<JsonElement, bool> isSo)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var (_, body) = await GatewayHost.SendAsync(gateway.Client(), HttpMethod.Get, $"{Path}?region={region}");
            var answer = body.GetProperty("regions")[0];
            if (isSo(answer))
            {
                return answer;
            }

            Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(20), answer.ToString());
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }
}
