using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Sokbo.Gateway.Tests.Api;
using Sokbo.Grains.Interfaces.Access;
using Sokbo.Grains.Interfaces.Ads.Bookings;
using Sokbo.Grains.Interfaces.Ads.Budgets;
using Sokbo.Grains.Interfaces.Ads.Events;
using Xunit;

namespace Sokbo.Gateway.Tests.Ads.Money;

public sealed class MoneyEndpointsTests(AdsHost host)
{
    private readonly string _slot = "slot-" + Guid.NewGuid().ToString("N")[..8];
    private readonly string _log = "log" + Guid.NewGuid().ToString("N");
    private long _seq;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private HttpClient AdOps => host.Gateway.Client(Role.AdOps);

    [Fact]
    public async Task Statistics_are_exported_with_their_meanings_in_both_languages()
    {
        var (_, campaign) = await BookAsync();
        await CountAsync(campaign, rendered: 3, viewable: 2);

        var json = await GetAsync($"/api/v1/campaigns/{campaign}/statistics.json?by=slot");
        var csv = await AdOps.GetByteArrayAsync(new Uri($"/api/v1/campaigns/{campaign}/statistics.csv?by=hour", UriKind.Relative), Cancellation);
        var english = await AdOps.GetStringAsync(new Uri($"/api/v1/campaigns/{campaign}/statistics.csv?lang=en", UriKind.Relative), Cancellation);

        var row = Assert.Single(json.GetProperty("rows").EnumerateArray());
        Assert.Equal((_slot, 3, 2, 2), (row.GetProperty("key").GetString(), row.GetProperty("rendered").GetInt32(), row.GetProperty("viewable").GetInt32(), row.GetProperty("billed").GetInt32()));
        Assert.Equal(0.666667, row.GetProperty("viewableRate").GetDouble());
        Assert.StartsWith("가시 노출: ", json.GetProperty("definitions").GetProperty("viewable").GetString(), StringComparison.Ordinal);
        var text = Encoding.UTF8.GetString(csv);
        Assert.StartsWith("\uFEFF시각(한국),노출,가시 노출,클릭,가시율,클릭률,과금 수,중복,", text, StringComparison.Ordinal);
        var hour = host.Gateway.Grains.Time.GetUtcNow().ToOffset(TimeSpan.FromHours(9));
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"\r\n{hour:yyyy-MM-dd HH}:00,3,2,0,0.666667,0,2,0,"), text, StringComparison.Ordinal);
        Assert.Contains("\r\n합계,3,2,0,", text, StringComparison.Ordinal);
        Assert.Contains("용어 풀이", text, StringComparison.Ordinal);
        Assert.Contains("Day (Seoul),Rendered,Viewable,Clicks", english, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("from=2026-13-01", "/from")]
    [InlineData("from=2026-11-24&to=2026-11-23", "/from")]
    [InlineData("from=2020-01-01&by=hour", "/from")]
    [InlineData("by=minute", "/by")]
    public async Task A_range_that_cannot_be_is_named(string query, string place)
    {
        var (_, campaign) = await BookAsync();

        var (response, body) = await GatewayHost.SendAsync(AdOps, HttpMethod.Get, $"/api/v1/campaigns/{campaign}/statistics.csv?{query}");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Contains(place, body.GetProperty("errors")[0].GetProperty("pointer").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_statement_says_what_is_to_be_paid_and_that_it_is_no_tax_invoice()
    {
        var (advertiser, campaign) = await BookAsync(price: 3_333);
        await CountAsync(campaign, rendered: 10, viewable: 7);
        await GatewayHost.SendAsync(AdOps, HttpMethod.Post, $"/api/v1/campaigns/{campaign}/credits", """{"amountWon":4,"reason":"<b>송출 오류</b>"}""");

        var statement = await GetAsync($"/api/v1/advertisers/{advertiser}/statements/2026-11");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/advertisers/{advertiser}/statements/2026-11");
        request.Headers.Add("Accept", "text/html");
        var page = await AdOps.SendAsync(request, Cancellation);
        var html = await page.Content.ReadAsStringAsync(Cancellation);

        // 7 × 3.333 won, less 4; VAT of 19 won is 1.
        Assert.Equal((19, 1, 20), (statement.GetProperty("supplyWon").GetInt64(), statement.GetProperty("vatWon").GetInt64(), statement.GetProperty("totalWon").GetInt64()));
        Assert.Equal(["delivery 23", "credit -4"], statement.GetProperty("lines").EnumerateArray().Select(line => $"{line.GetProperty("kind")} {line.GetProperty("amountWon")}"));
        Assert.Equal("124-81-00998", statement.GetProperty("advertiser").GetProperty("businessNumber").GetString());
        Assert.False(statement.GetProperty("closed").GetBoolean());
        Assert.Contains("세금계산서가 아닙니다", statement.GetProperty("notice").GetString(), StringComparison.Ordinal);
        Assert.Contains("이 거래명세서는 세금계산서가 아닙니다.", html, StringComparison.Ordinal);
        Assert.Contains("124-81-00998", html, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;송출 오류", html, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"reason":"r"}""")]
    [InlineData("""{"amountWon":1,"numbers":1,"reason":"r"}""")]
    [InlineData("""{"amountWon":0,"reason":"r"}""")]
    [InlineData("""{"numbers":-1,"reason":"r"}""")]
    [InlineData("""{"amountWon":1,"reason":" "}""")]
    public async Task A_credit_that_says_nothing_or_too_much_is_refused(string body)
    {
        var (_, campaign) = await BookAsync();

        var (response, _) = await GatewayHost.SendAsync(AdOps, HttpMethod.Post, $"/api/v1/campaigns/{campaign}/credits", body);
        var credits = await GetAsync($"/api/v1/campaigns/{campaign}/credits");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Equal(0, credits.GetArrayLength());
    }

    [Fact]
    public async Task A_make_good_raises_the_goal_and_its_repetition_does_nothing()
    {
        var (_, campaign) = await BookAsync(price: 3_333);
        var key = Guid.NewGuid().ToString();

        var (first, made) = await GatewayHost.SendAsync(AdOps, HttpMethod.Post, $"/api/v1/campaigns/{campaign}/credits", """{"numbers":10,"reason":"화면 오류","by":"김 부장"}""", idempotencyKey: key);
        await GatewayHost.SendAsync(AdOps, HttpMethod.Post, $"/api/v1/campaigns/{campaign}/credits", """{"numbers":10,"reason":"화면 오류","by":"김 부장"}""", idempotencyKey: key);

        var state = (await host.Gateway.Grains.Client.GetGrain<IBudgetGrain>(campaign).Read(Cancellation))!;
        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(("2026-11", 34, "김 부장"), (made.GetProperty("month").GetString(), made.GetProperty("amountWon").GetInt64(), made.GetProperty("by").GetString()));
        Assert.Equal((110, 34, 10), (state.Terms.Goal, state.CreditWon, state.MadeGood));
    }

    [Fact]
    public async Task A_month_is_reported_by_site_slot_advertiser_and_reason()
    {
        var (advertiser, campaign) = await BookAsync();
        await CountAsync(campaign, rendered: 5, viewable: 4);

        var bySlot = await RowAsync("slot", $"default/{_slot}");
        var byAdvertiser = await RowAsync("advertiser", advertiser);
        var reasons = await GetAsync("/api/v1/months/2026-11/export.json?by=reason");
        var csv = await AdOps.GetStringAsync(new Uri("/api/v1/months/2026-11/export.csv?by=advertiser", UriKind.Relative), Cancellation);
        var (wrong, _) = await GatewayHost.SendAsync(AdOps, HttpMethod.Get, "/api/v1/months/2026-11/export.csv?by=moon");

        Assert.Equal((4, 5), (bySlot.GetProperty("billed").GetInt64(), bySlot.GetProperty("counts").GetProperty("rendered").GetInt64()));
        Assert.Equal((4, 12), (byAdvertiser.GetProperty("billed").GetInt64(), byAdvertiser.GetProperty("netWon").GetInt64()));
        Assert.Contains(reasons.GetProperty("rows").EnumerateArray(), row => row.GetProperty("key").GetString() == "late");
        Assert.Contains($"\r\n{advertiser},1,5,4,", csv, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
    }

    [Fact]
    public async Task What_no_campaign_filled_is_reported_by_site_slot_and_reason_and_where_nothing_is_known_there_is_no_number()
    {
        var site = "u" + _log[3..15];
        await GatewayHost.SendAsync(host.Gateway.Client(Role.Operator), HttpMethod.Put, $"/api/v1/sites/{site}", $$"""{"name":"가람일보","hosts":["{{site}}.example.kr"]}""");
        var (advertiser, campaign) = await BookAsync(site: site);
        await CountAsync(campaign, rendered: 5, viewable: 4);
        await AskedAsync(site, new DateTimeOffset(2026, 11, 3, 0, 0, 0, TimeSpan.Zero), (_slot, 9, 5), ("unsold", 4, 0));
        var own = await host.Gateway.NewClientAsync(Role.AdOps, sites: [site]);
        var stranger = await host.Gateway.NewClientAsync(Role.AdOps, sites: ["elsewhere"]);

        var sold = await RowAsync(own, "2026-11", "slot", $"{site}/{_slot}");
        var unsold = await RowAsync(own, "2026-11", "slot", $"{site}/unsold");
        var whole = await RowAsync(own, "2026-11", "site", site);
        var reason = await RowAsync(own, "2026-11", "reason", "unfilled");
        var unknown = await RowAsync(own, "2024-01", "reason", "unfilled");
        var byAdvertiser = await RowAsync(own, "2026-11", "advertiser", advertiser);
        var csv = await own.GetStringAsync(new Uri("/api/v1/months/2026-11/export.csv?by=slot&lang=en", UriKind.Relative), Cancellation);
        var (_, foreign) = await GatewayHost.SendAsync(stranger, HttpMethod.Get, "/api/v1/months/2026-11/export.json?by=slot");

        Assert.Equal(("1 9 4", "0 4 4", "1 13 8"), (Demand(sold), Demand(unsold), Demand(whole)));
        Assert.Equal(5, sold.GetProperty("counts").GetProperty("rendered").GetInt64());
        Assert.Equal("""{"unfilled":8}""", reason.GetProperty("counts").GetRawText());
        Assert.Equal("{}", unknown.GetProperty("counts").GetRawText());
        Assert.False(byAdvertiser.TryGetProperty("unfilled", out _));
        Assert.Contains(",Billed,Supply value (won),Requests,Unfilled\r\n", csv, StringComparison.Ordinal);
        Assert.Matches($"\r\n{site}/{_slot},1,5,4,.*,4,,9,4\r\n", csv);
        Assert.Empty(foreign.GetProperty("rows").EnumerateArray());
    }

    [Fact]
    public async Task Only_operators_of_all_sites_close_months_and_only_those_that_are_over()
    {
        var bound = await host.Gateway.NewClientAsync(Role.Operator, sites: ["default"]);

        var (byAdOps, _) = await GatewayHost.SendAsync(AdOps, HttpMethod.Post, "/api/v1/months/2026-11/close");
        var (ofOneSite, _) = await GatewayHost.SendAsync(bound, HttpMethod.Post, "/api/v1/months/2026-11/close");
        var (early, problem) = await GatewayHost.SendAsync(host.Gateway.Client(Role.Operator), HttpMethod.Post, "/api/v1/months/2026-11/close");
        var (none, _) = await GatewayHost.SendAsync(host.Gateway.Client(Role.Operator), HttpMethod.Post, "/api/v1/months/2026-1/close");

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (byAdOps.StatusCode, ofOneSite.StatusCode));
        Assert.Equal((HttpStatusCode.Conflict, "month-not-over"), (early.StatusCode, problem.GetProperty("code").GetString()));
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public async Task What_is_paid_for_is_fixed_once_something_was_counted()
    {
        var (_, campaign) = await BookAsync();
        await CountAsync(campaign, rendered: 1, viewable: 1);
        var (read, _) = await GatewayHost.SendAsync(AdOps, HttpMethod.Get, $"/api/v1/campaigns/{campaign}");

        var (response, problem) = await GatewayHost.SendAsync(
            AdOps,
            HttpMethod.Put,
            $"/api/v1/campaigns/{campaign}",
            $$"""{"name":"봄","slots":["{{_slot}}"],"pricing":"click","priceWon":3000,"goal":100}""",
            ifMatch: read.Headers.ETag!.Tag);

        Assert.Equal((HttpStatusCode.Conflict, "pricing-fixed"), (response.StatusCode, problem.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task A_business_number_that_cannot_be_is_refused()
    {
        var (response, problem) = await GatewayHost.SendAsync(
            AdOps, HttpMethod.Post, "/api/v1/advertisers", """{"name":"견본","business":{"number":"124-81-00999","name":"견본"}}""");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Equal("/business/number", problem.GetProperty("errors")[0].GetProperty("pointer").GetString());
    }

    private Task<JsonElement> RowAsync(string by, string key) => RowAsync(AdOps, "2026-11", by, key);

    private static async Task<JsonElement> RowAsync(HttpClient client, string month, string by, string key) =>
        (await GetAsync(client, $"/api/v1/months/{month}/export.json?by={by}")).GetProperty("rows").EnumerateArray().Single(row => row.GetProperty("key").GetString() == key);

    private static string Demand(JsonElement row) => $"{row.GetProperty("campaigns")} {row.GetProperty("requests")} {row.GetProperty("unfilled")}";

    /// <summary>A gateway reports what pages of a site asked for.</summary>
    private Task AskedAsync(string site, DateTimeOffset at, params (string Slot, long Requests, long Shown)[] slots) =>
        host.Gateway.Grains.Client.GetGrain<ITrafficGrain>(site).Report(
            new TrafficReport(
                _log, ++_seq, Hours.Of(at), [.. slots.Select(slot => new SlotTraffic { Slot = slot.Slot, Hour = Hours.Of(at), Requests = slot.Requests, Shown = slot.Shown })]),
            Cancellation);

    private Task<JsonElement> GetAsync(string path) => GetAsync(AdOps, path);

    private static async Task<JsonElement> GetAsync(HttpClient client, string path)
    {
        var (response, body) = await GatewayHost.SendAsync(client, HttpMethod.Get, path);
        Assert.True(response.IsSuccessStatusCode, $"{path} answered {response.StatusCode}: {body}");
        return body;
    }

    private async Task<(string Advertiser, string Campaign)> BookAsync(long price = 3_000, string site = "default")
    {
        await GatewayHost.SendAsync(AdOps, HttpMethod.Post, "/api/v1/slots", $$"""{"id":"{{_slot}}","site":"{{site}}","sizes":["728x90"]}""");
        var (_, advertiser) = await GatewayHost.SendAsync(
            AdOps, HttpMethod.Post, "/api/v1/advertisers", """{"name":"견본","business":{"number":"1248100998","name":"견본 상회","representative":"홍길동"}}""");
        var id = advertiser.GetProperty("id").GetString()!;
        var (_, campaign) = await GatewayHost.SendAsync(
            AdOps,
            HttpMethod.Post,
            "/api/v1/campaigns",
            string.Create(CultureInfo.InvariantCulture, $$"""{"advertiserId":"{{id}}","site":"{{site}}","name":"봄","slots":["{{_slot}}"],"pricing":"viewable","priceWon":{{price}},"goal":100,"pacing":"fast"}"""));
        return (id, campaign.GetProperty("id").GetString()!);
    }

    private async Task CountAsync(string campaign, int rendered, int viewable)
    {
        var budget = host.Gateway.Grains.Client.GetGrain<IBudgetGrain>(campaign);
        var lease = await budget.Lease(new LeaseRequest { Gateway = "g", Request = 1, Wanted = rendered, RatePerSecond = 1 }, Cancellation);
        var hour = Hours.Of(host.Gateway.Grains.Time.GetUtcNow());
        AdEvent Event(int number, AdEventKind kind) => new() { Lease = lease.Lease, Number = number, Kind = kind, Slot = _slot, Creative = "c.1", Hour = hour };
        AdEvent[] events =
        [
            .. Enumerable.Range(0, rendered).Select(number => Event(number, AdEventKind.Rendered)),
            .. Enumerable.Range(0, viewable).Select(number => Event(number, AdEventKind.Viewable)),
        ];
        await budget.Fold(new FoldRequest(_log, [new FoldEntry(++_seq, new CampaignEvents(campaign, [.. events], []))]), Cancellation);
    }
}
