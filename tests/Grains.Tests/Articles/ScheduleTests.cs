using Orleans.Core.Internal;
using Sokbo.Fixtures;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Delivery;
using Xunit;

namespace Sokbo.Grains.Tests.Articles;

/// <summary>What the clock does with an article. Only the tests advance it.</summary>
public sealed class ScheduleTests(ScheduleCluster cluster) : IClassFixture<ScheduleCluster>
{
    private readonly string _id = Guid.CreateVersion7().ToString("N");
    private readonly string _site = "s" + Guid.NewGuid().ToString("N")[..12];

    private GrainCluster Grains => cluster.Grains;

    private IArticleGrain Article => Grains.Client.GetGrain<IArticleGrain>(_id);

    private DateTimeOffset Now => Grains.Time.GetUtcNow();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_scheduled_article_goes_out_at_its_moment_and_not_before()
    {
        await CreateAsync();
        var at = Now.AddHours(2);

        var scheduled = await Article.Schedule(at, Act(), Cancellation);

        Assert.Equal((ArticleStage.Scheduled, at), (scheduled.Article!.Stage, scheduled.Article.ReleaseAt));
        Grains.Time.Advance(at - Now - TimeSpan.FromMilliseconds(1));
        await Task.Delay(200, Cancellation);
        Assert.Null(await Article.GetPublic(Cancellation));

        await UntilPublicAsync(TimeSpan.FromMilliseconds(100));
        Assert.InRange((await Article.GetPublic(Cancellation))!.FirstPublishedAt, at, at.AddSeconds(1));
        Assert.Null(Grains.Agenda.EntryOf(_id));
    }

    [Fact]
    public async Task An_embargo_holds_back_what_is_published_before_its_end()
    {
        await CreateAsync();
        var until = Now.AddMinutes(30);
        await Article.SetEmbargo(Embargo(until), Act(), Cancellation);

        await Article.Publish(Act(), Cancellation);
        await Article.Update(Draft("고친 제목"), Act(), Cancellation);

        Assert.Null(await Article.GetPublic(Cancellation));
        Assert.Equal(until, (await Article.Read(Cancellation))!.ReleaseAt);
        Grains.Time.Advance(until - Now);
        await UntilPublicAsync(TimeSpan.FromMilliseconds(100));
        Assert.Equal("고친 제목", (await Article.GetPublic(Cancellation))!.Headline);
    }

    [Fact]
    public async Task Another_silo_wakes_what_died_with_its_activation()
    {
        await CreateAsync();
        await Article.Schedule(Now.AddMinutes(10), Act(), Cancellation);
        await Article.AsReference<IGrainManagementExtension>().DeactivateOnIdle();

        Grains.Time.Advance(TimeSpan.FromMinutes(10));

        await UntilPublicAsync(TimeSpan.FromMilliseconds(500));
    }

    [Fact]
    public async Task A_write_that_fails_at_the_moment_is_repeated()
    {
        await CreateAsync();
        await Article.Schedule(Now.AddMinutes(10), Act(), Cancellation);
        Grains.Store.FailNextWrite(TopicName.Article(_id).Owner, StoreFault.NotWritten);

        Grains.Time.Advance(TimeSpan.FromMinutes(10));

        await UntilPublicAsync(TimeSpan.FromMilliseconds(500));
        Assert.Equal(3, (await Article.Read(Cancellation))!.Revision);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(-5)]
    public async Task A_store_whose_clock_is_wrong_neither_hastens_nor_delays(int minutes)
    {
        await CreateAsync();
        var at = Now.AddMinutes(10);
        await Article.Schedule(at, Act(), Cancellation);
        Grains.Agenda.Skew = TimeSpan.FromMinutes(minutes);
        try
        {
            Grains.Time.Advance(at - Now - TimeSpan.FromMilliseconds(1));
            await Task.Delay(200, Cancellation);
            Assert.Null(await Article.GetPublic(Cancellation));

            await UntilPublicAsync(TimeSpan.FromMilliseconds(100));
            Assert.InRange((await Article.GetPublic(Cancellation))!.FirstPublishedAt, at, at.AddSeconds(2));
        }
        finally
        {
            Grains.Agenda.Skew = TimeSpan.Zero;
        }
    }

    [Fact]
    public async Task What_cannot_be_put_on_the_agenda_is_not_scheduled()
    {
        await CreateAsync();
        Grains.Agenda.IsAway = true;
        try
        {
            await Assert.ThrowsAnyAsync<Exception>(() => Article.Schedule(Now.AddHours(1), Act(), Cancellation));
        }
        finally
        {
            Grains.Agenda.IsAway = false;
        }

        Assert.Equal(ArticleStage.Draft, (await Article.Read(Cancellation))!.Stage);
    }

