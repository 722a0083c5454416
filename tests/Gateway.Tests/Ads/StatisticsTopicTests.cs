using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR.Client;
using Sokbo.Gateway.Tests.Api;
using Sokbo.Grains.Interfaces.Access;
using Sokbo.Grains.Interfaces.Ads.Budgets;
using Sokbo.Grains.Interfaces.Ads.Events;
using Xunit;

namespace Sokbo.Gateway.Tests.Ads;

public sealed class StatisticsTopicTests(AdsHost host)
{
    private readonly string _slot = "slot-" + Guid.NewGuid().ToString("N")[..8];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Role.AdOps, false, "snapshot")]
    [InlineData(Role.Advertiser, true, "snapshot")]
    [InlineData(Role.Advertiser, false, "denied")]
    [InlineData(Role.Reporter, true, "denied")]
    [InlineData(Role.None, false, "denied")]
    public async Task Statistics_are_for_ad_operations_and_the_campaigns_own_advertiser(Role role, bool owns, string outcome)
    {
        var (advertiser, campaign) = await BookAsync();
        var client = role == Role.None ? null : await host.Gateway.NewClientAsync(role, accounts: owns ? [advertiser] : ["another"]);

        await using var connection = await ConnectAsync(client);
        var answers = await SubscribeAsync(connection, $"stats/campaign/{campaign}", "stats/campaign/nobody", "catalogue/default");

        Assert.Equal([outcome, "denied", "denied"], answers.Select(answer => answer.GetProperty("outcome").GetString()));
    }

    [Fact]
    public async Task Whoever_subscribed_hears_what_is_counted()
    {
        var (_, campaign) = await BookAsync();
        await using var connection = await ConnectAsync(await host.Gateway.NewClientAsync(Role.AdOps));
        var heard = Channel.CreateUnbounded<JsonElement>();
        connection.On<JsonElement>("Updates", updates => heard.Writer.TryWrite(updates[0].GetProperty("data")));
        var before = (await SubscribeAsync(connection, $"stats/campaign/{campaign}"))[0].GetProperty("state");
        var budget = host.Gateway.Grains.Client.GetGrain<IBudgetGrain>(campaign);
        var lease = await budget.Lease(new LeaseRequest { Gateway = "g", Request = 1, Wanted = 4, RatePerSecond = 1 }, Cancellation);
        var item = new AdEvent { Lease = lease.Lease, Number = 0, Kind = AdEventKind.Rendered, Slot = _slot, Creative = "c.1", Hour = 1 };

        await budget.Fold(new FoldRequest("log", [new FoldEntry(1, new CampaignEvents(campaign, [item, item], []))]), Cancellation);

        var data = await heard.Reader.ReadAsync(Cancellation).AsTask().WaitAsync(TimeSpan.FromSeconds(10), Cancellation);
        Assert.Equal((0, 1, 3), (before.GetProperty("billed").GetInt64(), data.GetProperty("billed").GetInt64(), data.GetProperty("spendWon").GetInt64()));
        Assert.Equal(["rendered 1", "duplicate 1"], data.GetProperty("counts").EnumerateArray().Select(count => $"{count.GetProperty("bucket")} {count.GetProperty("count")}"));
    }

    private async Task<(string Advertiser, string Campaign)> BookAsync()
    {
        var adOps = host.Gateway.Client(Role.AdOps);
        await GatewayHost.SendAsync(adOps, HttpMethod.Post, "/api/v1/slots", $$"""{"id":"{{_slot}}","sizes":["728x90"]}""");
        var (_, advertiser) = await GatewayHost.SendAsync(adOps, HttpMethod.Post, "/api/v1/advertisers", """{"name":"견본"}""");
        var id = advertiser.GetProperty("id").GetString()!;
        var (_, campaign) = await GatewayHost.SendAsync(
            adOps,
            HttpMethod.Post,
            "/api/v1/campaigns",
            $$"""{"advertiserId":"{{id}}","name":"봄","slots":["{{_slot}}"],"pricing":"rendered","priceWon":3000,"goal":100,"pacing":"fast"}""");
        return (id, campaign.GetProperty("id").GetString()!);
    }

    private async Task<HubConnection> ConnectAsync(HttpClient? client)
    {
        var connection = new HubConnectionBuilder().WithUrl(new Uri(host.Gateway.Address, "/live"), options =>
        {
            if (client?.DefaultRequestHeaders.Authorization is { } authorization)
            {
                options.Headers["Authorization"] = authorization.ToString();
            }
        }).Build();
        await connection.StartAsync(Cancellation);
        return connection;
    }

    private static async Task<List<JsonElement>> SubscribeAsync(HubConnection connection, params string[] topics)
    {
        var answers = await connection.InvokeAsync<JsonElement>("Subscribe", topics.Select(topic => new { topic }), Cancellation);
        return [.. answers.EnumerateArray()];
    }
}
