using Microsoft.Extensions.DependencyInjection;
using Orleans.Core.Internal;
using Orleans.Serialization;
using Sokbo.Fixtures;
using Sokbo.Grains.Articles;
using Sokbo.Grains.Delivery;
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

        await UntilListedAsync(TimeSpan.FromMilliseconds(500));
    }

    /// <summary>Before the write the agenda has the earlier of both moments: whichever the store has in the end, somebody wakes the article for it.</summary>
    [Theory]
    [InlineData(StoreFault.NotWritten, 10)]
    [InlineData(StoreFault.WrittenButUnknown, 120)]
    public async Task A_moment_whose_move_to_later_is_lost_is_met_by_somebody(StoreFault fault, int minutes)
    {
        await CreateAsync();
        var (first, second, met) = (Now.AddMinutes(10), Now.AddHours(2), Now.AddMinutes(minutes));
        await Article.Schedule(first, Act(), Cancellation);
        Grains.Store.FailNextWrite(TopicName.Article(_id).Owner, fault);

        await Assert.ThrowsAnyAsync<Exception>(() => Article.Schedule(second, Act(), Cancellation));

        Assert.Equal(first, Grains.Agenda.EntryOf(_id));
        await EventuallyAsync(() => Task.FromResult(Grains.Agenda.EntryOf(_id) != first || met == first), TimeSpan.FromSeconds(5));
        Assert.Equal(met, Grains.Agenda.EntryOf(_id));
        Grains.Time.Advance(met - Now);
        await UntilListedAsync(TimeSpan.FromMilliseconds(500));
        Assert.Equal(met, (await Article.GetPublic(Cancellation))!.FirstPublishedAt, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_moment_that_was_moved_is_on_the_agenda_as_it_is_now()
    {
        await CreateAsync();
        await Article.Schedule(Now.AddHours(2), Act(), Cancellation);

        await Article.Schedule(Now.AddHours(3), Act(), Cancellation);
        Assert.Equal(Now.AddHours(3), Grains.Agenda.EntryOf(_id));

        await Article.Schedule(Now.AddHours(1), Act(), Cancellation);
        Assert.Equal(Now.AddHours(1), Grains.Agenda.EntryOf(_id));

        await Article.Withdraw(Act(), Cancellation);
        Assert.Null(Grains.Agenda.EntryOf(_id));
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

    /// <summary>The one that is left may be the wrong one: nothing goes out until another has told the time as well.</summary>
    [Fact]
    public async Task Nothing_goes_out_by_the_clock_of_one_silo_alone()
    {
        await CreateAsync();
        var until = Now.AddMinutes(10);
        await Article.SetEmbargo(Embargo(until), Act(), Cancellation);
        await Article.Publish(Act(), Cancellation);
        var draft = Grains.Client.GetGrain<IArticleGrain>(Guid.CreateVersion7().ToString("N"));
        await draft.Create(_site, Draft("둘째"), Act(), Cancellation);
        await draft.SetEmbargo(Embargo(until), Act(), Cancellation);
        var publish = Act();
        var asked = Grains.Agenda.SilentReads;
        (cluster.Clocks.AreSilent, Grains.Agenda.HasSilentClock) = (true, true);
        try
        {
            Grains.Time.Advance(until - Now);
            await EventuallyAsync(() => Task.FromResult(Grains.Agenda.SilentReads > asked + 1), TimeSpan.FromMilliseconds(100));
            await Assert.ThrowsAsync<TimeoutException>(() => draft.Publish(publish, Cancellation));

            Assert.Null(await Article.GetPublic(Cancellation));
            Assert.Null(await draft.GetPublic(Cancellation));
        }
        finally
        {
            (cluster.Clocks.AreSilent, Grains.Agenda.HasSilentClock) = (false, false);
        }

        await UntilPublicAsync(TimeSpan.FromMilliseconds(100));
        Assert.Equal((ArticleVerdict.Done, ArticleStage.Published), ((await draft.Publish(publish, Cancellation)).Verdict, (await draft.Read(Cancellation))!.Stage));
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
        Assert.Equal(keys[..^1], KeptKeys());

        await Article.RemoveText(Act(), Cancellation);
        var alone = await Article.RemoveText(Act(), Cancellation);
        var second = await Article.RemoveText(Act() with { Author = "박국장" }, Cancellation);

        Assert.Equal((ArticleVerdict.SamePerson, ArticleVerdict.Done, ArticleStage.Erased), (alone.Verdict, second.Verdict, second.Article!.Stage));
        await EventuallyAsync(() => Task.FromResult(KeptKeys().Length == 0), TimeSpan.FromSeconds(1));
        Assert.Null(await Article.ReadAt(Now, Act(), Cancellation));
    }

    [Theory]
    [InlineData("update", StoreFault.NotWritten)]
    [InlineData("update", StoreFault.WrittenButUnknown)]
    [InlineData("hold", StoreFault.NotWritten)]
    [InlineData("hold", StoreFault.WrittenButUnknown)]
    [InlineData("retract", StoreFault.NotWritten)]
    [InlineData("retract", StoreFault.WrittenButUnknown)]
    [InlineData("post", StoreFault.NotWritten)]
    [InlineData("post", StoreFault.WrittenButUnknown)]
    [InlineData("update-post", StoreFault.NotWritten)]
    [InlineData("update-post", StoreFault.WrittenButUnknown)]
    [InlineData("hide-post", StoreFault.NotWritten)]
    [InlineData("hide-post", StoreFault.WrittenButUnknown)]
    public async Task An_act_that_fails_and_is_never_repeated_leaves_no_text_that_an_erasure_does_not_find(string act, StoreFault fault)
    {
        await CreateAsync();
        await Article.Publish(Act(), Cancellation);
        await Article.AddPost("p1", new LivePostDraft { Blocks = Draft("").Blocks }, Act(), Cancellation);

        // Nothing is written beside the act: all that was owed is told, and that it is.
        await EventuallyAsync(() => Task.FromResult(Stored() is { OwesNothing: true, PostsVersion: 1 }), TimeSpan.FromMilliseconds(100));
        Grains.Store.FailNextWrite(TopicName.Article(_id).Owner, fault);

        await Assert.ThrowsAnyAsync<Exception>(() => DoAsync(act, "잃은 글"));
        await EventuallyAsync(() => DoneAsync("update", "다음 글"), TimeSpan.FromMilliseconds(100));
        var details = (await Article.Read(Cancellation))!;
        var isRetracted = details.Stage == ArticleStage.Retracted;
        var texts = await Task.WhenAll(details.Revisions.Select(revision => Article.ReadRevision(revision.Number, Cancellation)));

        Assert.Equal(isRetracted ? "" : "다음 글", texts[^1]!.Draft.Headline);
        Assert.Equal(details.Revisions.Select(revision => (int?)revision.Number), texts.Select(text => text?.Revision));
        await Article.RemoveText(Act(), Cancellation);
        await Article.RemoveText(Act() with { Author = "박국장" }, Cancellation);
        await EventuallyAsync(() => Task.FromResult(KeptKeys().Length == 0), TimeSpan.FromSeconds(1));
    }

    private ArticleState? Stored() => Grains.Store.Read<TopicRecord<ArticleState>>(
        TopicName.Article(_id).Owner, Grains.Client.ServiceProvider.GetRequiredService<Serializer>())?.State;

    private string[] KeptKeys() => [.. Grains.Store.KeysOf("article-revision").Where(key => key.StartsWith(_id + "/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private async Task<bool> DoneAsync(string act, string headline)
    {
        try
        {
            return (await DoAsync(act, headline)).Verdict is ArticleVerdict.Done or ArticleVerdict.Retracted;
        }
        catch (Exception error) when (error is not Xunit.Sdk.XunitException)
        {
            // The activation that failed is still leaving.
            return false;
        }
    }

    private Task<ArticleOutcome> DoAsync(string act, string headline)
    {
        var post = new LivePostDraft { Headline = headline, Blocks = Draft("").Blocks };
        return act switch
        {
            "update" => Article.Update(Draft(headline), Act(), Cancellation),
            "hold" => Article.Hold(Now.AddDays(30), headline, Act(), Cancellation),
            "retract" => Article.Retract(headline, Act(), Cancellation),
            "post" => Article.AddPost("p2", post, Act(), Cancellation),
            "update-post" => Article.UpdatePost("p1", post, Act(), Cancellation),
            _ => Article.HidePost("p1", Act(), Cancellation),
        };
    }

    private static ArticleAct Act() => new() { OperationId = Guid.NewGuid().ToString("N"), Author = "김편집", MayChangePublished = true };

    private static ArticleDraft Draft(string headline) => new()
    {
        Section = "local",
        Headline = headline,
        Blocks = [new ArticleBlock { Kind = BlockKind.Paragraph, Html = "본문" }],
    };

    private static ArticleEmbargo Embargo(DateTimeOffset until) => new() { Until = until, Local = "2026-11-23T18:30:00", Zone = "Asia/Seoul" };

    private async Task CreateAsync() => Assert.Equal(ArticleVerdict.Done, (await Article.Create(_site, Draft("제목"), Act(), Cancellation)).Verdict);

    private Task UntilPublicAsync(TimeSpan step) => EventuallyAsync(async () => await Article.GetPublic(Cancellation) is not null, step);

    /// <summary>By the front page, so that nobody activates the article by asking it.</summary>
    private Task UntilListedAsync(TimeSpan step)
    {
        var front = TopicName.Front(_site);
        return EventuallyAsync(
            async () => (await Grains.Client.GetGrain<ITopicGrain>(front.Owner).Pull(front.Text, new Position("", 0), Cancellation)).State is ArticleList { Cards.IsEmpty: false },
            step);
    }

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
