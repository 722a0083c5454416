using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sokbo.Gateway.Tests.Pages;
using Sokbo.Grains.Interfaces.Sites;
using Sokbo.Grains.Interfaces.Weather;
using Xunit;

namespace Sokbo.Gateway.Tests.Embedding;

/// <summary>What pages of other publishers load, and who may.</summary>
public sealed class EmbeddingEndpointsTests(PagesHost host)
{
    private const string Paper = "https://www.paper.kr";

    [Fact]
    public async Task The_script_has_an_address_for_ever_and_loads_one_with_a_hash()
    {
        var script = await host.GetAsync("any", "/embed/v1.js");
        var address = script.Html[(script.Html.IndexOf("../assets/", StringComparison.Ordinal) + 2)..];
        var elements = await host.GetAsync("any", address[..address.IndexOf('"', StringComparison.Ordinal)]);
        var module = await host.GetAsync("any", "/embed/v1.module.js");

        Assert.Equal(("public, max-age=300", "*", "cross-origin"), Carried(script));
        Assert.Equal(("public, max-age=31536000, immutable", "*", "cross-origin"), Carried(elements));
        Assert.Contains(address[..address.IndexOf('"', StringComparison.Ordinal)], module.Html, StringComparison.Ordinal);
        Assert.All(script.Bytes.Concat(elements.Bytes), letter => Assert.True(letter < 0x80, "Not ASCII: a page in EUC-KR would read it otherwise."));
        Assert.Equal(HttpStatusCode.NotModified, (await host.GetAsync("any", "/embed/v1.js", headers: ("If-None-Match", script.Header("ETag")!))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await host.GetAsync("any", "/assets/v1.js")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await host.GetAsync("any", "/embed/v0.js")).Status);
    }

    [Fact]
    public async Task The_stations_are_those_of_the_site_in_its_order()
    {
        var site = await host.NewSiteAsync(new JsonObject { ["stations"] = new JsonArray(133, 999_999, 108) });

        var answer = await host.GetAsync(site, $"/embed/stations?site={site}");

        var table = JsonDocument.Parse(answer.Html).RootElement;
        Assert.Equal(StationTable.OrderVersion, table.GetProperty("version").GetInt32());
        Assert.Equal([133, 108], table.GetProperty("stations").EnumerateArray().Select(station => station.GetProperty("id").GetInt32()));
        Assert.All(table.GetProperty("stations").EnumerateArray(), station =>
            Assert.Equal(station.GetProperty("id").GetInt32(), StationTable.All[station.GetProperty("index").GetInt32()].Number));
        Assert.Equal("*", answer.Header("Access-Control-Allow-Origin"));
        Assert.Equal(HttpStatusCode.NotFound, (await host.GetAsync(site, "/embed/stations?site=nowhere")).Status);
    }

    [Fact]
    public async Task The_stations_of_a_region_are_in_the_order_of_its_ticker()
    {
        var answer = await host.GetAsync("any", "/embed/stations?region=jeju");

        var table = JsonDocument.Parse(answer.Html).RootElement;
        Assert.Equal([(0, 184), (1, 185), (2, 188), (3, 189)], table.GetProperty("stations").EnumerateArray()
            .Select(station => (station.GetProperty("index").GetInt32(), station.GetProperty("id").GetInt32())));
        Assert.Equal(HttpStatusCode.NotFound, (await host.GetAsync("any", "/embed/stations?region=atlantis")).Status);
    }

