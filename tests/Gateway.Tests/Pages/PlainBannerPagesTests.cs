using System.Net;
using System.Text.Json.Nodes;
using Sokbo.Gateway.Ads;
using Xunit;

namespace Sokbo.Gateway.Tests.Pages;

/// <summary>The banner that a reader without script sees.</summary>
public sealed class PlainBannerPagesTests(PagesHost host)
{
    private const string LandingUrl = "https://example.kr/spring";

    [Fact]
    public async Task A_page_holds_a_labelled_banner_with_a_plain_link_and_nothing_that_could_be_billed()
    {
        var (site, campaign, creative) = await BookAsync("동네 책방 <b>봄</b> 나들이");
        var id = await host.PublishAsync(site, "기사");

        var page = await host.UntilAsync(site, $"/articles/{id}", page => page.All(".ad-link").Count == 1);
        await host.SendAsync(HttpMethod.Post, $"campaigns/{campaign}/pause", []);
        var paused = await host.UntilAsync(site, $"/articles/{id}", page => page.All(".ad-link").Count == 0);

        var link = page.One("sokbo-slot .ad-link");
        Assert.Equal(("광고", "광고"), (page.Text("sokbo-slot .ad-label"), page.One("sokbo-slot").GetAttribute("aria-label")));
        Assert.Equal("동네 책방 <b>봄</b> 나들이", link.TextContent.Trim());
        Assert.Equal($"/ads/plain/{creative}", link.GetAttribute("href"));
        Assert.Equal("sponsored noopener nofollow", link.GetAttribute("rel"));
        Assert.Equal($"{creative}.1", link.GetAttribute("data-creative"));
        Assert.DoesNotContain("ticket", page.Html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("/ads/clicks/", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("example.kr", page.Html, StringComparison.Ordinal);
        Assert.Equal("이 자리의 광고 문의는 가람일보에서 받습니다.", paused.Text("sokbo-slot .ad-house"));
    }

    [Fact]
    public async Task Its_link_leads_where_the_advertiser_says_and_nowhere_else()
    {
        var (site, campaign, creative) = await BookAsync("광고문");
        var other = await host.NewSiteAsync();

        var click = await host.UntilAsync(site, $"/ads/plain/{creative}?url=https://evil.example/&to=//evil.example", page => page.Status == HttpStatusCode.Redirect);
        await host.SendAsync(HttpMethod.Post, $"campaigns/{campaign}/pause", []);
        var paused = await host.GetAsync(site, $"/ads/plain/{creative}");
        var head = await host.GetAsync(site, $"/ads/plain/{creative}", HttpMethod.Head);

        Assert.Equal((LandingUrl, "no-store", "noindex, nofollow"), (click.Header("Location"), click.Header("Cache-Control"), click.Header("X-Robots-Tag")));
        Assert.Equal((HttpStatusCode.Redirect, LandingUrl), (paused.Status, paused.Header("Location")));
        Assert.Equal((HttpStatusCode.Redirect, LandingUrl), (head.Status, head.Header("Location")));
        foreach (var (where, address) in new[]
        {
            (other, creative), (site, $"{campaign}.2"), (site, campaign), (site, $"{creative}.1"), (site, "nothing"),
            (site, "https%3A%2F%2Fevil.example"), (site, "%2F%2Fevil.example"),
        })
        {
            var answer = await host.GetAsync(where, $"/ads/plain/{address}");

            Assert.Equal((address, HttpStatusCode.NotFound, null), (address, answer.Status, answer.Header("Location")));
        }
    }

    [Fact]
    public async Task It_is_counted_by_itself_when_the_page_is_sent_and_when_it_is_clicked()
    {
        var (site, _, creative) = await BookAsync("광고문");
        var id = await host.PublishAsync(site, "기사");
        await host.UntilAsync(site, $"/articles/{id}", page => page.All(".ad-link").Count == 1);

        // Other tests may be counted in between, so a figure is a lower bound; HEAD and 304 are asked often enough to show.
        var served = AdsMetrics.PlainServed.Value;
        await host.GetAsync(site, $"/articles/{id}");
        var afterGet = AdsMetrics.PlainServed.Value;
        for (var repeat = 0; repeat < 50; repeat++)
        {
            await host.GetAsync(site, $"/articles/{id}", HttpMethod.Head);
            await host.GetAsync(site, $"/articles/{id}", headers: ("If-None-Match", "*"));
        }

        var afterNothing = AdsMetrics.PlainServed.Value;
        var clicked = AdsMetrics.PlainClicks.WithLabels("redirected").Value;
        await host.GetAsync(site, $"/ads/plain/{creative}");

        Assert.InRange(afterGet - served, 1, 50);
        Assert.InRange(afterNothing - afterGet, 0, 50);
        Assert.InRange(AdsMetrics.PlainClicks.WithLabels("redirected").Value - clicked, 1, 50);
    }

    private async Task<(string Site, string Campaign, string Creative)> BookAsync(string text)
    {
        var site = await host.NewSiteAsync();
        await host.SendAsync(HttpMethod.Post, "slots", new JsonObject { ["id"] = "article-bottom", ["sizes"] = new JsonArray("728x90"), ["site"] = site });
        var advertiser = (await host.SendAsync(HttpMethod.Post, "advertisers", new JsonObject { ["name"] = "동네 책방" })).GetProperty("id").GetString();
        var campaign = (await host.SendAsync(HttpMethod.Post, "campaigns", new JsonObject
        {
            ["advertiserId"] = advertiser,
            ["name"] = "봄",
            ["slots"] = new JsonArray("article-bottom"),
            ["site"] = site,
        })).GetProperty("id").GetString()!;
        var creative = (await host.SendAsync(HttpMethod.Post, "creatives", new JsonObject
        {
            ["campaignId"] = campaign,
            ["kind"] = "text",
            ["text"] = text,
            ["landingUrl"] = LandingUrl,
        })).GetProperty("id").GetString()!;
        return (site, campaign, creative);
    }
}
