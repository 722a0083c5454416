using System.Reflection;
using Sokbo.Gateway.Articles.Feeds;
using Sokbo.Gateway.Delivery;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Sites;
using Xunit;

namespace Sokbo.Gateway.Tests.Articles;

public sealed class LongLiveBlogsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 3, 0, 0, TimeSpan.Zero);
    private static readonly SiteInfo Site = new() { Id = "default", Revision = 1, Name = "가람일보" };

    private readonly TaskCompletionSource _answered = new();
    private int _calls;
    private bool _isAway;

    [Fact]
    public async Task The_owner_is_asked_once_for_each_state_however_many_read()
    {
        var blogs = Blogs();
        var article = Article("첫 소식");

        var reading = Enumerable.Range(0, 8).Select(_ => ReadAsync(blogs, article)).ToArray();
        _answered.SetResult();
        var read = await Task.WhenAll(reading);
        var again = await ReadAsync(blogs, article);

        Assert.All(read, document => Assert.Same(again, document));
        Assert.Contains("뒤의 소식", Text(again), StringComparison.Ordinal);
        Assert.Equal(1, _calls);

        await ReadAsync(blogs, Article("첫 소식"));
        await ReadAsync(blogs, article, Site with { Revision = 2 });
        Assert.Equal(3, _calls);
    }

    [Fact]
    public async Task An_owner_that_does_not_answer_is_asked_again_by_the_next_one()
    {
        _answered.SetResult();
        _isAway = true;
        var (blogs, article) = (Blogs(), Article("첫 소식"));

        await Assert.ThrowsAsync<TopicUnavailableException>(() => ReadAsync(blogs, article));
        _isAway = false;

        Assert.Contains("뒤의 소식", Text(await ReadAsync(blogs, article)), StringComparison.Ordinal);
    }

    private static Task<FeedDocument> ReadAsync(LongLiveBlogs blogs, ArticleContent article, SiteInfo? site = null) =>
        Ninjs.DocumentAsync(new FeedCache(), blogs, article, site ?? Site, "https://news.example.kr", old: false, Noon).AsTask();

    private static string Text(FeedDocument document) => System.Text.Encoding.UTF8.GetString(document.Bytes);

    private LongLiveBlogs Blogs()
    {
        var owner = Answering.Of<IArticleGrain>(AnswerAsync);
        return new LongLiveBlogs(Answering.Of<IGrainFactory>(() => owner));
    }

    private async Task<ArticleContent?> AnswerAsync()
    {
        Interlocked.Increment(ref _calls);
        await _answered.Task;
        return _isAway ? throw new TimeoutException() : Article("첫 소식", "뒤의 소식");
    }

    private static ArticleContent Article(params string[] posts) => new()
    {
        Id = "a",
        Site = "default",
        Section = "local",
        Revision = 2,
        Stage = ArticleStage.Published,
        Headline = "제목",
        FirstPublishedAt = Noon,
        ModifiedAt = Noon,
        Live = new LiveBlog
        {
            CoverageStart = Noon,
            Posts = [.. posts.Select((post, index) => new LivePost
            {
                Id = $"p{index}",
                Revision = 1,
                Text = new LivePostDraft { Headline = post },
                PublishedAt = Noon,
                ModifiedAt = Noon,
                Rank = -index,
            })],
            Count = 2,
            Older = posts.Length == 1 ? "p1" : "",
        },
    };

    /// <summary>Answers every call in the same way.</summary>
    public class Answering : DispatchProxy
    {
        private Func<object?> _answer = () => null;

        public static T Of<T>(Func<object?> answer)
            where T : class
        {
            var proxy = Create<T, Answering>();
            ((Answering)(object)proxy)._answer = answer;
            return proxy;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => _answer();
    }
}
