using Sokbo.Gateway.Pages;
using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Gateway.Articles.Feeds;

/// <summary>A news sitemap: the articles of the last 48 hours by the clock, whether or not anything has changed.</summary>
internal static class NewsSitemap
{
    private const string ContentType = "application/xml; charset=utf-8";

    private const string Sitemap = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private const string News = "http://www.google.com/schemas/sitemap-news/0.9";

    /// <summary>Samples and texts whose home is elsewhere are not named.</summary>
    public static FeedEntry[] Named(FeedView view, DateTimeOffset now) => [.. Nameable(view).Where(entry => !IsOld(entry, now)).Take(ArticleFeed.SitemapMax)];

    /// <summary>When it last changed: with the feed, or when the last article became too old.</summary>
    public static DateTimeOffset ChangedAt(FeedView view, DateTimeOffset now) =>
        Nameable(view).Where(entry => IsOld(entry, now)).Select(entry => entry.FirstPublishedAt + ArticleFeed.SitemapAge).Append(view.UpdatedAt).Max();

    /// <summary>One for each number of articles that are young enough: they leave one after the other.</summary>
    public static FeedDocument Document(FeedCache cache, FeedView view, DateTimeOffset now)
    {
        var entries = Named(view, now);
        return cache.Get(view.Self, [view.Feed, view.Site, entries.Length], () => new FeedDocument(Write(view, entries), ContentType, ChangedAt(view, now), now));
    }

    private static byte[] Write(FeedView view, FeedEntry[] entries) => FeedXml.Write(xml =>
    {
        xml.WriteStartElement("urlset", Sitemap);
        xml.WriteAttributeString("xmlns", "news", null, News);
        foreach (var entry in entries)
        {
            xml.WriteStartElement("url", Sitemap);
            xml.WriteElementString("loc", Sitemap, view.Url(entry));
            xml.WriteElementString("lastmod", Sitemap, SeoulTime.Machine(entry.ModifiedAt));
            xml.WriteStartElement("news", News);
            xml.WriteStartElement("publication", News);
            xml.WriteElementString("name", News, FeedXml.Clean(view.Site.Name));
            xml.WriteElementString("language", News, "ko");
            xml.WriteEndElement();
            xml.WriteElementString("publication_date", News, SeoulTime.Machine(entry.FirstPublishedAt));
            xml.WriteElementString("title", News, FeedXml.Clean(entry.Headline));
            xml.WriteEndElement();
            xml.WriteEndElement();
        }
    });

    private static bool IsOld(FeedEntry entry, DateTimeOffset now) => entry.FirstPublishedAt + ArticleFeed.SitemapAge <= now;

    private static IEnumerable<FeedEntry> Nameable(FeedView view) =>
        view.Site.Sample ? [] : view.Feed.Entries.Where(entry => !entry.Sample && entry.Canonical.Length == 0);
}
