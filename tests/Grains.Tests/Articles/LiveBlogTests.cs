using Orleans.Core.Internal;
using Sokbo.Fixtures;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Tests.Delivery;
using Xunit;

namespace Sokbo.Grains.Tests.Articles;

public sealed class LiveBlogTests(ArticlesCluster cluster)
{
    private readonly string _id = Guid.CreateVersion7().ToString("N");

    private IArticleGrain Article => cluster.Grains.Client.GetGrain<IArticleGrain>(_id);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Readers_hear_of_a_post_as_a_delta_of_its_own_and_of_a_hidden_one_as_a_barrier_that_nobody_resumes_across()
    {
        await PublishAsync();
        await Article.AddPost("p1", Text("첫 소식"), Act(), Cancellation);
        var observer = new RecordingObserver();
        var answer = await SubscribeAsync(observer);

        await Article.AddPost("p2", Text("감출 소식"), Act(), Cancellation);
        await Article.HidePost("p2", Act(), Cancellation);

        var added = (await observer.NextAsync()).Update;
        var hidden = (await observer.NextAsync()).Update;
        var delta = Assert.IsType<ArticleDelta>(added.Data);
        Assert.Equal(("p2", null, null), (Assert.Single(delta.Live!.Upserted).Id, delta.Headline, delta.Blocks));
        var after = Assert.IsType<ArticleContent>(hidden.Data);
        Assert.Equal((true, "p1", "p2"), (hidden.Barrier, Assert.Single(after.Live!.Posts).Id, Assert.Single(after.Live.Hidden)));
        var resumed = await Grain().Pull(TopicName.Article(_id).Text, answer.Position, Cancellation);
        Assert.Equal(TopicOutcome.Snapshot, resumed.Outcome);
        Assert.DoesNotContain(((ArticleContent)resumed.State!).Live!.Posts, post => post.Id == "p2");
        Assert.Null(await Article.GetPosts("p2", Cancellation));
    }

    [Fact]
    public async Task A_post_survives_its_activation_and_is_written_once_however_often_it_is_sent()
    {
        // A draft, which has nothing to announce: the write that fails is that of the post.
        await Article.Create("live", new ArticleDraft { Section = "local", Headline = "생중계" }, Act(), Cancellation);
        var act = Act();
        cluster.Grains.Store.FailNextWrite(TopicName.Article(_id).Owner, StoreFault.WrittenButUnknown);

        await Assert.ThrowsAnyAsync<Exception>(() => Article.AddPost("p1", Text("소식"), act, Cancellation));
        var again = await Article.AddPost("p1", Text("소식"), act, Cancellation);
        await Article.Cast<IGrainManagementExtension>().DeactivateOnIdle();
        await Article.Publish(Act(), Cancellation);

        Assert.Equal((ArticleVerdict.Done, 1), (again.Verdict, again.Post!.Revision));
        Assert.Equal("소식", Assert.Single((await Article.GetPublic(Cancellation))!.Live!.Posts).Text.Headline);
    }

    [Fact]
    public async Task What_stood_in_a_live_blog_at_a_moment_is_told_exactly()
    {
        await PublishAsync();
        await Article.AddPost("p1", Text("틀린 소식"), Act(), Cancellation);
        await Article.AddPost("p2", Text("둘째 소식"), Act(), Cancellation);
        var first = Tick();
        await Article.UpdatePost("p1", Text("고친 소식"), Act(), Cancellation);
        await Article.MovePost("p1", "p2", Act(), Cancellation);
        var second = Tick();
        await Article.HidePost("p2", Act(), Cancellation);
        var third = Tick();
        await Article.Retract("취소", Act(), Cancellation);
        var fourth = Tick();

        Assert.Equal(["둘째 소식", "틀린 소식"], await HeadlinesAtAsync(first));
        Assert.Equal(["고친 소식", "둘째 소식"], await HeadlinesAtAsync(second));
        Assert.Equal(["고친 소식"], await HeadlinesAtAsync(third));
        Assert.Empty(await HeadlinesAtAsync(fourth));
    }

    [Fact]
    public async Task A_retraction_takes_the_posts_and_an_erasure_their_texts()
    {
        await PublishAsync();
        var post = await Article.AddPost("p1", Text("지울 소식"), Act(), Cancellation);
        var revision = post.Post!.Revisions[0];
        await Article.UpdatePost("p1", Text("고친 소식"), Act(), Cancellation);
        var text = cluster.Grains.Client.GetGrain<IArticleRevisionGrain>($"{_id}/p1/1/{revision.OperationId}");
        Assert.Equal("지울 소식", (await text.ReadPost(Cancellation))!.Headline);

        await Article.Retract("취소", Act(), Cancellation);
        Assert.Null((await Article.GetPublic(Cancellation))!.Live);
        Assert.Null(await Article.GetPosts("p1", Cancellation));
        Assert.All(await Article.ReadPosts(Cancellation), kept => Assert.Equal("", kept.Draft.Headline));
        await Article.RemoveText(Act(), Cancellation);
        await Article.RemoveText(Act() with { Author = "이편집" }, Cancellation);

        for (var attempt = 0; await text.ReadPost(Cancellation) is not null; attempt++)
        {
            Assert.True(attempt < 200, "The text of the post was not erased within five seconds.");
            await Task.Delay(25, Cancellation);
        }

        Assert.Empty(await Article.ReadPosts(Cancellation));
    }

