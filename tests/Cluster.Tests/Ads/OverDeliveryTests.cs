using System.Globalization;
using System.Text.Json;
using Sokbo.Cluster.Tests.Delivery;
using Xunit;

namespace Sokbo.Cluster.Tests.Ads;

/// <summary>
/// Campaigns that are sold out in a rush, while every beacon comes ten times, a tenth are forged, and every ten seconds a
/// silo or a gateway is killed or hangs. Not one event more than the goal is billed, none that is forged, and what is billed
/// is in the ledger.
/// </summary>
public sealed partial class OverDeliveryTests(ProcessCluster cluster, ITestOutputHelper output) : IClassFixture<ProcessCluster>, IAsyncLifetime
{
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("SOKBO_LONG") == "1";
    private static readonly int Campaigns = IsLong ? 1_000 : 30;
    private static readonly int Slots = IsLong ? 40 : 5;
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(IsLong ? 20 : 3);
    private static readonly TimeSpan Rush = TimeSpan.FromSeconds(IsLong ? 180 : 20);

    // Lease and ticket of the last process that died, and what its numbers need to be shown after that.
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(240);

    /// <summary>After the last event everything that was acknowledged is counted within this time.</summary>
    private static readonly TimeSpan Folding = TimeSpan.FromSeconds(40);

    // A lease, its tickets and some more: a budget that was activated anew has waited for the whole term again.
    private static readonly TimeSpan Expiry = TimeSpan.FromSeconds(120);

    public async ValueTask InitializeAsync() => await cluster.HealAsync();

