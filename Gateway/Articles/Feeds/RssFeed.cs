using System.Globalization;
using System.Xml;
using Sokbo.Gateway.Pages;
using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Gateway.Articles.Feeds;

/// <summary>RSS 2.0. Dates are of Seoul with their offset: a large portal is said to read every date as one of Seoul.</summary>
internal static class RssFeed
{
    public const string ContentType = "application/rss+xml; charset=utf-8";

    private const string Atom = "http://www.w3.org/2005/Atom";
    private const string DublinCore = "http://purl.org/dc/elements/1.1/";

    public static byte[] Write(FeedView view) => FeedXml.Write(xml =>
    {
        xml.WriteStartElement("rss");
        xml.WriteAttributeString("version", "2.0");
        xml.WriteAttributeString("xmlns", "atom", null, Atom);
        xml.WriteAttributeString("xmlns", "dc", null, DublinCore);
        xml.WriteStartElement("channel");
        xml.WriteText("title", view.Title);
        xml.WriteText("link", view.Home);
        xml.WriteText("description", view.Title);
        xml.WriteText("language", "ko");
        xml.WriteText("lastBuildDate", Date(view.UpdatedAt));
        xml.WriteStartElement("link", Atom);
        xml.WriteAttributeString("rel", "self");
        xml.WriteAttributeString("type", "application/rss+xml");
        xml.WriteAttributeString("href", view.Self);
        xml.WriteEndElement();
        if (view.Hub.Length > 0)
        {
            xml.WriteStartElement("link", Atom);
            xml.WriteAttributeString("rel", "hub");
            xml.WriteAttributeString("href", view.Hub);
            xml.WriteEndElement();
        }

        foreach (var entry in view.Entries)
        {
            WriteItem(xml, view, entry);
        }
    });

    /// <summary>Thu, 11 Aug 2022 09:00:00 +0900</summary>
    public static string Date(DateTimeOffset time)
    {
        var local = SeoulTime.Of(time);
        var offset = local.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal);
        return $"{local.ToString("ddd, dd MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture)} {offset}";
    }

    private static void WriteItem(XmlWriter xml, FeedView view, FeedEntry entry)
    {
        xml.WriteStartElement("item");
        xml.WriteText("title", view.TitleOf(entry));
        xml.WriteText("link", view.Url(entry));
        xml.WriteStartElement("guid");
        xml.WriteAttributeString("isPermaLink", "false");
        xml.WriteString(FeedIds.OfArticle(entry.Id));
        xml.WriteEndElement();
        xml.WriteText("pubDate", Date(entry.FirstPublishedAt));
        xml.WriteElementString("updated", Atom, SeoulTime.Machine(entry.UpdatedAt));
        xml.WriteElementString("creator", DublinCore, FeedXml.Clean(view.AuthorOf(entry)));
        foreach (var category in view.SectionName(entry) is { } section ? entry.Tags.Prepend(section) : entry.Tags)
        {
            xml.WriteText("category", category);
        }

        xml.WriteText("description", FeedView.SummaryOf(entry));
        xml.WriteEndElement();
    }
}
