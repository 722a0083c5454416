using Orleans.Core.Internal;
using Sokbo.Fixtures;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Delivery;
using Xunit;

namespace Sokbo.Grains.Tests.Articles;

/// <summary>The band of a site by hand, and the clock that lowers it. Only these tests advance it.</summary>
public sealed class BreakingGrainTests(ScheduleCluster cluster) : IClassFixture<ScheduleCluster>
{
    private readonly string _site = "s" + Guid.NewGuid().ToString("N")[..12];

    private GrainCluster Grains => cluster.Grains;

    private DateTimeOffset Now => Grains.Time.GetUtcNow();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_article_is_raised_on_its_own_site_while_it_is_public()
    {
        var article = await PublishAsync();
        var (own, other) = (Band(_site), Band(_site + "b"));

        var raised = await own.Raise(Item("x", article), Act(), Cancellation);
        var elsewhere = await other.Raise(Item("x", article), Act(), Cancellation);
        await Article(article).Hold(Now.AddDays(1), "", Act(), Cancellation);
        var held = await own.Raise(Item("y", article), Act(), Cancellation);

        Assert.True(raised!.Sample);
        Assert.Equal((null, null), (elsewhere, held));
        await EventuallyAsync(async () => (await ShownAsync(own)).Length == 0);
        Assert.Empty(await ShownAsync(other));
        Assert.Equal(["raise"], (await own.ReadEntries(Cancellation)).Select(entry => entry.Act));
    }

    [Fact]
    public async Task An_item_leaves_when_its_time_is_over()
    {
        var band = Band(_site);
        await band.Raise(Item("soon", "", minutes: 1), Act(), Cancellation);
        await band.Raise(Item("later", "", minutes: 500), Act(), Cancellation);

        Grains.Time.Advance(TimeSpan.FromMinutes(1));

        await EventuallyAsync(async () => (await ShownAsync(band)) is ["later"]);
    }

    [Fact]
    public async Task What_is_over_while_nobody_watches_is_in_no_answer()
    {
        var band = Band(_site);
        await band.Raise(Item("soon", "", minutes: 1), Act(), Cancellation);
        await band.AsReference<IGrainManagementExtension>().DeactivateOnIdle();

        Grains.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Empty(await ShownAsync(band));
    }

    private IBreakingGrain Band(string site) => Grains.Client.GetGrain<IBreakingGrain>(TopicName.Breaking(site).Owner);

    private IArticleGrain Article(string id) => Grains.Client.GetGrain<IArticleGrain>(id);

    private async Task<string> PublishAsync()
    {
        var id = Guid.CreateVersion7().ToString("N");
        await Article(id).Create(_site, new ArticleDraft { Section = "local", Headline = "제목", Sample = true }, Act(), Cancellation);
        await Article(id).Publish(Act(), Cancellation);
        return id;
    }

    private static async Task<string[]> ShownAsync(IBreakingGrain band) =>
        (await band.Pull("", new Position("", 0), Cancellation)).State is BreakingBand state ? [.. state.Items.Select(item => item.Key)] : [];

    private BreakingItem Item(string id, string article, int minutes = 60) => new(article, 0, "속보", Now, false) { Id = id, Until = Now.AddMinutes(minutes) };

    private static ArticleAct Act() => new() { OperationId = Guid.NewGuid().ToString("N"), Author = "김편집", MayChangePublished = true };

    private static async Task EventuallyAsync(Func<Task<bool>> condition)
    {
        for (var attempt = 0; !await condition(); attempt++)
        {
            Assert.True(attempt < 600, "It did not come true.");
            await Task.Delay(25, Cancellation);
        }
    }
}