    public ValueTask DisposeAsync()
    {
        if (TestContext.Current.TestState?.Result == TestResult.Failed)
        {
            output.WriteLine(cluster.Output());
        }

        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Not_one_event_more_than_the_goal_is_billed()
    {
        var seed = int.Parse(Environment.GetEnvironmentVariable("SOKBO_SEED") ?? "20261126", CultureInfo.InvariantCulture);
        output.WriteLine($"SOKBO_SEED={seed.ToString(CultureInfo.InvariantCulture)}");
        using var api = ProcessCluster.Api(cluster.GatewayA);
        var desk = new AdDesk(api);
        var slots = Enumerable.Range(1, Slots).Select(number => string.Create(CultureInfo.InvariantCulture, $"place-{number}")).ToList();
        await Task.WhenAll(slots.Select(desk.SlotAsync));
        var campaigns = await BookAsync(desk, slots, new Random(seed));
        using var pages = new AdPages([cluster.GatewayA, cluster.GatewayB], slots, seed) { Pause = TimeSpan.FromMilliseconds(500) };

        pages.Run(8);
        await Task.Delay(Calm);
        pages.Pause = TimeSpan.FromMilliseconds(10);
        await new Chaos([.. cluster.Silos, cluster.GatewayA, cluster.GatewayB], seed, output.WriteLine).RunAsync(Rush);
        await cluster.HealAsync();
        if (IsLong)
        {
            pages.ShowsAll = true;
            var expired = Task.Delay(Expiry);
            await SoldOutAsync(desk, campaigns);
            await expired;
        }

        await pages.StopAsync();
        output.WriteLine(pages.Summary);
        if (IsLong)
        {
            output.WriteLine($"{await pages.SendKeptAsync()} tickets sent after they had expired");
        }

        Assert.InRange(pages.ForgedShare, 0.095, 1);
        await CheckAsync(desk, campaigns, pages);
    }

    private static async Task<List<AdCampaign>> BookAsync(AdDesk desk, List<string> slots, Random random)
    {
        var advertiser = await desk.AdvertiserAsync("견본");
        var campaigns = new List<AdCampaign>();
        for (var number = 0; number < Campaigns; number++)
        {
            var goal = random.Next(5, 60);
            campaigns.Add(await desk.BookAsync(advertiser, number % 4 == 3 ? "viewable" : "rendered", goal, [slots[number % slots.Count]]));
        }

        return campaigns;
    }

    /// <summary>Readers go on until every goal in rendered impressions is met, or the time is over.</summary>
    private static async Task SoldOutAsync(AdDesk desk, List<AdCampaign> campaigns)
    {
        using var patience = new CancellationTokenSource(Recovery);
        var missing = campaigns.Where(campaign => campaign.Pricing == "rendered").ToList();
        while (missing.Count > 0 && !patience.IsCancellationRequested)
        {
            await Task.Delay(2_000, CancellationToken.None);
            for (var at = missing.Count - 1; at >= 0; at--)
            {
                if (Number(await desk.StatisticsAsync(missing[at].Id), "billed") >= missing[at].Goal)
                {
                    missing.RemoveAt(at);
                }
            }
        }
    }

    private async Task CheckAsync(AdDesk desk, List<AdCampaign> campaigns, AdPages pages)
    {
        using var patience = new CancellationTokenSource(Folding);
        var problems = new List<string>();
        var (billed, goals) = (0L, 0L);
        foreach (var campaign in campaigns)
        {
            var (statistics, audit) = await SettledAsync(desk, campaign, pages, patience.Token);
            var counts = statistics.GetProperty("counts");
            var rendered = Number(counts, "rendered");
            var what = $"{campaign.Pricing} campaign {campaign.Id} with goal {campaign.Goal}: {statistics.GetRawText()}";
            Check(Number(statistics, "billed") <= campaign.Goal, $"Over-delivered: {what}");
            Check(audit.GetProperty("problem").GetString() is "", $"Counters and ledger differ: {audit.GetRawText()} of {what}");
            Check(Number(audit, "billed") == Number(statistics, "billed"), $"Invoice and counters differ: {audit.GetRawText()} of {what}");
            Check(rendered <= pages.Told(campaign.Id), $"More rendered than {pages.Told(campaign.Id)} of {pages.Given(campaign.Id)} tickets have told: {what}");
            var forged = (Counted: Number(counts, "forged"), Acknowledged: pages.ForgeriesAcknowledged(campaign.Id), Sent: pages.ForgeriesSent(campaign.Id));
            Check(forged.Counted >= forged.Acknowledged && forged.Counted <= forged.Sent, $"Of forged beacons {forged}: {what}");
            Check(rendered + Number(counts, "late") >= pages.Acknowledged(campaign.Id), $"Of {pages.Acknowledged(campaign.Id)} acknowledged some are missing: {what}");
            if (campaign.Pricing == "rendered")
            {
                billed += Number(statistics, "billed");
                goals += campaign.Goal;
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{billed} of {goals} rendered impressions billed ({100.0 * billed / goals:0.00} %)"));
        Assert.True(problems.Count == 0, $"{problems.Count} problems, the first: {string.Join('\n', problems.Take(5))}");
        Assert.True(billed > goals / 2, "The test has not reached the goals: it shows nothing.");
        if (IsLong)
        {
            Assert.True(billed >= 0.999 * goals, $"Under-delivered: {billed} of {goals}.");
        }

        void Check(bool holds, string problem)
        {
            if (!holds)
            {
                problems.Add(problem);
            }
        }
    }

    /// <summary>Folding takes a moment: waits until what was acknowledged is counted, and then for no longer.</summary>
    private static async Task<(JsonElement Statistics, JsonElement Audit)> SettledAsync(
        AdDesk desk, AdCampaign campaign, AdPages pages, CancellationToken patience)
    {
        while (true)
        {
            var statistics = await desk.StatisticsAsync(campaign.Id);
            var counts = statistics.GetProperty("counts");
            var audit = await desk.AuditAsync(campaign.Id);
            var settled = Number(counts, "rendered") + Number(counts, "late") >= pages.Acknowledged(campaign.Id)
                && Number(counts, "forged") >= pages.ForgeriesAcknowledged(campaign.Id)
                && Number(audit, "rows") == Number(statistics, "ledgerRows");
            if (settled || patience.IsCancellationRequested)
            {
                return (statistics, audit);
            }

            await Task.Delay(500, CancellationToken.None);
        }
    }

    private static long Number(JsonElement element, string name) => element.GetProperty(name).GetInt64();
}
