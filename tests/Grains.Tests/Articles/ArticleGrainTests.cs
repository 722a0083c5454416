using Orleans.Core.Internal;
using Sokbo.Fixtures;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Interfaces.Sites;
using Sokbo.Grains.Tests.Delivery;
using Xunit;

namespace Sokbo.Grains.Tests.Articles;

public sealed class ArticleGrainTests(ArticlesCluster cluster)
{
    private readonly string _id = Guid.CreateVersion7().ToString("N");
    private readonly string _site = "s" + Guid.NewGuid().ToString("N")[..12];

    private GrainCluster Grains => cluster.Grains;

    private IArticleGrain Article => Grains.Client.GetGrain<IArticleGrain>(_id);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_draft_is_not_public()
    {
        await CreateAsync();

        Assert.Null(await Article.GetPublic(Cancellation));
        Assert.Equal(TopicOutcome.Unknown, (await SubscribeAsync(new RecordingObserver())).Outcome);
    }

    [Fact]
    public async Task What_arrangements_said_of_an_article_goes_with_it()
    {
        var front = Grains.Client.GetGrain<IArticleListGrain>(TopicName.Front(_site).Owner);
        var arrangement = ListArrangement.None with { Notice = new ListNotice(_id, "김 아무개의 이름을 바로잡습니다", Grains.Time.GetUtcNow().AddHours(5)) };
        await CreateAsync();
        await Article.Publish(Act(), Cancellation);
        await front.Arrange(arrangement, Act() with { Reason = "본인 요청" }, Cancellation);

        await Article.RemoveText(Act(), Cancellation);
        await Article.RemoveText(Act() with { Author = "박국장" }, Cancellation);

        for (var attempt = 0; (await front.ReadArrangements(Cancellation))[0] is not { Reason: "", Arrangement.Notice.Text: "" }; attempt++)
        {
            Assert.True(attempt < 400, "It still stands there.");
            await Task.Delay(25, Cancellation);
        }

        Assert.Null((await front.ReadArrangement(Cancellation)).Notice);

        // Whoever had looked before it was withdrawn.
        var late = await front.Arrange(arrangement, Act() with { Reason = "본인 요청" }, Cancellation);
        Assert.Equal((true, null), (late.Done, late.Arrangement.Notice));
        Assert.All(await front.ReadArrangements(Cancellation), entry => Assert.Equal(("", ""), (entry.Reason, entry.Arrangement.Notice!.Text)));
    }

    [Fact]
    public async Task An_unknown_article_leaves_no_state()
    {
        var outcome = await Article.Publish(Act(), Cancellation);

        Assert.Equal((ArticleVerdict.NotFound, null), (outcome.Verdict, outcome.Article));
        Assert.Equal([false], await Grains.Store.ExistAsync([TopicName.Article(_id).Owner], Cancellation));
    }

    [Fact]
    public async Task Readers_hear_of_a_correction_as_a_delta_and_of_a_retraction_as_a_barrier_without_text()
    {
        await CreateAsync();
        await Article.Publish(Act(), Cancellation);
        var observer = new RecordingObserver();
        var answer = await SubscribeAsync(observer);

        await Article.Correct(Draft("바로잡은 제목"), "제목을 바로잡습니다.", Act(), Cancellation);
        await Article.Retract("사실과 다름", Act(), Cancellation);

        Assert.Equal("제목", ((ArticleContent)answer.State!).Headline);
        var correction = (await observer.NextAsync()).Update;
        var retraction = (await observer.NextAsync()).Update;
        var delta = Assert.IsType<ArticleDelta>(correction.Data);
        Assert.Equal((UpdateKind.Delta, "바로잡은 제목", null), (correction.Kind, delta.Headline, delta.Blocks));
        var tombstone = Assert.IsType<ArticleContent>(retraction.Data);
        Assert.Equal((true, UpdateKind.Snapshot, ArticleStage.Retracted, ""), (retraction.Barrier, retraction.Kind, tombstone.Stage, tombstone.Headline));
        Assert.True(tombstone.Blocks.IsEmpty && tombstone.Notes.IsEmpty);
    }

    [Fact]
    public async Task What_the_answer_was_lost_of_is_not_done_twice()
    {
        await CreateAsync();
        var act = Act();
        Grains.Store.FailNextWrite(TopicName.Article(_id).Owner, StoreFault.WrittenButUnknown);

        await Assert.ThrowsAnyAsync<Exception>(() => Article.Publish(act, Cancellation));
        var again = await Article.Publish(act, Cancellation);

        Assert.Equal((ArticleVerdict.Done, 2, ArticleStage.Published), (again.Verdict, again.Article!.Revision, again.Article.Stage));
    }

    [Fact]
    public async Task What_was_not_written_was_never_public()
    {
        await CreateAsync();
        Grains.Store.FailNextWrite(TopicName.Article(_id).Owner, StoreFault.NotWritten);

        await Assert.ThrowsAnyAsync<Exception>(() => Article.Publish(Act(), Cancellation));

        Assert.Null(await Article.GetPublic(Cancellation));
    }

