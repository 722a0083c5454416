using Sokbo.Gateway.Pages;
using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Gateway.Articles.Feeds;

/// <summary>A news sitemap: the articles of the last 48 hours by the clock, whether or not anything has changed.</summary>
internal static class NewsSitemap
{
    public const string ContentType = "application/xml; charset=utf-8";

    private const string Sitemap = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private const string News = "http://www.google.com/schemas/sitemap-news/0.9";

    /// <summary>Samples and texts whose home is elsewhere are not named.</summary>
    public static FeedEntry[] Named(FeedView view, DateTimeOffset now) => view.Site.Sample
        ? []
        : [.. view.Feed.Entries.Where(entry => !entry.Sample && entry.Canonical.Length == 0 && !IsOld(entry, now)).Take(ArticleFeed.SitemapMax)];

    /// <summary>When it last changed: with the feed, or when the last article became too old.</summary>
    public static DateTimeOffset ChangedAt(FeedView view, DateTimeOffset now)
    {
        var drops = view.Feed.Entries.Where(entry => IsOld(entry, now)).Select(entry => Ceiling(entry.FirstPublishedAt + ArticleFeed.SitemapAge));
        return drops.Append(view.UpdatedAt).Max();
    }

    public static byte[] Write(FeedView view, FeedEntry[] entries) => FeedXml.Write(xml =>
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

    private static DateTimeOffset Ceiling(DateTimeOffset time) =>
        DateTimeOffset.FromUnixTimeSeconds((time.ToUnixTimeMilliseconds() + 999) / 1_000);
}
