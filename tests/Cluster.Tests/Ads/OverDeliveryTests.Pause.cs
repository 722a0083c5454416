using System.Globalization;
using Sokbo.Cluster.Tests.Delivery;
using Xunit;

namespace Sokbo.Cluster.Tests.Ads;

public sealed partial class OverDeliveryTests
{
    private const string PausePlace = "pause-place";

    /// <summary>After a pause, or after a gateway has lost the cluster, nothing is decided for longer than this.</summary>
    private static readonly TimeSpan PauseBound = TimeSpan.FromSeconds(1);

    /// <summary>When it has given so many, a gateway has numbers for some seconds more: it could go on without a silo.</summary>
    private const int WellSupplied = 400;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task A_second_after_a_pause_no_gateway_decides_for_the_campaign_one_that_was_cut_off_included()
    {
        using var api = ProcessCluster.Api(cluster.GatewayA);
        var desk = new AdDesk(api);
        await desk.SlotAsync(PausePlace);
        var campaign = await desk.BookAsync(await desk.AdvertiserAsync("멈춤"), "rendered", 1_000_000, [PausePlace]);
        await using var near = new DecisionWatch(cluster.GatewayA, PausePlace);
        await using var far = new DecisionWatch(cluster.GatewayB, PausePlace);
        await ShowAsync(WellSupplied, near, far);

        cluster.GatewayB.Process.Stop();
        await desk.PauseAsync(campaign.Id);
        var paused = Now;
        await Task.Delay(PauseBound + TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken);
        cluster.GatewayB.Process.Continue();
        await CheckAsync("a pause that gateway-b has slept through", paused, "no-candidate", near, far);

        // What a gateway hears of its silos when all of them hang is what it hears across a cut cable: connections that stay
        // open, and no answer. One of the two loses the store too, and both go on living.
        await desk.ResumeAsync(campaign.Id);
        await ShowAsync(WellSupplied, near, far);
        cluster.StoreOfGatewayB.Cut();
        foreach (var silo in cluster.Silos)
        {
            silo.Process.Stop();
        }

        await CheckAsync("no silo answers, and no store to gateway-b", Now, "catalogue-stale", near, far);
        foreach (var silo in cluster.Silos)
        {
            silo.Process.Continue();
        }

        await ShowAsync(1, near, far);
        await desk.PauseAsync(campaign.Id);
        await CheckAsync("a pause, and still no store to gateway-b", Now, "no-candidate", near, far);
        cluster.StoreOfGatewayB.Mend();
        await desk.ResumeAsync(campaign.Id);
        await ShowAsync(1, near, far);
        if (IsLong)
        {
            var owner = await cluster.CatalogueOwnerAsync();
            owner.Process.Stop();
            await desk.PauseAsync(campaign.Id);
            paused = Now;
            owner.Process.Continue();
            await CheckAsync($"a pause that another silo has taken while {owner.Name} with the catalogue hung", paused, "no-candidate", near, far);
        }
    }

    private static Task ShowAsync(int banners, DecisionWatch near, DecisionWatch far) => Task.WhenAll(near.ShowsAsync(banners), far.ShowsAsync(banners));

    private async Task CheckAsync(string what, DateTimeOffset since, string reason, DecisionWatch near, DecisionWatch far)
    {
        await Task.WhenAll(near.RefusesAsync(reason), far.RefusesAsync(reason));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: the last decision of gateway-a {(near.Last - since).TotalMilliseconds:0} ms after it, of gateway-b {(far.Last - since).TotalMilliseconds:0} ms"));
        Assert.All([near, far], gateway => Assert.InRange(gateway.Last, DateTimeOffset.MinValue, since + PauseBound));
    }
}
