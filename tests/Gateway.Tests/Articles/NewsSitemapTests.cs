using Sokbo.Gateway.Articles.Feeds;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Sites;
using Xunit;

namespace Sokbo.Gateway.Tests.Articles;

public sealed class NewsSitemapTests
{
    private static readonly DateTimeOffset Published = new(2026, 11, 20, 3, 0, 0, 500, TimeSpan.Zero);

    [Theory]
    [InlineData(0, true)]
    [InlineData(2_879, true)]
    [InlineData(2_880, false)]
    public void An_article_is_named_for_48_hours_by_the_clock(int minutes, bool named)
    {
        var now = Published.AddMinutes(minutes);

        Assert.Equal(named, NewsSitemap.Named(View(Entry("a")), now).Length == 1);
        Assert.Equal(named ? Published.AddSeconds(-0.5) : now.AddSeconds(0.5), NewsSitemap.ChangedAt(View(Entry("a")), now));
    }

    [Fact]
    public void The_same_state_is_written_anew_when_only_the_clock_has_moved()
    {
        var (cache, view, written) = (new FeedCache(), View(Entry("a")), 0);
        foreach (var minutes in new[] { 0, 10, 2_879, 2_880, 2_890 })
        {
            var now = Published.AddMinutes(minutes);
            var changed = NewsSitemap.ChangedAt(view, now);
            cache.Get(view.Self, [view.Feed, view.Site, changed], () =>
            {
                written++;
                return new Representation(NewsSitemap.Write(view, NewsSitemap.Named(view, now)), NewsSitemap.ContentType, changed);
            });
        }

        Assert.Equal(2, written);
    }

    [Fact]
    public void Samples_and_texts_that_live_elsewhere_are_not_named_and_no_more_than_1_000_are()
    {
        var many = Enumerable.Range(0, 1_200).Select(number => Entry($"a{number}")).ToArray();

        Assert.Empty(NewsSitemap.Named(View(Entry("a") with { Sample = true }, Entry("b") with { Canonical = "https://other.example/1" }), Published));
        Assert.Equal(1_000, NewsSitemap.Named(View(many), Published).Length);
    }

    private static FeedEntry Entry(string id) => new()
    {
        Id = id,
        Revision = 2,
        Section = "local",
        Headline = "제목",
        FirstPublishedAt = Published,
        ModifiedAt = Published,
    };

    private static FeedView View(params FeedEntry[] entries) => new()
    {
        Site = new SiteInfo { Id = "default", Revision = 1, Name = "가람일보" },
        Feed = new ArticleFeed { Entries = [.. entries], ChangedAt = DateTimeOffset.FromUnixTimeSeconds(Published.ToUnixTimeSeconds()) },
        Origin = "https://example.kr",
        Path = "/news-sitemap.xml",
    };
}
