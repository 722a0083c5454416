using System.Net;
using System.Text;
using System.Text.Json;
using Sokbo.Gateway.Tests.Api;
using Sokbo.Grains.Interfaces.Access;
using Xunit;

namespace Sokbo.Gateway.Tests.Ads.Pauses;

public sealed class PauseConfirmationsTests(AdsHost host)
{
    private const string Browser = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:144.0) Gecko/20100101 Firefox/144.0";

    private readonly string _slot = "slot-" + Guid.NewGuid().ToString("N")[..8];

    private GatewayHost Gateway => host.Gateway;

    [Fact]
    public async Task Each_page_that_says_so_counts_once_and_nobody_else_does()
    {
        var campaign = await BookAsync();
        var (first, second, third) = (await TicketAsync(), await TicketAsync(), await TicketAsync());
        var before = await ReadAsync(campaign);

        await GatewayHost.SendAsync(Gateway.Client(Role.AdOps), HttpMethod.Post, $"/api/v1/campaigns/{campaign}/pause");
        Assert.Equal(HttpStatusCode.NoContent, await TellAsync([first, second, first]));
        Assert.Equal(HttpStatusCode.NoContent, await TellAsync([first]));
        Assert.Equal(HttpStatusCode.NoContent, await TellAsync([third[..^2] + "xx", "nonsense"]));
        Assert.Equal(HttpStatusCode.NoContent, await TellAsync([third], "curl/8.14.1"));
        var paused = await ReadAsync(campaign);

        Assert.False(before.TryGetProperty("pause", out _));
        Assert.Equal(2, paused.GetProperty("pause").GetProperty("pagesConfirmed").GetInt64());
        Assert.True(paused.GetProperty("pause").GetProperty("at").GetDateTimeOffset() <= Gateway.Time.GetUtcNow());

        await GatewayHost.SendAsync(Gateway.Client(Role.AdOps), HttpMethod.Post, $"/api/v1/campaigns/{campaign}/resume");
        Assert.False((await ReadAsync(campaign)).TryGetProperty("pause", out _));
    }

    private async Task<HttpStatusCode> TellAsync(string[] tickets, string agent = Browser)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/ads/events")
        {
            Content = new StringContent(JsonSerializer.Serialize(tickets.Select(ticket => new { ticket, @event = "gone" })), Encoding.UTF8, "text/plain"),
        };
        request.Headers.TryAddWithoutValidation("User-Agent", agent);
        using var response = await Gateway.Client().SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    private async Task<JsonElement> ReadAsync(string campaign) =>
        (await GatewayHost.SendAsync(Gateway.Client(Role.AdOps), HttpMethod.Get, $"/api/v1/campaigns/{campaign}")).Body;

    private async Task<string> BookAsync()
    {
        var ops = Gateway.Client(Role.AdOps);
        await GatewayHost.SendAsync(ops, HttpMethod.Post, "/api/v1/slots", $$"""{"id":"{{_slot}}","sizes":["300x250"]}""");
        var advertiser = (await GatewayHost.SendAsync(ops, HttpMethod.Post, "/api/v1/advertisers", """{"name":"동네책방"}""")).Body.GetProperty("id").GetString();
        var campaign = (await GatewayHost.SendAsync(
            ops, HttpMethod.Post, "/api/v1/campaigns", $$"""{"advertiserId":"{{advertiser}}","name":"봄","slots":["{{_slot}}"]}""")).Body.GetProperty("id").GetString()!;
        await GatewayHost.SendAsync(ops, HttpMethod.Post, "/api/v1/creatives", $$"""{"campaignId":"{{campaign}}","kind":"text","text":"책","landingUrl":"https://example.kr/"}""");
        return campaign;
    }

    private async Task<string> TicketAsync()
    {
        for (var attempt = 0; ; attempt++)
        {
            var (_, body) = await GatewayHost.SendAsync(Gateway.Client(), HttpMethod.Post, "/ads/decisions", $$"""{"slots":["{{_slot}}"]}""");
            if (body.GetProperty("decisions")[0].TryGetProperty("ticket", out var ticket))
            {
                return ticket.GetString()!;
            }

            Assert.True(attempt < 100, $"Still {body.GetRawText()}");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }
}
