using System.Net;
using System.Text.Json;
using Sokbo.Gateway.Tests.Api;
using Sokbo.Grains.Interfaces.Access;
using Sokbo.Grains.Interfaces.Ads.Bookings;
using Sokbo.Grains.Interfaces.Ads.Events;
using Xunit;

namespace Sokbo.Gateway.Tests.Ads.Bookings;

/// <summary>A site of one test with one slot, and the calls that book on it.</summary>
internal sealed class BookingDesk
{
    private BookingDesk(GatewayHost gateway, string site, string advertiser) => (Gateway, Site, Advertiser) = (gateway, site, advertiser);

    public GatewayHost Gateway { get; }

    public string Site { get; }

    public string Advertiser { get; }

    public static async Task<BookingDesk> OpenAsync(GatewayHost gateway)
    {
        var site = "s" + Guid.NewGuid().ToString("N")[..10];
        await GatewayHost.SendAsync(gateway.Client(Role.Operator), HttpMethod.Put, $"/api/v1/sites/{site}", """{"name":"예약","hosts":[]}""");
        var desk = new BookingDesk(gateway, site, await CreateAsync(gateway, "/api/v1/advertisers", """{"name":"큐브디자인"}"""));
        await CreateAsync(gateway, "/api/v1/slots", $$"""{"id":"side","sizes":["728x90"],"site":"{{site}}"}""");
        return desk;
    }

    /// <summary>A day of the same traffic in every hour.</summary>
    public async Task RecordAsync(long everyHour)
    {
        var now = Hours.Of(Gateway.Grains.Time.GetUtcNow());
        foreach (var (index, hour) in Enumerable.Range(now - 26, 24).Index())
        {
            await Gateway.Grains.Client.GetGrain<ITrafficGrain>(Site).Report(
                new TrafficReport("gateway", index + 1, hour, [new SlotTraffic { Slot = "side", Hour = hour, Requests = everyHour }]), TestContext.Current.CancellationToken);
        }
    }

    public string Campaign(string name, long goal) => $$"""
        {"advertiserId":"{{Advertiser}}","site":"{{Site}}","name":"{{name}}","slots":["side"],"pricing":"rendered","goal":{{goal}},
         "start":"{{Gateway.Grains.Time.GetUtcNow():O}}","end":"{{Gateway.Grains.Time.GetUtcNow().AddDays(1):O}}"}
        """;

    public Task<string> BookAsync(string name, long goal) => CreateAsync(Gateway, "/api/v1/campaigns", Campaign(name, goal));

    public Task<string> AddAsync(string campaign, string landingUrl = "https://example.kr/") => CreateAsync(
        Gateway, "/api/v1/creatives", $$"""{"campaignId":"{{campaign}}","kind":"text","text":"봄","landingUrl":"{{landingUrl}}"}""");

    public Task<(HttpResponseMessage Response, JsonElement Body)> SendAsync(HttpMethod method, string path, string? json = null, Role role = Role.AdOps, string? key = null) =>
        GatewayHost.SendAsync(Gateway.Client(role), method, path, json, idempotencyKey: key);

    public async Task<JsonElement> ReadAsync(string campaign) => (await SendAsync(HttpMethod.Get, $"/api/v1/campaigns/{campaign}")).Body;

    private static async Task<string> CreateAsync(GatewayHost gateway, string path, string json)
    {
        var (response, body) = await GatewayHost.SendAsync(gateway.Client(Role.Operator), HttpMethod.Post, path, json);
        Assert.True(response.StatusCode == HttpStatusCode.Created, body.ToString());
        return body.GetProperty("id").GetString()!;
    }
}
