using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Sokbo.Gateway.Ads.Leases;
using Sokbo.Gateway.Tests.Ads.Leases;
using Sokbo.Gateway.Tests.Api;
using Sokbo.Grains.Interfaces.Access;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Ads.Budgets;
using Sokbo.Grains.Interfaces.Ads.Events;
using Xunit;

namespace Sokbo.Gateway.Tests.Ads;

public sealed class AdsEndpointsTests(AdsHost host)
{
    private readonly string _slot = "slot-" + Guid.NewGuid().ToString("N")[..8];

    private GatewayHost Gateway => host.Gateway;

    [Fact]
    public async Task A_campaign_is_booked_shown_paused_and_resumed()
    {
        var (campaign, advertiser) = await BookAsync();
        var creative = await CreatedAsync("/api/v1/creatives", Creative(campaign));

        var paused = await SendAsync(HttpMethod.Post, $"/api/v1/campaigns/{campaign}/pause");
        var withdrawn = (await ReadSlotAsync()).Withdrawn;
        var resumed = await SendAsync(HttpMethod.Post, $"/api/v1/campaigns/{campaign}/resume");

        Assert.Equal((HttpStatusCode.OK, true), (paused.Response.StatusCode, paused.Body.GetProperty("paused").GetBoolean()));
        Assert.Equal([$"{creative}.1"], withdrawn);
        Assert.False(resumed.Body.GetProperty("paused").GetBoolean());
        Assert.Empty((await ReadSlotAsync()).Withdrawn);
        var read = await SendAsync(HttpMethod.Get, $"/api/v1/campaigns/{campaign}");
        Assert.Equal(advertiser, read.Body.GetProperty("advertiserId").GetString());
        Assert.Equal($"\"{read.Body.GetProperty("revision").GetInt32()}\"", read.Response.Headers.ETag!.Tag);
        Assert.Equal(creative, read.Body.GetProperty("creatives")[0].GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_page_gets_its_banner_and_none_after_the_pause_and_its_click_leads_to_the_campaign()
    {
        var (campaign, _) = await BookAsync();
        await CreatedAsync("/api/v1/creatives", Creative(campaign));

        var shown = await UntilAsync(decision => decision.TryGetProperty("ticket", out _));
        await SendAsync(HttpMethod.Post, $"/api/v1/campaigns/{campaign}/pause");
        var paused = await UntilAsync(decision => decision.TryGetProperty("reason", out _));
        var click = await GatewayHost.SendAsync(Gateway.Client(), HttpMethod.Get, shown.GetProperty("clickUrl").GetString()!);
        using var head = new HttpRequestMessage(HttpMethod.Head, shown.GetProperty("clickUrl").GetString()!);
        using var headed = await Gateway.Client().SendAsync(head, TestContext.Current.CancellationToken);

        Assert.Equal("사무실인테리어 전문업체! 큐브디자인", shown.GetProperty("creative").GetProperty("text").GetString());
        Assert.DoesNotContain("cubedesign", shown.GetRawText(), StringComparison.Ordinal);
        Assert.Equal("no-candidate", paused.GetProperty("reason").GetString());
        Assert.Equal((HttpStatusCode.Redirect, "http://www.cubedesign.co.kr/"), (click.Response.StatusCode, click.Response.Headers.Location!.ToString()));
        Assert.Equal(HttpStatusCode.Redirect, headed.StatusCode);
    }

    [Fact]
    public async Task The_campaigns_of_a_site_are_listed_for_those_who_may_see_them()
    {
        var (campaign, advertiser) = await BookAsync();
        await CreatedAsync("/api/v1/creatives", Creative(campaign));

        var all = await SendAsync(HttpMethod.Get, "/api/v1/campaigns");
        var own = await GatewayHost.SendAsync(await Gateway.NewClientAsync(Role.Advertiser, accounts: [advertiser]), HttpMethod.Get, "/api/v1/campaigns");
        var others = await GatewayHost.SendAsync(await Gateway.NewClientAsync(Role.Advertiser, accounts: ["nobody"]), HttpMethod.Get, "/api/v1/campaigns");

        var listed = all.Body.EnumerateArray().Single(item => item.GetProperty("id").GetString() == campaign);
        Assert.Equal((await SendAsync(HttpMethod.Get, $"/api/v1/campaigns/{campaign}")).Body.GetRawText(), listed.GetRawText());
        Assert.Equal(campaign, Assert.Single(own.Body.EnumerateArray()).GetProperty("id").GetString());
        Assert.Empty(others.Body.EnumerateArray());
    }

    [Fact]
    public async Task A_repeated_creation_creates_once()
    {
        var advertiser = await CreatedAsync("/api/v1/advertisers", """{"name":"큐브디자인"}""");
        var key = Guid.NewGuid().ToString();
        await SendAsync(HttpMethod.Post, "/api/v1/slots", Slot());

        var first = await SendAsync(HttpMethod.Post, "/api/v1/campaigns", Campaign(advertiser), key: key);
        var second = await SendAsync(HttpMethod.Post, "/api/v1/campaigns", Campaign(advertiser), key: key);

        Assert.Equal(HttpStatusCode.Created, second.Response.StatusCode);
        Assert.Equal(first.Body.GetProperty("id").GetString(), second.Body.GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_slot_is_created_once_and_changed_at_its_revision_only()
    {
        var created = await SendAsync(HttpMethod.Post, "/api/v1/slots", Slot());
        var again = await SendAsync(HttpMethod.Post, "/api/v1/slots", Slot());
        var blind = await SendAsync(HttpMethod.Put, $"/api/v1/slots/{_slot}", """{"sizes":["970x250"],"intervalSeconds":10}""");
        var stale = await SendAsync(HttpMethod.Put, $"/api/v1/slots/{_slot}", """{"sizes":["970x250"],"intervalSeconds":10}""", ifMatch: "\"9\"");
        var changed = await SendAsync(HttpMethod.Put, $"/api/v1/slots/{_slot}", """{"sizes":["728x90","970x250"],"intervalSeconds":10}""", ifMatch: "\"1\"");

        Assert.Equal((HttpStatusCode.Created, "\"1\""), (created.Response.StatusCode, created.Response.Headers.ETag!.Tag));
        Assert.Equal($"/api/v1/slots/{_slot}", created.Response.Headers.Location!.ToString());
        Assert.Equal((409, "id-taken"), Problem(again));
        Assert.Equal((428, "if-match-required"), Problem(blind));
        Assert.Equal((412, "stale"), Problem(stale));
        Assert.Equal(["970x250", "728x90"], (await ReadSlotAsync()).Sizes);
        Assert.Equal(HttpStatusCode.OK, changed.Response.StatusCode);
    }

    [Theory]
    [InlineData("""{"id":"../x","sizes":["728x90"]}""")]
    [InlineData("""{"id":"ok","sizes":[]}""")]
    [InlineData("""{"id":"ok","sizes":["728x9"]}""")]
    [InlineData("""{"id":"ok","sizes":["728x90"],"intervalSeconds":4}""")]
    [InlineData("""{"id":"ok","sizes":["728x90","300x250"],"floating":true}""")]
    public async Task A_slot_that_cannot_be_is_refused(string json) =>
        Assert.Equal((422, "validation-failed"), Problem(await SendAsync(HttpMethod.Post, "/api/v1/slots", json)));

    [Fact]
    public async Task What_does_not_exist_is_refused()
    {
        var advertiser = await CreatedAsync("/api/v1/advertisers", """{"name":"큐브디자인"}""");

        var slot = await SendAsync(HttpMethod.Post, "/api/v1/campaigns", Campaign(advertiser));
        var nobody = await SendAsync(HttpMethod.Post, "/api/v1/campaigns", Campaign("nobody"));
        var site = await SendAsync(HttpMethod.Post, "/api/v1/campaigns", Campaign(advertiser).Replace("\"name\"", "\"site\":\"nowhere\",\"name\"", StringComparison.Ordinal));

        Assert.Equal((422, "validation-failed"), Problem(slot));
        Assert.Equal((422, "validation-failed"), Problem(nobody));
        Assert.Equal((422, "unknown-site"), Problem(site));
    }

    [Fact]
    public async Task A_goal_is_booked_with_its_price_and_changed()
    {
        await CreatedAsync("/api/v1/slots", Slot());
        var advertiser = await CreatedAsync("/api/v1/advertisers", """{"name":"큐브디자인"}""");
        var json = Campaign(advertiser)[..^1] + ""","pricing":"viewable","priceWon":3000,"goal":50000,"dailyCap":2000,"pacing":"frontLoaded"}""";

        var (created, body) = await SendAsync(HttpMethod.Post, "/api/v1/campaigns", json);
        var path = created.Headers.Location!.ToString();
        var flat = await SendAsync(HttpMethod.Put, path, Campaign(advertiser)[..^1] + ""","priceWon":700000}""", ifMatch: created.Headers.ETag!.Tag);

        Assert.Equal(
            ("viewable", 3_000, 50_000, 2_000, "frontLoaded"),
            (Text(body, "pricing"), body.GetProperty("priceWon").GetInt64(), body.GetProperty("goal").GetInt64(), body.GetProperty("dailyCap").GetInt64(), Text(body, "pacing")));
        Assert.Equal(("flat", 700_000), (Text(flat.Body, "pricing"), flat.Body.GetProperty("priceWon").GetInt64()));
        Assert.False(flat.Body.TryGetProperty("goal", out _));

        static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
    }

    [Theory]
    [InlineData("\"goal\":1000", 422, "/goal")]
    [InlineData("\"dailyCap\":1000", 422, "/dailyCap")]
    [InlineData("\"pricing\":\"rendered\"", 422, "/goal")]
    [InlineData("\"pricing\":\"cpm\",\"goal\":1000", 422, "/pricing")]
    [InlineData("\"pricing\":\"click\",\"goal\":0", 422, "/goal")]
    [InlineData("\"pricing\":\"click\",\"goal\":1000000001", 422, "/goal")]
    [InlineData("\"pricing\":\"click\",\"goal\":10,\"dailyCap\":0", 422, "/dailyCap")]
    [InlineData("\"pricing\":\"click\",\"goal\":10,\"pacing\":\"slow\"", 422, "/pacing")]
    [InlineData("\"priceWon\":-1", 422, "/priceWon")]
    [InlineData("\"priceWon\":10.5", 400, "")]
    [InlineData("\"pricing\":\"click\",\"goal\":\"10\"", 400, "")]
    public async Task Terms_that_cannot_be_are_refused(string terms, int status, string place)
    {
        var (response, body) = await SendAsync(HttpMethod.Post, "/api/v1/campaigns", $"{Campaign("nobody")[..^1]},{terms}}}");

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Contains(body.GetProperty("errors").EnumerateArray(), error => error.GetProperty("pointer").GetString()!.StartsWith(place, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Statistics_are_for_ad_operations_and_the_advertiser_itself()
    {
        var (campaign, advertiser) = await BookAsync();
        var (other, _) = await BookAsync(slot: false);
        var budgets = (TestBudgets)Gateway.Services.GetRequiredService<IBudgets>();
        budgets.State = id => id == campaign ? Budget(campaign, advertiser) : null;
        using var own = await Gateway.NewClientAsync(Role.Advertiser, accounts: [advertiser]);
        using var stranger = await Gateway.NewClientAsync(Role.Advertiser, accounts: ["other"]);

        var path = $"/api/v1/campaigns/{campaign}/statistics";
        var (response, body) = await GatewayHost.SendAsync(own, HttpMethod.Get, path);

        Assert.Equal((HttpStatusCode.OK, "no-store"), (response.StatusCode, response.Headers.CacheControl!.ToString()));
        Assert.Equal(
            """{"id":"@","pricing":"rendered","priceWon":1500,"goal":1000,"billed":7,"open":20,"billedToday":3,"spendWon":10,"creditWon":4"""
            + ""","viewableRate":0.571429,"clickRate":0,"pace":0.777778,"goalShare":0.007,"timeShare":0.25,"expected":9"""
            + ""","counts":{"rendered":7,"viewable":4,"click":0,"duplicate":2,"late":0,"foreign":0,"unrendered":0,"beyondGoal":0,"robot":0,"prefetch":0,"forged":1,"noContent":0,"lost":0}"""
            + ""","rows":[{"slot":"","creative":"","counts":{"forged":1}},{"slot":"side","creative":"c.1","counts":{"rendered":7,"viewable":4,"duplicate":2}}]"""
            + ""","hours":[{"at":"2026-11-26T01:00:00+00:00","rendered":7,"viewable":4,"clicks":0,"unbilled":3}]"""
            + ""","ledgerRows":5,"ledgerHash":"ab"}""",
            body.GetRawText().Replace(campaign, "@", StringComparison.Ordinal));
        Assert.Equal((403, "wrong-account"), Problem(await GatewayHost.SendAsync(stranger, HttpMethod.Get, path)));
        Assert.Equal(401, (int)(await GatewayHost.SendAsync(Gateway.Client(), HttpMethod.Get, path)).Response.StatusCode);
        Assert.Equal((404, "not-found"), Problem(await SendAsync(HttpMethod.Get, $"/api/v1/campaigns/{other}/statistics")));
    }

    [Theory]
    [InlineData("javascript:alert(1)", "봄 세일", "text")]
    [InlineData("https://example.kr/", "", "text")]
    [InlineData("https://example.kr/", "봄 세일", "html")]
    [InlineData("https://example.kr/", "봄 세일", "video")]
    [InlineData("https://example.kr/", "봄 세일", "image")]
    public async Task A_banner_that_cannot_be_is_refused(string landingUrl, string text, string kind)
    {
        var (campaign, _) = await BookAsync();

        var answer = await SendAsync(
            HttpMethod.Post, "/api/v1/creatives", $$"""{"campaignId":"{{campaign}}","kind":"{{kind}}","text":"{{text}}","landingUrl":"{{landingUrl}}"}""");

        Assert.Equal((422, "validation-failed"), Problem(answer));
    }

    [Fact]
    public async Task An_advertiser_pauses_its_own_campaigns_and_no_others()
    {
        var (campaign, advertiser) = await BookAsync();
        using var own = await Gateway.NewClientAsync(Role.Advertiser, accounts: [advertiser]);
        using var other = await Gateway.NewClientAsync(Role.Advertiser, accounts: ["other"]);
        using var elsewhere = await Gateway.NewClientAsync(Role.AdOps, sites: ["other"]);

        var path = $"/api/v1/campaigns/{campaign}/pause";
        Assert.Equal((403, "wrong-account"), Problem(await GatewayHost.SendAsync(other, HttpMethod.Post, path)));
        Assert.Equal((403, "wrong-site"), Problem(await GatewayHost.SendAsync(elsewhere, HttpMethod.Post, path)));
        Assert.Equal((403, "wrong-role"), Problem(await GatewayHost.SendAsync(own, HttpMethod.Post, "/api/v1/campaigns", Campaign(advertiser))));
        Assert.Equal((403, "wrong-role"), Problem(await GatewayHost.SendAsync(Gateway.Client(Role.Ingest), HttpMethod.Post, path)));
        Assert.Equal(401, (int)(await GatewayHost.SendAsync(Gateway.Client(), HttpMethod.Post, path)).Response.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await GatewayHost.SendAsync(own, HttpMethod.Post, path)).Response.StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await GatewayHost.SendAsync(own, HttpMethod.Post, "/api/v1/creatives", Creative(campaign))).Response.StatusCode);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("aHR0cHM6Ly9ldmlsLmV4YW1wbGU.aHR0cHM6Ly9ldmlsLmV4YW1wbGU")]
    [InlineData("https%3A%2F%2Fevil.example")]
    public async Task A_click_on_nothing_leads_nowhere(string ticket)
    {
        var answer = await GatewayHost.SendAsync(Gateway.Client(), HttpMethod.Get, $"/ads/clicks/{ticket}");

        Assert.Equal((HttpStatusCode.NotFound, null), (answer.Response.StatusCode, answer.Response.Headers.Location));
        Assert.Equal("no-store", answer.Response.Headers.CacheControl!.ToString());
    }

    [Theory]
    [InlineData("{", 400)]
    [InlineData("""{"slots":[]}""", 422)]
    [InlineData("""{"slots":[null]}""", 422)]
    [InlineData("""{"slots":["a"],"page":5}""", 400)]
    [InlineData("""{"slots":["a"],"page":{"title":"x"}}""", 400)]
    [InlineData("""{"slots":["a"],"page":{"shown":[""]}}""", 422)]
    public async Task A_request_for_banners_that_cannot_be_read_is_refused(string json, int status) =>
        Assert.Equal(status, (int)(await GatewayHost.SendAsync(Gateway.Client(), HttpMethod.Post, "/ads/decisions", json)).Response.StatusCode);

    [Theory]
    [InlineData("\"/articles/1\"")]
    [InlineData("""{"path":"/articles/1"}""")]
    [InlineData("""{"path":"/articles/1","shown":["0199.1.1"]}""")]
    public async Task A_page_is_its_path_or_what_it_shows(string page)
    {
        var json = $$"""{"slots":["{{_slot}}"],"page":{{page}},"capToken":"x","consent":true}""";

        Assert.Equal(HttpStatusCode.OK, (await GatewayHost.SendAsync(Gateway.Client(), HttpMethod.Post, "/ads/decisions", json)).Response.StatusCode);
    }

    /// <summary>Asks as a page does, until the answer holds or ten seconds have gone.</summary>
    private async Task<JsonElement> UntilAsync(Func<JsonElement, bool> holds)
    {
        var deadline = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var (response, body) = await GatewayHost.SendAsync(Gateway.Client(), HttpMethod.Post, "/ads/decisions", $$"""{"slots":["{{_slot}}"]}""");
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            var decision = body.GetProperty("decisions")[0];
            if (holds(decision))
            {
                return decision.Clone();
            }

            Assert.True(TimeProvider.System.GetElapsedTime(deadline) < TimeSpan.FromSeconds(10), $"Still {decision.GetRawText()}");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    private static (int Status, string? Code) Problem((HttpResponseMessage Response, JsonElement Body) answer) =>
        ((int)answer.Response.StatusCode, answer.Body.ValueKind == JsonValueKind.Object && answer.Body.TryGetProperty("code", out var code) ? code.GetString() : null);

    private static string Creative(string campaign) =>
        $$"""{"campaignId":"{{campaign}}","kind":"text","text":"사무실인테리어 전문업체! 큐브디자인","landingUrl":"http://www.cubedesign.co.kr"}""";

    private string Slot() => $$"""{"id":"{{_slot}}","sizes":["728x90"]}""";

    private string Campaign(string advertiser) => $$"""{"advertiserId":"{{advertiser}}","name":"봄","slots":["{{_slot}}"]}""";

    private static BudgetState Budget(string campaign, string advertiser) => new()
    {
        Campaign = campaign,
        Terms = new BudgetTerms { Site = "default", AdvertiserId = advertiser, Revision = 1, Pricing = Pricing.Rendered, PriceWon = 1_500, Goal = 1_000 },
        Billed = 7,
        Open = 20,
        BilledToday = 3,
        SpendWon = 10,
        CreditWon = 4,
        TimeShare = 0.25,
        Recent = [new HourCounts(Hours.Of(new DateTimeOffset(2026, 11, 26, 10, 59, 0, TimeSpan.FromHours(9))), 7, 4, 0, 3)],
        Expected = 9,
        LedgerRows = 5,
        LedgerHash = "ab",
        Counts =
        [
            new EventCount { Slot = "side", Creative = "c.1", Bucket = EventBucket.Duplicate, Count = 2 },
            new EventCount { Slot = "side", Creative = "c.1", Bucket = EventBucket.Rendered, Count = 7 },
            new EventCount { Slot = "side", Creative = "c.1", Bucket = EventBucket.Viewable, Count = 4 },
            new EventCount { Slot = "", Creative = "", Bucket = EventBucket.Forged, Count = 1 },
        ],
    };

    private async Task<(string Campaign, string Advertiser)> BookAsync(bool slot = true)
    {
        if (slot)
        {
            await CreatedAsync("/api/v1/slots", Slot());
        }

        var advertiser = await CreatedAsync("/api/v1/advertisers", """{"name":"큐브디자인"}""");
        return (await CreatedAsync("/api/v1/campaigns", Campaign(advertiser)), advertiser);
    }

    private async Task<string> CreatedAsync(string path, string json)
    {
        var (response, body) = await SendAsync(HttpMethod.Post, path, json);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return body.GetProperty("id").GetString()!;
    }

    private Task<(HttpResponseMessage Response, JsonElement Body)> SendAsync(
        HttpMethod method, string path, string? json = null, string? ifMatch = null, string? key = null) =>
        GatewayHost.SendAsync(Gateway.Client(Role.AdOps), method, path, json, ifMatch, key);

    private async Task<SlotState> ReadSlotAsync() =>
        (await Gateway.Grains.Client.GetGrain<ISlotGrain>($"default/{_slot}").Read(TestContext.Current.CancellationToken))!;
}