    [Fact]
    public async Task Feeds_hear_of_every_post_and_lists_of_where_coverage_begins_and_ends()
    {
        await PublishAsync();
        await Article.AddPost("p1", Text("소식"), Act(), Cancellation);
        await UntilAsync<ArticleFeed>(TopicName.Feed("live"), state => state.Entries.Any(entry => entry is { Revision: 3 } && entry.Id == _id));
        Tick();
        var second = await Article.AddPost("p2", Text("소식"), Act(), Cancellation);

        var feed = await UntilAsync<ArticleFeed>(TopicName.Feed("live"), state => state.Entries.Any(entry => entry is { Revision: 4 } && entry.Id == _id));
        var open = await UntilAsync<ArticleList>(TopicName.Front("live"), state => state.Cards.Any(card => card.Id == _id && card.Live));
        await Article.SetCoverage(false, Act(), Cancellation);

        Assert.Contains(open.Cards, card => card.Id == _id);
        Assert.Equal(second.Article!.ModifiedAt, feed.Entries.Single(entry => entry.Id == _id).ModifiedAt);
        await UntilAsync<ArticleList>(TopicName.Front("live"), state => state.Cards.Any(card => card.Id == _id && !card.Live));
    }

    [Fact]
    public async Task What_a_restored_store_brings_back_is_erased_again_before_anybody_is_answered()
    {
        await PublishAsync();
        await Article.AddPost("p1", Text("지운 소식"), Act(), Cancellation);
        await UntilAsync<ArticleList>(TopicName.Front("live"), state => state.Cards.Any(card => card.Id == _id));
        await cluster.Erasures.AddAsync(_id, Cancellation);
        await Article.Cast<IGrainManagementExtension>().DeactivateOnIdle();

        // The activation that was there may answer until it has gone; the next one has erased the article before its first answer.
        var content = await Article.GetPublic(Cancellation);
        for (var attempt = 0; attempt < 200 && content is not { Stage: ArticleStage.Retracted }; attempt++)
        {
            await Task.Delay(25, Cancellation);
            content = await Article.GetPublic(Cancellation);
        }

        Assert.Equal((ArticleStage.Retracted, "", null), (content!.Stage, content.Headline, content.Live));
        Assert.Equal(ArticleStage.Erased, (await Article.Read(Cancellation))!.Stage);
        Assert.False(await Article.EraseAgain(Cancellation));
        await UntilAsync<ArticleList>(TopicName.Front("live"), state => state.Cards.All(card => card.Id != _id));
    }

    private static ArticleAct Act() => new() { OperationId = Guid.NewGuid().ToString("N"), Author = "김편집", MayChangePublished = true };

    private static LivePostDraft Text(string headline) => new()
    {
        Headline = headline,
        Blocks = [new ArticleBlock { Kind = BlockKind.Paragraph, Html = "본문" }],
    };

    private ITopicGrain Grain() => cluster.Grains.Client.GetGrain<ITopicGrain>(TopicName.Article(_id).Owner);

    private async Task PublishAsync()
    {
        var draft = new ArticleDraft { Section = "local", Headline = "생중계" };
        await Article.Create("live", draft, Act(), Cancellation);
        await Article.Publish(Act(), Cancellation);
    }

    /// <summary>The moment that it is, before the next thing happens.</summary>
    private DateTimeOffset Tick()
    {
        var now = cluster.Grains.Time.GetUtcNow();
        cluster.Grains.Time.Advance(TimeSpan.FromSeconds(1));
        return now;
    }

    private async Task<string[]> HeadlinesAtAsync(DateTimeOffset at) =>
        [.. (await Article.ReadAt(at, Act(), Cancellation))!.Posts.Select(post => post.Text.Headline)];

    private async Task<T> UntilAsync<T>(TopicName topic, Func<T, bool> holds)
        where T : TopicPayload
    {
        for (var attempt = 0; attempt < 200; attempt++)
        {
            var answer = await cluster.Grains.Client.GetGrain<ITopicGrain>(topic.Owner).Pull(topic.Text, new Position("", 0), Cancellation);
            if (answer.State is T state && holds(state))
            {
                return state;
            }

            await Task.Delay(25, Cancellation);
        }

        throw new InvalidOperationException($"{topic} did not come to it within five seconds.");
    }

    private Task<TopicAnswer> SubscribeAsync(RecordingObserver observer) => Grain().Subscribe(
        new TopicSubscription
        {
            Topic = TopicName.Article(_id).Text,
            Gateway = Guid.NewGuid().ToString("N"),
            Observer = cluster.Grains.Client.CreateObjectReference<ITopicObserver>(observer),
        },
        Cancellation);
}