    [Fact]
    public async Task An_announcement_that_is_owed_survives_the_activation()
    {
        await CreateSiteAsync();
        await CreateAsync();

        // The first attempt fails, and the clock of grains stands still: there is no second one.
        Grains.Store.FailNextWrite(TopicName.Front(_site).Owner, StoreFault.NotWritten);
        await Article.Publish(Act(), Cancellation);
        await EventuallyAsync(async () => (await CardsAsync(TopicName.Section(_site, "local"))).Contains(_id));
        Assert.DoesNotContain(_id, await CardsAsync(TopicName.Front(_site)));

        await Article.AsReference<IGrainManagementExtension>().DeactivateOnIdle();
        await Article.AsReference<IRemindable>().ReceiveReminder("announce", default);

        await EventuallyAsync(async () => (await CardsAsync(TopicName.Front(_site))).Contains(_id));
    }

    [Fact]
    public async Task A_failed_announcement_is_repeated()
    {
        await CreateSiteAsync();
        await CreateAsync();
        Grains.Store.FailNextWrite(TopicName.Front(_site).Owner, StoreFault.WrittenButUnknown);
        Grains.Store.FailNextWrite(TopicName.Section(_site, "local").Owner, StoreFault.NotWritten);

        await Article.Publish(Act(), Cancellation);

        await EventuallyAsync(async () =>
        {
            Grains.Time.Advance(TimeSpan.FromSeconds(1));
            return (await CardsAsync(TopicName.Front(_site))).Contains(_id)
                && (await CardsAsync(TopicName.Section(_site, "local"))).Contains(_id);
        });
    }

    [Fact]
    public async Task A_late_announcement_does_not_bring_back_what_was_retracted()
    {
        await CreateSiteAsync();
        await CreateAsync();
        await Article.Publish(Act(), Cancellation);
        await EventuallyAsync(async () => (await CardsAsync(TopicName.Front(_site))).Contains(_id));
        await Article.Retract("사실과 다름", Act(), Cancellation);
        await EventuallyAsync(async () => !(await CardsAsync(TopicName.Front(_site))).Contains(_id));

        var surface = Grains.Client.GetGrain<IArticleSurfaceGrain>(TopicName.Front(_site).Owner);
        var known = await surface.Announce(_id, 2, Cancellation);

        Assert.Equal(3, known);
        Assert.DoesNotContain(_id, await CardsAsync(TopicName.Front(_site)));
    }

    [Fact]
    public async Task A_list_hears_of_a_retraction_as_a_barrier_without_the_card()
    {
        await CreateSiteAsync();
        await CreateAsync();
        await Article.Publish(Act(), Cancellation);
        await EventuallyAsync(async () => (await CardsAsync(TopicName.Front(_site))).Contains(_id));
        var observer = new RecordingObserver();
        await SubscribeAsync(observer, TopicName.Front(_site));

        await Article.Retract("사실과 다름", Act(), Cancellation);

        var update = (await observer.NextAsync()).Update;
        Assert.Equal((true, UpdateKind.Snapshot), (update.Barrier, update.Kind));
        Assert.Empty(Assert.IsType<ArticleList>(update.Data).Cards);
    }

    private static ArticleAct Act() => new() { OperationId = Guid.NewGuid().ToString("N"), Author = "김편집", MayChangePublished = true };

    private static ArticleDraft Draft(string headline) => new()
    {
        Section = "local",
        Headline = headline,
        Blocks = [new ArticleBlock { Kind = BlockKind.Paragraph, Html = "본문" }],
    };

    private static async Task EventuallyAsync(Func<Task<bool>> condition)
    {
        for (var attempt = 0; attempt < 200; attempt++)
        {
            if (await condition())
            {
                return;
            }

            await Task.Delay(25, Cancellation);
        }

        Assert.Fail("It did not come true within five seconds.");
    }

    private async Task CreateAsync()
    {
        var outcome = await Article.Create(_site, Draft("제목"), Act(), Cancellation);
        Assert.Equal((ArticleVerdict.Done, 1), (outcome.Verdict, outcome.Article!.Revision));
    }

    private async Task CreateSiteAsync()
    {
        var sites = Grains.Client.GetGrain<ISitesGrain>("default");
        await sites.PutSite(new SiteInfo { Id = _site, Revision = 0, Name = "시험신문" }, RevisionExpectation.None, Cancellation);
        await sites.PutSection(_site, new SectionInfo("local", "지역뉴스", 0), RevisionExpectation.None, Cancellation);
    }

    private async Task<string[]> CardsAsync(TopicName topic)
    {
        var answer = await Grains.Client.GetGrain<ITopicGrain>(topic.Owner).Pull(topic.Text, new Position("", 0), Cancellation);
        return [.. ((ArticleList)answer.State!).Cards.Select(card => card.Id)];
    }

    private async Task<TopicAnswer> SubscribeAsync(RecordingObserver observer, TopicName? topic = null)
    {
        topic ??= TopicName.Article(_id);
        return await Grains.Client.GetGrain<ITopicGrain>(topic.Owner).Subscribe(
            new TopicSubscription
            {
                Topic = topic.Text,
                Gateway = Guid.NewGuid().ToString("N"),
                Observer = Grains.Client.CreateObjectReference<ITopicObserver>(observer),
            },
            Cancellation);
    }
}
