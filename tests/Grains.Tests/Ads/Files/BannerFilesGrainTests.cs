using Sokbo.Grains.Interfaces.Ads.Files;
using Xunit;

namespace Sokbo.Grains.Tests.Ads.Files;

public sealed class BannerFilesGrainTests(AdsCluster cluster)
{
    private readonly IBannerFilesGrain _files = cluster.Grains.Client.GetGrain<IBannerFilesGrain>(Guid.NewGuid().ToString("N"));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_that_nobody_keeps_is_deleted_by_one_and_told_of_and_may_come_again()
    {
        var tomorrow = cluster.Grains.Time.GetUtcNow().AddDays(1);
        Assert.True(await _files.Keep("a.png", 7, Cancellation));

        var early = await _files.Remove("a.png", tomorrow.AddDays(-2), Cancellation);
        var removes = await _files.Remove("a.png", tomorrow, Cancellation);
        var other = await _files.Remove("a.png", tomorrow, Cancellation);
        var kept = await _files.Keep("a.png", 7, Cancellation);
        await _files.Confirm("a.png", "gateway", Cancellation);
        await _files.Confirm("a.png", "gateway", Cancellation);

        Assert.Equal((false, true, false, false), (early, removes, other, kept));
        Assert.Empty(await _files.Unkept(tomorrow, Cancellation));
        Assert.Equal(("a.png", 7, "gateway"), Assert.Single((await _files.Removed(Cancellation)).Select(removal => (removal.Name, removal.Bytes, removal.Gateway))));
        Assert.True(await _files.Keep("a.png", 7, Cancellation));
        Assert.Equal("a.png", Assert.Single(await _files.Unkept(tomorrow, Cancellation)).Name);
    }
}