    [Theory]
    [InlineData("element=article&article=a%22%3E%3Cscript%3E", "sokbo-article", "article", "a\"><script>")]
    [InlineData("element=slot&slot=side&size=300x250", "sokbo-slot", "size", "300x250")]
    [InlineData("element=ticker&stations=108", "sokbo-ticker", "stations", "108")]
    [InlineData("element=ticker&region=jeju", "sokbo-ticker", "region", "jeju")]
    [InlineData("element=station&station=184", "sokbo-station", "station", "184")]
    public async Task A_frame_holds_one_element_for_the_pages_of_the_site_alone(string query, string element, string attribute, string value)
    {
        var site = await host.NewSiteAsync(new JsonObject { ["embedOrigins"] = new JsonArray(Paper) });

        var frame = await host.GetAsync(site, $"/embed/frame?site={site}&{query}");

        Assert.Equal(HttpStatusCode.OK, frame.Status);
        Assert.Equal((site, value), (frame.One(element).GetAttribute("site"), frame.One(element).GetAttribute(attribute)));
        Assert.Single(frame.All("script"));
        Assert.Equal("camera=(), microphone=(), geolocation=()", frame.Header("Permissions-Policy"));
        Assert.Equal(("nosniff", "strict-origin-when-cross-origin"), (frame.Header("X-Content-Type-Options"), frame.Header("Referrer-Policy")));
        var policy = frame.Header("Content-Security-Policy")!;
        Assert.StartsWith("default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' https:; connect-src 'self'; frame-src ", policy, StringComparison.Ordinal);
        Assert.Contains("; form-action 'none'; base-uri 'none'; ", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("frame-src 'self'", policy, StringComparison.Ordinal);
        Assert.EndsWith($"frame-ancestors 'self' {Paper}", policy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("element=menu")]
    [InlineData("element=ticker&site=nowhere")]
    public async Task There_is_no_frame_for_what_does_not_exist(string query) =>
        Assert.Equal(HttpStatusCode.NotFound, (await host.GetAsync("any", $"/embed/frame?{query}")).Status);

    [Fact]
    public async Task A_page_that_embeds_may_ask_for_banners_of_a_site_it_names()
    {
        var site = await host.NewSiteAsync(new JsonObject { ["embedOrigins"] = new JsonArray(Paper) });
        // None that the pages have a place for: what a page has just found missing stays so for a moment.
        await host.SendAsync(HttpMethod.Post, "slots", new JsonObject { ["id"] = "embedded", ["site"] = site, ["sizes"] = new JsonArray("300x250") });

        var allowed = await DecideAsync(site, Paper);
        var stranger = await DecideAsync(site, "https://stranger.kr");
        var elsewhere = await DecideAsync(SiteInfo.DefaultId, Paper);
        var preflight = await host.GetAsync("any", "/ads/decisions", HttpMethod.Options, ("Origin", Paper), ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "content-type"));

        Assert.Equal((Paper, null), (allowed.Header("Access-Control-Allow-Origin"), stranger.Header("Access-Control-Allow-Origin")));
        Assert.DoesNotContain("unknown-slot", allowed.Html, StringComparison.Ordinal);
        Assert.Contains("unknown-slot", elsewhere.Html, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.NoContent, Paper), (preflight.Status, preflight.Header("Access-Control-Allow-Origin")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await DecideAsync("no site", Paper)).Status);
    }

    [Theory]
    [InlineData("/ads/decisions", "application/json", "{", HttpStatusCode.BadRequest)]
    [InlineData("/ads/decisions", "application/json", "{\"slots\":[]}", HttpStatusCode.UnprocessableEntity)]
    [InlineData("/ads/decisions", "text/plain", "{}", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("/ads/events", "text/plain;charset=UTF-8", "[{\"ticket\":\"x\",\"event\":\"rendered\"}]", HttpStatusCode.NoContent)]
    [InlineData("/ads/events", "text/plain;charset=UTF-8", "[", HttpStatusCode.BadRequest)]
    public async Task A_page_that_embeds_may_read_every_answer_also_one_that_refuses(string path, string type, string body, HttpStatusCode status)
    {
        await host.NewSiteAsync(new JsonObject { ["embedOrigins"] = new JsonArray(Paper) });
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        request.Headers.Add("Origin", Paper);

        using var response = await host.Gateway.Client().SendAsync(request, TestContext.Current.CancellationToken);
        var answer = await Page.OfAsync(response, TestContext.Current.CancellationToken);

        Assert.Equal((status, Paper), (answer.Status, answer.Header("Access-Control-Allow-Origin")));
    }

    private static (string?, string?, string?) Carried(Page page) =>
        (page.Header("Cache-Control"), page.Header("Access-Control-Allow-Origin"), page.Header("Cross-Origin-Resource-Policy"));

    private async Task<Page> DecideAsync(string site, string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/ads/decisions")
        {
            Content = new StringContent($$"""{"slots":["embedded"],"site":"{{site}}"}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Origin", origin);
        using var response = await host.Gateway.Client().SendAsync(request, TestContext.Current.CancellationToken);
        return await Page.OfAsync(response, TestContext.Current.CancellationToken);
    }
}
