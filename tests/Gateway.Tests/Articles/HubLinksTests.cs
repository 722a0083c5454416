using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Sokbo.Gateway.Articles.Feeds;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Sites;
using Xunit;

namespace Sokbo.Gateway.Tests.Articles;

/// <summary>How feeds name their hub: one at least, and themselves exactly once.</summary>
public sealed class HubLinksTests
{
    private const string Hub = "https://hub.example/?a=1&b=2";

    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    [Theory]
    [InlineData(Hub, 1)]
    [InlineData("", 0)]
    public void Each_format_names_the_hub_where_there_is_one(string hub, int count)
    {
        var rss = XDocument.Parse(Encoding.UTF8.GetString(RssFeed.Write(View(hub, "/rss.xml"))));
        var atom = XDocument.Parse(Encoding.UTF8.GetString(AtomFeed.Write(View(hub, "/atom.xml"))));
        using var json = JsonDocument.Parse(JsonFeed.Write(View(hub, "/feed.json")));

        foreach (var links in new[] { rss.Descendants(Atom + "link"), atom.Root!.Elements(Atom + "link") })
        {
            Assert.Equal(Enumerable.Repeat(hub, count), links.Where(link => (string?)link.Attribute("rel") == "hub").Select(link => (string?)link.Attribute("href")));
            Assert.Single(links, link => (string?)link.Attribute("rel") == "self");
        }

        Assert.Equal(count == 1, json.RootElement.TryGetProperty("hubs", out var hubs));
        Assert.True(count == 0 || (hubs[0].GetProperty("type").GetString(), hubs[0].GetProperty("url").GetString()) == ("WebSub", hub));
    }

    private static FeedView View(string hub, string path) => new()
    {
        Site = new SiteInfo { Id = "default", Revision = 1, Name = "가람일보" },
        Feed = new ArticleFeed { ChangedAt = DateTimeOffset.UnixEpoch },
        Origin = "https://news.example.kr",
        Path = path,
        Hub = hub,
    };
}
