using System.Net;
using System.Text.Json;
using Sokbo.Gateway.Tests.Api;
using Sokbo.Grains.Interfaces.Access;
using Xunit;

namespace Sokbo.Gateway.Tests.Ads.Bookings;

public sealed class BookingsEndpointsTests(AdsHost host)
{
    private const string Nowhere = "/api/v1/campaigns/availability";

    private GatewayHost Gateway => host.Gateway;

    [Fact]
    public async Task A_booking_without_room_is_refused_with_the_numbers_and_those_who_have_it()
    {
        var desk = await BookingDesk.OpenAsync(Gateway);
        await desk.RecordAsync(100);
        var first = await desk.BookAsync("먼저", 2_000);

        var asked = await desk.SendAsync(HttpMethod.Post, Nowhere, $$"""{"campaign":{{desk.Campaign("나중", 1_000)}}}""");
        var refused = await desk.SendAsync(HttpMethod.Post, "/api/v1/campaigns", desk.Campaign("나중", 1_000));
        var notForAdOps = await desk.SendAsync(HttpMethod.Post, "/api/v1/campaigns?allowOverbooking=true", desk.Campaign("나중", 1_000));
        var over = await desk.SendAsync(HttpMethod.Post, "/api/v1/campaigns?allowOverbooking=true", desk.Campaign("나중", 1_000), Role.Operator);

        Assert.Equal((HttpStatusCode.OK, false), (asked.Response.StatusCode, asked.Body.GetProperty("bookable").GetBoolean()));
        Assert.Equal((409, "overbooked"), Problem(refused));
        var room = refused.Body.GetProperty("availability");
        Assert.Equal(asked.Body.GetRawText(), room.GetRawText());
        Assert.InRange(room.GetProperty("available").GetInt64(), 100, 200);
        Assert.Equal((first, "먼저"), (room.GetProperty("conflicting")[0].GetProperty("id").GetString(), room.GetProperty("conflicting")[0].GetProperty("name").GetString()));
        Assert.Contains("먼저", refused.Body.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(2, room.GetProperty("days").GetArrayLength());
        Assert.Equal((403, "wrong-role"), Problem(notForAdOps));
        Assert.Equal(HttpStatusCode.Created, over.Response.StatusCode);
    }

    [Fact]
    public async Task An_advertiser_hears_how_many_stand_in_its_way_and_not_who()
    {
        var desk = await BookingDesk.OpenAsync(Gateway);
        await desk.RecordAsync(100);
        var own = await desk.BookAsync("나", 1_500);
        await desk.SendAsync(HttpMethod.Post, $"/api/v1/campaigns/{own}/pause");
        var other = await BookingDesk.OpenAsync(Gateway);
        var rival = desk.Campaign("경쟁사", 1_500).Replace(desk.Advertiser, other.Advertiser, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Created, (await desk.SendAsync(HttpMethod.Post, "/api/v1/campaigns", rival)).Response.StatusCode);
        using var advertiser = await Gateway.NewClientAsync(Role.Advertiser, accounts: [desk.Advertiser]);

        var resumed = await GatewayHost.SendAsync(advertiser, HttpMethod.Post, $"/api/v1/campaigns/{own}/resume");

        Assert.Equal((409, "overbooked"), Problem(resumed));
        Assert.DoesNotContain("경쟁사", resumed.Body.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(1, resumed.Body.GetProperty("availability").GetProperty("othersConflicting").GetInt32());
    }

    [Fact]
    public async Task Without_recorded_traffic_the_forecast_says_so_and_bookings_are_taken()
    {
        var desk = await BookingDesk.OpenAsync(Gateway);

        var asked = await desk.SendAsync(HttpMethod.Post, Nowhere, $$"""{"campaign":{{desk.Campaign("봄", 1_000_000_000)}}}""");

        Assert.Equal(("none", true), (asked.Body.GetProperty("forecast").GetString(), asked.Body.GetProperty("bookable").GetBoolean()));
        Assert.False(asked.Body.TryGetProperty("available", out _));
        await desk.BookAsync("봄", 1_000_000_000);
    }

    [Fact]
    public async Task A_copy_has_new_dates_and_the_creatives_and_happens_once()
    {
        var desk = await BookingDesk.OpenAsync(Gateway);
        var original = await desk.BookAsync("봄", 100);
        await desk.AddAsync(original);
        const string json = """{"name":"여름","start":"2027-06-01T00:00:00+09:00","end":"2027-07-01T00:00:00+09:00","goal":50}""";

        var copied = await desk.SendAsync(HttpMethod.Post, $"/api/v1/campaigns/{original}/copy", json, key: "copy-" + original);
        var again = await desk.SendAsync(HttpMethod.Post, $"/api/v1/campaigns/{original}/copy", json, key: "copy-" + original);
        var wrong = await desk.SendAsync(HttpMethod.Post, $"/api/v1/campaigns/{original}/copy", """{"start":"2027-06-02T00:00:00Z","end":"2027-06-01T00:00:00Z"}""");

        Assert.Equal(HttpStatusCode.Created, copied.Response.StatusCode);
        Assert.Equal(copied.Body.GetProperty("id").GetString(), again.Body.GetProperty("id").GetString());
        var copy = await desk.ReadAsync(copied.Body.GetProperty("id").GetString()!);
        Assert.Equal(("여름", 50, "봄"), (copy.GetProperty("name").GetString(), copy.GetProperty("goal").GetInt32(), copy.GetProperty("creatives")[0].GetProperty("text").GetString()));
        Assert.Equal($"{copied.Body.GetProperty("id").GetString()}.1", copy.GetProperty("creatives")[0].GetProperty("id").GetString());
        Assert.Equal((422, "validation-failed"), Problem(wrong));
    }

    [Fact]
    public async Task A_copied_banner_of_html_has_its_frame()
    {
        var desk = await BookingDesk.OpenAsync(Gateway);
        var original = await desk.BookAsync("봄", 100);
        var added = await desk.SendAsync(
            HttpMethod.Post,
            "/api/v1/creatives",
            $$"""{"campaignId":"{{original}}","kind":"html","text":"책","html":"<b>책</b>","width":728,"height":90,"landingUrl":"https://example.kr/"}""");

        var copied = await desk.SendAsync(HttpMethod.Post, $"/api/v1/campaigns/{original}/copy", """{"name":"여름"}""");

        Assert.Equal(HttpStatusCode.Created, copied.Response.StatusCode);
        Assert.Equal(added.Body.GetProperty("frame").GetString(), copied.Body.GetProperty("creatives")[0].GetProperty("frame").GetString());
    }

    [Fact]
    public async Task Several_are_paused_resumed_and_approved_together_or_not_at_all()
    {
        var desk = await BookingDesk.OpenAsync(Gateway);
        string[] campaigns = [await desk.BookAsync("하나", 10), await desk.BookAsync("둘", 10)];
        using var advertiser = await Gateway.NewClientAsync(Role.Advertiser, accounts: [desk.Advertiser]);
        var added = await GatewayHost.SendAsync(
            advertiser, HttpMethod.Post, "/api/v1/creatives", $$"""{"campaignId":"{{campaigns[0]}}","kind":"text","text":"봄","landingUrl":"https://example.kr/"}""");
        var creative = added.Body.GetProperty("id").GetString();

        var refused = await desk.SendAsync(HttpMethod.Post, "/api/v1/campaigns/bulk/pause", $$"""{"ids":["{{campaigns[0]}}","nothing"]}""");
        var running = await desk.ReadAsync(campaigns[0]);
        var paused = await GatewayHost.SendAsync(advertiser, HttpMethod.Post, "/api/v1/campaigns/bulk/pause", $$"""{"ids":["{{campaigns[0]}}","{{campaigns[1]}}"]}""");
        var resumed = await desk.SendAsync(HttpMethod.Post, "/api/v1/campaigns/bulk/resume", $$"""{"ids":["{{campaigns[1]}}"]}""");
        var stale = await desk.SendAsync(HttpMethod.Post, "/api/v1/creatives/bulk/approve", $$"""{"creatives":[{"id":"{{creative}}","revision":7}]}""");
        var approved = await desk.SendAsync(HttpMethod.Post, "/api/v1/creatives/bulk/approve", $$"""{"creatives":[{"id":"{{creative}}","revision":1}]}""");

        Assert.Equal((409, "batch-refused"), Problem(refused));
        Assert.Equal("/ids/1", refused.Body.GetProperty("errors")[0].GetProperty("pointer").GetString());
        Assert.False(running.GetProperty("paused").GetBoolean());
        Assert.Equal([true, true], paused.Body.EnumerateArray().Select(campaign => campaign.GetProperty("paused").GetBoolean()));
        Assert.False(Assert.Single(resumed.Body.EnumerateArray()).GetProperty("paused").GetBoolean());
        Assert.Equal((409, "batch-refused"), Problem(stale));
        Assert.Equal("approved", Assert.Single(approved.Body.EnumerateArray()).GetProperty("creatives")[0].GetProperty("approval").GetString());
    }

    [Fact]
    public async Task Others_campaigns_are_not_for_an_advertiser_to_pause()
    {
        var desk = await BookingDesk.OpenAsync(Gateway);
        var campaign = await desk.BookAsync("봄", 10);
        using var other = await Gateway.NewClientAsync(Role.Advertiser, accounts: ["other"]);

        var refused = await GatewayHost.SendAsync(other, HttpMethod.Post, "/api/v1/campaigns/bulk/pause", $$"""{"ids":["{{campaign}}"]}""");

        Assert.Equal((409, "batch-refused"), Problem(refused));
        Assert.False((await desk.ReadAsync(campaign)).GetProperty("paused").GetBoolean());
    }

    [Fact]
    public async Task An_unknown_macro_is_refused_with_those_there_are()
    {
        var desk = await BookingDesk.OpenAsync(Gateway);
        var campaign = await desk.BookAsync("봄", 10);

        var refused = await desk.SendAsync(
            HttpMethod.Post, "/api/v1/creatives", $$"""{"campaignId":"{{campaign}}","kind":"text","text":"봄","landingUrl":"https://example.kr/?c={kampagne}"}""");

        Assert.Equal((422, "validation-failed"), Problem(refused));
        Assert.Contains("{campaignName}", refused.Body.GetRawText(), StringComparison.Ordinal);
    }

    private static (int Status, string? Code) Problem((HttpResponseMessage Response, JsonElement Body) answer) =>
        ((int)answer.Response.StatusCode, answer.Body.ValueKind == JsonValueKind.Object && answer.Body.TryGetProperty("code", out var code) ? code.GetString() : answer.Body.ToString());
}
