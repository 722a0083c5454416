using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Sokbo.Gateway.Ads.Decisions;
using Sokbo.Gateway.Tests.Api;
using Sokbo.Grains.Interfaces.Access;
using Sokbo.Grains.Interfaces.Ads.Rules;
using Xunit;

namespace Sokbo.Gateway.Tests.Ads.Decisions;

public sealed class ExplainEndpointsTests(AdsHost host)
{
    private GatewayHost Gateway => host.Gateway;

    [Fact]
    public async Task Ad_operations_read_by_what_each_campaign_lost()
    {
        var (decision, journal) = Decide();

        var (response, body) = await ExplainAsync(Role.AdOps, decision.ToString());

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal((decision.ToString(), "default", "bottom", "e:1"), (Text(body, "decision"), Text(body, "site"), Text(body, "slot"), Text(body, "catalogue")));
        Assert.Equal(("a", "a.1.1", true), (Text(body, "campaign"), Text(body, "creative"), body.GetProperty("repeats").GetBoolean()));
        Assert.Equal(["section:sports"], body.GetProperty("page").EnumerateArray().Select(value => value.GetString()));
        Assert.Equal(
            ["a won", "b targeting:section", "c paused", "d competitive", "e priority", "f frequency-cap"],
            body.GetProperty("campaigns").EnumerateArray().Select(row => $"{Text(row, "campaign")} {Text(row, "reason")}"));
        Assert.Equal(journal.Run, decision.Run);
    }

    [Fact]
    public async Task An_advertiser_learns_of_its_own_campaigns_only()
    {
        var (decision, _) = Decide();
        using var winner = await Gateway.NewClientAsync(Role.Advertiser, accounts: ["adv-a"]);
        using var loser = await Gateway.NewClientAsync(Role.Advertiser, accounts: ["adv-b"]);
        using var elsewhere = await Gateway.NewClientAsync(Role.AdOps, sites: ["other"]);

        var won = (await GatewayHost.SendAsync(winner, HttpMethod.Get, $"/api/v1/decisions/{decision}/explain")).Body;
        var lost = (await GatewayHost.SendAsync(loser, HttpMethod.Get, $"/api/v1/decisions/{decision}/explain")).Body;
        var refused = await GatewayHost.SendAsync(elsewhere, HttpMethod.Get, $"/api/v1/decisions/{decision}/explain");

        Assert.Equal("a", Text(won, "campaign"));
        Assert.Equal("b", Text(Assert.Single(lost.GetProperty("campaigns").EnumerateArray()), "campaign"));
        foreach (var hidden in new[] { "campaign", "creative", "lease", "number", "rotation", "page" })
        {
            Assert.False(lost.TryGetProperty(hidden, out _), hidden);
        }

        Assert.Equal(403, (int)refused.Response.StatusCode);
        Assert.Equal(403, (int)(await ExplainAsync(Role.Editor, decision.ToString())).Response.StatusCode);
    }

    [Fact]
    public async Task What_another_run_made_or_nobody_is_told_apart()
    {
        var (decision, _) = Decide();

        var elsewhere = await ExplainAsync(Role.AdOps, (decision with { Run = decision.Run ^ 1 }).ToString());
        var unknown = await ExplainAsync(Role.AdOps, (decision with { Number = long.MaxValue }).ToString());
        var nonsense = await ExplainAsync(Role.AdOps, "0199c0de");

        Assert.Equal((421, "decision-elsewhere"), ((int)elsewhere.Response.StatusCode, Text(elsewhere.Body, "code")));
        Assert.Equal((404, "not-found"), ((int)unknown.Response.StatusCode, Text(unknown.Body, "code")));
        Assert.Equal(404, (int)nonsense.Response.StatusCode);
    }

    [Fact]
    public async Task What_is_not_kept_any_more_is_gone()
    {
        var (decision, journal) = Decide(EngineBench.Now.AddYears(-1));

        var (response, body) = await ExplainAsync(Role.AdOps, decision.ToString());

        Assert.Equal((410, "decision-expired"), ((int)response.StatusCode, Text(body, "code")));
        Assert.Equal(DecisionStanding.Expired, journal.Read(decision, out _));
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    /// <summary>A decision in the journal of the gateway, at its time.</summary>
    private (DecisionId Decision, DecisionJournal Journal) Decide(DateTimeOffset? at = null)
    {
        var journal = Gateway.Services.GetRequiredService<DecisionJournal>();
        var bench = new EngineBench(journal: journal);
        bench.Put(
            EngineBench.Campaign("a"),
            EngineBench.Campaign("b", 1, new DeliveryRules { Conditions = [EngineBench.Exclude(TargetingDimension.Section, "sports")] }),
            EngineBench.Campaign("c") with { Paused = true },
            EngineBench.Campaign("d", 1, new DeliveryRules { Labels = ["car"] }),
            EngineBench.Campaign("e", 1, new DeliveryRules { Priority = CampaignPriority.House }),
            EngineBench.Campaign("f", 1, new DeliveryRules { Caps = [new FrequencyCap(1, CapPeriod.Lifetime)] }));
        var caps = new CapCounts([new CapEntry(CapEntry.KeyOf("f"), CapPeriod.Lifetime, 0, 1)]);
        var page = new PageRequest { Section = "sports", Tags = ["아무것도"], Shown = ["car"] };
        return (bench.Decide(page, at ?? Gateway.Time.GetUtcNow(), caps).Decision, journal);
    }

    private Task<(HttpResponseMessage Response, JsonElement Body)> ExplainAsync(Role role, string decision) =>
        GatewayHost.SendAsync(Gateway.Client(role), HttpMethod.Get, $"/api/v1/decisions/{decision}/explain");
}
