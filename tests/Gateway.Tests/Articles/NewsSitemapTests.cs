using System.Text;
using System.Xml.Linq;
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
        Assert.Equal(named ? Published.AddSeconds(-0.5) : now, NewsSitemap.ChangedAt(View(Entry("a")), now));
    }

    /// <summary>Somebody asks between two that leave in the same second.</summary>
    [Fact]
    public void Each_article_that_leaves_makes_another_document_whatever_its_second()
    {
        var (cache, view) = (new FeedCache(), View(Entry("a"), Entry("b") with { FirstPublishedAt = Published.AddMilliseconds(300) }));
        var documents = Enumerable.Range(-1, 5).Select(step => NewsSitemap.Document(cache, view, Published.AddHours(48).AddMilliseconds(step * 120))).ToArray();

        Assert.Equal([2, 1, 1, 1, 0], documents.Select(document => XDocument.Parse(Encoding.UTF8.GetString(document.Bytes)).Root!.Elements().Count()));
        Assert.Same(documents[1], documents[3]);
    }

    [Fact]
    public void The_date_is_of_the_last_article_that_was_named_and_is_too_old()
    {
        var elsewhere = Entry("b") with { Canonical = "https://other.example/1", FirstPublishedAt = Published.AddMinutes(5) };

        Assert.Equal(Published.AddMinutes(2_880), NewsSitemap.ChangedAt(View(Entry("a"), elsewhere), Published.AddMinutes(2_890)));
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
