using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Sokbo.Gateway.Tests.Api;
using Sokbo.Grains.Interfaces.Access;
using Sokbo.Grains.Interfaces.Ads.Budgets;
using Xunit;

namespace Sokbo.Gateway.Tests.Ads.Links;

public sealed class CampaignLinksTests(AdsHost host)
{
    private readonly string _slot = "slot-" + Guid.NewGuid().ToString("N")[..8];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private HttpClient AdOps => host.Gateway.Client(Role.AdOps);

    private HttpClient Anybody => host.Gateway.Client();

    [Fact]
    public async Task A_link_shows_the_campaign_to_whoever_has_it_and_to_no_cache_and_no_search_engine()
    {
        var (advertiser, campaign) = await BookAsync();
        var owner = await host.Gateway.NewClientAsync(Role.Advertiser, accounts: [advertiser]);

        var (created, link) = await MakeAsync(owner, campaign);
        var page = await Anybody.GetAsync(new Uri(link.GetProperty("url").GetString()!), Cancellation);
        var html = await page.Content.ReadAsStringAsync(Cancellation);
        var (_, list) = await GatewayHost.SendAsync(AdOps, HttpMethod.Get, $"/api/v1/campaigns/{campaign}/links");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (created.StatusCode, page.StatusCode));
        Assert.Contains("봄맞이", html, StringComparison.Ordinal);
        Assert.Equal("no-store", page.Headers.CacheControl!.ToString());
        Assert.Equal("no-referrer", page.Headers.GetValues("Referrer-Policy").Single());
        Assert.StartsWith("noindex", page.Headers.GetValues("X-Robots-Tag").Single(), StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-inline", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.DoesNotContain("/ads/clicks/", html, StringComparison.Ordinal);
        Assert.DoesNotContain("sokbo-slot", html, StringComparison.Ordinal);
        Assert.Equal("김 과장", Assert.Single(list.EnumerateArray()).GetProperty("label").GetString());
        Assert.False(list[0].TryGetProperty("url", out _));
    }

