using System.Net;
using System.Text.Json;
using Sokbo.Gateway.Ads.Frames;
using Sokbo.Gateway.Tests.Api;
using Sokbo.Grains.Interfaces.Access;
using Xunit;

namespace Sokbo.Gateway.Tests.Ads.Frames;

public sealed class FrameTests(AdsHost host)
{
    private readonly string _slot = "slot-" + Guid.NewGuid().ToString("N")[..8];

    private GatewayHost Gateway => host.Gateway;

    [Fact]
    public async Task A_banner_of_html_is_decided_with_a_frame_on_another_origin_and_served_there_alone()
    {
        var (response, creative) = await AddAsync("""<a href="https://example.kr/">눌러 보세요</a><script>document.title='x'</script>""");
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);

        var frame = new Uri(await FrameUrlAsync());
        using var here = await GetAsync(frame.PathAndQuery, frame.Authority);
        using var onThePage = await GetAsync(frame.PathAndQuery, Gateway.Address.Authority);
        var document = await here.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal($"http://ads.localhost:{Gateway.Address.Port}/ads/frames/{creative.GetProperty("frame").GetString()}", frame.AbsoluteUri);
        Assert.Equal(HttpStatusCode.NotFound, onThePage.StatusCode);
        Assert.Contains("sandbox=\"allow-scripts\"", document, StringComparison.Ordinal);
        Assert.DoesNotContain("<a href=\"https://example.kr/\"", document, StringComparison.Ordinal);
        var policy = here.Headers.GetValues("Content-Security-Policy").Single();
        Assert.All(["default-src 'none'", "frame-src 'none'", "form-action 'none'", "sandbox allow-scripts"], rule => Assert.Contains(rule, policy, StringComparison.Ordinal));
        Assert.DoesNotContain("allow-same-origin", policy + document, StringComparison.Ordinal);
        Assert.DoesNotContain("connect-src", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_of_weight_leaves_the_banner_as_it_is()
    {
        var (response, creative) = await AddAsync("<b>하나</b>");
        var frame = creative.GetProperty("frame").GetString();

        var (changed, body) = await GatewayHost.SendAsync(
            Gateway.Client(Role.AdOps), HttpMethod.Put, response.Headers.Location!.ToString(),
            $$"""{"kind":"html","text":"책","landingUrl":"https://example.kr/","frame":"{{frame}}","width":300,"height":250,"weight":3}""", ifMatch: response.Headers.ETag!.Tag);

        Assert.Equal((HttpStatusCode.OK, frame), (changed.StatusCode, body.GetProperty("frame").GetString()));
    }

    [Theory]
    [InlineData("<script src='https://cdn.example/x.js'></script>", "cdn.example")]
    [InlineData("<img src='//tracker.example/p.gif'>", "tracker.example")]
    [InlineData("<link rel=stylesheet href='https://fonts.example/a.css'>", "fonts.example")]
    [InlineData("<iframe src='https://evil.example/'></iframe>", "evil.example")]
    [InlineData("<object data='x.swf'></object>", "x.swf")]
    [InlineData("", "empty")]
    public async Task What_its_frame_would_not_let_in_is_named(string html, string word)
    {
        var (response, body) = await AddAsync(html);

        Assert.Equal(422, (int)response.StatusCode);
        var error = body.GetProperty("errors")[0];
        Assert.Equal("/html", error.GetProperty("pointer").GetString());
        Assert.Contains(word, error.GetProperty("message").GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_weighs_no_more_than_a_picture_of_its_size()
    {
        var (heavy, body) = await AddAsync($"<p>{new string('x', 150 * 1024)}</p>");
        var (light, _) = await AddAsync($"<p>{new string('x', 100 * 1024)}</p>");

        Assert.Equal((422, "/html"), ((int)heavy.StatusCode, body.GetProperty("errors")[0].GetProperty("pointer").GetString()));
        Assert.Equal(HttpStatusCode.Created, light.StatusCode);
    }

    [Theory]
    [InlineData("\"></iframe><script>top.alert(1)</script>")]
    [InlineData("' srcdoc='&quot;></iframe>")]
    [InlineData("<!-- --></iframe></body>")]
    public void No_banner_leaves_the_attribute_that_it_is_in(string banner)
    {
        var document = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(FrameDocument.Of(banner));

        var inner = Assert.Single(document.QuerySelectorAll("iframe"));
        Assert.Equal("allow-scripts", inner.GetAttribute("sandbox"));
        Assert.EndsWith(banner, inner.GetAttribute("srcdoc"), StringComparison.Ordinal);
        Assert.Single(document.QuerySelectorAll("script"));
    }

    [Fact]
    public async Task An_advertisers_html_waits_for_approval_and_a_text_has_none()
    {
        var (campaign, advertiser) = await BookAsync();
        using var own = await Gateway.NewClientAsync(Role.Advertiser, accounts: [advertiser]);

        var (_, sent) = await GatewayHost.SendAsync(own, HttpMethod.Post, "/api/v1/creatives", Creative(campaign, "<b>하나</b>"));
        var (mixed, _) = await GatewayHost.SendAsync(
            own, HttpMethod.Post, "/api/v1/creatives", $$"""{"campaignId":"{{campaign}}","kind":"text","text":"책","landingUrl":"https://example.kr/","html":"<b>x</b>"}""");

        Assert.Equal("pending", sent.GetProperty("approval").GetString());
        Assert.Equal(422, (int)mixed.StatusCode);
    }

    private static string Creative(string campaign, string html) => $$"""
        {"campaignId":"{{campaign}}","kind":"html","text":"책","landingUrl":"https://example.kr/","width":300,"height":250,"html":{{JsonSerializer.Serialize(html)}}}
        """;

    private async Task<(HttpResponseMessage Response, JsonElement Body)> AddAsync(string html)
    {
        var (campaign, _) = await BookAsync();
        return await GatewayHost.SendAsync(Gateway.Client(Role.AdOps), HttpMethod.Post, "/api/v1/creatives", Creative(campaign, html));
    }

    private async Task<(string Campaign, string Advertiser)> BookAsync()
    {
        var ops = Gateway.Client(Role.AdOps);
        await GatewayHost.SendAsync(ops, HttpMethod.Post, "/api/v1/slots", $$"""{"id":"{{_slot}}","sizes":["300x250"]}""");
        var advertiser = (await GatewayHost.SendAsync(ops, HttpMethod.Post, "/api/v1/advertisers", """{"name":"동네책방"}""")).Body.GetProperty("id").GetString()!;
        var campaign = await GatewayHost.SendAsync(
            ops, HttpMethod.Post, "/api/v1/campaigns", $$"""{"advertiserId":"{{advertiser}}","name":"봄","slots":["{{_slot}}"]}""");
        return (campaign.Body.GetProperty("id").GetString()!, advertiser);
    }

    private async Task<string> FrameUrlAsync()
    {
        for (var attempt = 0; ; attempt++)
        {
            var (_, body) = await GatewayHost.SendAsync(Gateway.Client(), HttpMethod.Post, "/ads/decisions", $$"""{"slots":["{{_slot}}"]}""");
            if (body.GetProperty("decisions")[0].TryGetProperty("creative", out var creative))
            {
                return creative.GetProperty("frameUrl").GetString()!;
            }

            Assert.True(attempt < 100, $"Still {body.GetRawText()}");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    private async Task<HttpResponseMessage> GetAsync(string path, string authority)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = authority } };
        return await Gateway.Client().SendAsync(request, TestContext.Current.CancellationToken);
    }
}