    [Fact]
    public async Task A_hold_ends_on_its_day_and_leaves_the_article_as_it_was()
    {
        await CreateAsync();
        await Article.Publish(Act(), Cancellation);

        await Article.Hold(Now.AddDays(30), "권리 침해 주장", Act(), Cancellation);

        var held = (await Article.GetPublic(Cancellation))!;
        Assert.Equal((ArticleStage.Held, "", "권리 침해 주장"), (held.Stage, held.Headline, held.RetractionReason));
        Grains.Time.Advance(TimeSpan.FromDays(30));
        await EventuallyAsync(async () => (await Article.GetPublic(Cancellation))!.Stage == ArticleStage.Published, TimeSpan.FromMilliseconds(500));
        Assert.Equal("제목", (await Article.GetPublic(Cancellation))!.Headline);
    }

    [Fact]
    public async Task Texts_of_former_revisions_can_be_read_and_put_back()
    {
        await CreateAsync();
        await Article.Publish(Act(), Cancellation);
        var before = Now;
        Grains.Time.Advance(TimeSpan.FromMinutes(1));
        await Article.Update(Draft("둘째 제목"), Act(), Cancellation);

        Assert.Equal("제목", (await Article.ReadRevision(2, Cancellation))!.Draft.Headline);
        Assert.Equal("제목", (await Article.ReadAt(before, Act(), Cancellation))!.Public!.Headline);
        Assert.Equal("둘째 제목", (await Article.ReadAt(Now, Act(), Cancellation))!.Public!.Headline);
        Assert.Null(await Article.ReadAt(before.AddDays(-1), Act(), Cancellation));
        var restored = await Article.Restore(2, Act(), Cancellation);
        Assert.Equal((ArticleVerdict.Done, "제목", 4), (restored.Verdict, restored.Article!.Draft.Headline, restored.Article.Revision));
        Assert.Equal(3, restored.Article.Audit.Count(entry => entry.Act == "read-at"));
        Assert.Equal(ArticleVerdict.NoRevision, (await Article.Restore(99, Act(), Cancellation)).Verdict);
    }

    [Fact]
    public async Task Two_people_erase_every_text_that_is_kept()
    {
        await CreateAsync();
        await Article.Publish(Act(), Cancellation);
        var keys = (await Article.Read(Cancellation))!.Revisions.Select(revision => $"{_id}/{revision.Number}/{revision.OperationId}").ToArray();
        Assert.All(await Task.WhenAll(keys.Select(key => Text(key).Read(Cancellation))), Assert.NotNull);

        await Article.RemoveText(Act(), Cancellation);
        var alone = await Article.RemoveText(Act(), Cancellation);
        var second = await Article.RemoveText(Act() with { Author = "박국장" }, Cancellation);

        Assert.Equal((ArticleVerdict.SamePerson, ArticleVerdict.Done, ArticleStage.Erased), (alone.Verdict, second.Verdict, second.Article!.Stage));
        await EventuallyAsync(async () => (await Task.WhenAll(keys.Select(key => Text(key).Read(Cancellation)))).All(version => version is null), TimeSpan.FromSeconds(1));
        Assert.Null(await Article.ReadAt(Now, Act(), Cancellation));
    }

    private static ArticleAct Act() => new() { OperationId = Guid.NewGuid().ToString("N"), Author = "김편집", MayChangePublished = true };

    private static ArticleDraft Draft(string headline) => new()
    {
        Section = "local",
        Headline = headline,
        Blocks = [new ArticleBlock { Kind = BlockKind.Paragraph, Html = "본문" }],
    };

    private static ArticleEmbargo Embargo(DateTimeOffset until) => new() { Until = until, Local = "2026-11-23T18:30:00", Zone = "Asia/Seoul" };

    private IArticleRevisionGrain Text(string key) => Grains.Client.GetGrain<IArticleRevisionGrain>(key);

    private async Task CreateAsync() => Assert.Equal(ArticleVerdict.Done, (await Article.Create(_site, Draft("제목"), Act(), Cancellation)).Verdict);

    private Task UntilPublicAsync(TimeSpan step) => EventuallyAsync(async () => await Article.GetPublic(Cancellation) is not null, step);

    /// <summary>Lets time pass in steps until it is so.</summary>
    private async Task EventuallyAsync(Func<Task<bool>> condition, TimeSpan step)
    {
        for (var attempt = 0; attempt < 200; attempt++)
        {
            if (await condition())
            {
                return;
            }

            Grains.Time.Advance(step);
            await Task.Delay(25, Cancellation);
        }

        Assert.Fail("It did not come true within five seconds.");
    }
}