    [Fact]
    public async Task Open_pages_hear_what_is_counted_and_close_within_a_second_of_the_revocation()
    {
        var (_, campaign) = await BookAsync();
        var (_, link) = await MakeAsync(AdOps, campaign);
        var url = link.GetProperty("url").GetString()!;
        using var stream = await OpenAsync(url);
        using var reader = new StreamReader(await stream.Content.ReadAsStreamAsync(Cancellation));
        var before = await NextAsync(reader, "data: ");
        await host.Gateway.Grains.Client.GetGrain<IBudgetGrain>(campaign).Credit(
            new() { OperationId = Guid.NewGuid().ToString("N"), AmountWon = 7, Reason = "r", By = "b" }, Cancellation);
        var after = await NextAsync(reader, "data: ");

        var asked = Stopwatch.GetTimestamp();
        var (revoked, _) = await GatewayHost.SendAsync(AdOps, HttpMethod.Delete, $"/api/v1/campaigns/{campaign}/links/{link.GetProperty("id")}");
        var refused = await NextAsync(reader, "event: ");
        var end = await reader.ReadToEndAsync(Cancellation);
        var took = Stopwatch.GetElapsedTime(asked);
        var page = await Anybody.GetAsync(new Uri(url), Cancellation);
        using var again = await OpenAsync(url);
        var (missing, _) = await GatewayHost.SendAsync(AdOps, HttpMethod.Delete, $"/api/v1/campaigns/{campaign}/links/{link.GetProperty("id")}");

        Assert.Equal((0, 7), (CreditWon(before), CreditWon(after)));
        Assert.Equal((HttpStatusCode.NoContent, "event: refused"), (revoked.StatusCode, refused));
        Assert.Contains("denied", end, StringComparison.Ordinal);
        Assert.InRange(took.TotalSeconds, 0, 1);
        Assert.Equal((HttpStatusCode.Gone, HttpStatusCode.Gone), (page.StatusCode, again.StatusCode));
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Fact]
    public async Task Forged_and_foreign_links_show_nothing()
    {
        var (_, campaign) = await BookAsync();
        var (_, link) = await MakeAsync(AdOps, campaign);
        var url = link.GetProperty("url").GetString()!;
        var forged = url[..^1] + (url[^1] == 'A' ? 'B' : 'A');
        var stranger = await host.Gateway.NewClientAsync(Role.Advertiser, accounts: ["another"]);

        var page = await Anybody.GetAsync(new Uri(forged), Cancellation);
        using var stream = await OpenAsync(forged);
        var (refused, _) = await MakeAsync(stranger, campaign);
        var (noLabel, _) = await GatewayHost.SendAsync(AdOps, HttpMethod.Post, $"/api/v1/campaigns/{campaign}/links", """{"label":"","until":"2020-01-01T00:00:00Z"}""");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (page.StatusCode, stream.StatusCode));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, noLabel.StatusCode);
    }

    [Fact]
    public async Task The_statement_of_a_link_has_its_campaign_alone()
    {
        var (advertiser, campaign) = await BookAsync();
        await GatewayHost.SendAsync(
            AdOps, HttpMethod.Post, "/api/v1/campaigns", $$"""{"advertiserId":"{{advertiser}}","name":"여름맞이","slots":["{{_slot}}"],"pricing":"flat","priceWon":90000}""");
        await GatewayHost.SendAsync(AdOps, HttpMethod.Post, $"/api/v1/campaigns/{campaign}/credits", """{"amountWon":-70,"reason":"소재 제작"}""");
        var (_, link) = await MakeAsync(AdOps, campaign);
        var url = link.GetProperty("url").GetString()!;

        var statement = await Anybody.GetAsync(new Uri($"{url}/statements/2026-11"), Cancellation);
        var none = await Anybody.GetAsync(new Uri($"{url}/statements/2026-99"), Cancellation);
        var (_, whole) = await GatewayHost.SendAsync(AdOps, HttpMethod.Get, $"/api/v1/advertisers/{advertiser}/statements/2026-11");

        var html = await statement.Content.ReadAsStringAsync(Cancellation);
        Assert.Contains("세금계산서가 아닙니다", html, StringComparison.Ordinal);
        Assert.Contains("소재 제작", html, StringComparison.Ordinal);
        Assert.DoesNotContain("여름맞이", html, StringComparison.Ordinal);
        Assert.Equal((90_070, 2), (whole.GetProperty("supplyWon").GetInt64(), whole.GetProperty("lines").GetArrayLength()));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), (statement.StatusCode, none.StatusCode));
    }

    private static long CreditWon(string line) => JsonDocument.Parse(line["data: ".Length..]).RootElement.GetProperty("data").GetProperty("creditWon").GetInt64();

    private static async Task<string> NextAsync(StreamReader reader, string start)
    {
        while (await reader.ReadLineAsync(Cancellation).AsTask().WaitAsync(TimeSpan.FromSeconds(10), Cancellation) is { } line)
        {
            if (line.StartsWith(start, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new InvalidOperationException($"The stream ended before '{start}'.");
    }

    private static Task<(HttpResponseMessage Response, JsonElement Body)> MakeAsync(HttpClient client, string campaign) => GatewayHost.SendAsync(
        client, HttpMethod.Post, $"/api/v1/campaigns/{campaign}/links", """{"label":"김 과장","until":"2027-06-01T00:00:00+09:00"}""");

    private Task<HttpResponseMessage> OpenAsync(string url)
    {
        var address = new Uri(url.Replace("/advertiser/", "/live/links/", StringComparison.Ordinal));
        return Anybody.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, Cancellation);
    }

    private async Task<(string Advertiser, string Campaign)> BookAsync()
    {
        await GatewayHost.SendAsync(AdOps, HttpMethod.Post, "/api/v1/slots", $$"""{"id":"{{_slot}}","sizes":["728x90"]}""");
        var (_, advertiser) = await GatewayHost.SendAsync(AdOps, HttpMethod.Post, "/api/v1/advertisers", """{"name":"견본"}""");
        var id = advertiser.GetProperty("id").GetString()!;
        var (_, campaign) = await GatewayHost.SendAsync(
            AdOps, HttpMethod.Post, "/api/v1/campaigns", $$"""{"advertiserId":"{{id}}","name":"봄맞이","slots":["{{_slot}}"],"pricing":"rendered","priceWon":3000,"goal":100}""");
        var campaignId = campaign.GetProperty("id").GetString()!;
        await GatewayHost.SendAsync(
            AdOps, HttpMethod.Post, "/api/v1/creatives", $$"""{"campaignId":"{{campaignId}}","kind":"text","text":"봄맞이 할인","landingUrl":"https://example.kr/"}""");
        return (id, campaignId);
    }
}
