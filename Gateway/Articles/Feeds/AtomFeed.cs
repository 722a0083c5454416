using System.Xml;
using Sokbo.Gateway.Pages;
using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Gateway.Articles.Feeds;

/// <summary>Atom (RFC 4287), with the entries that readers are to delete (RFC 6721).</summary>
internal static class AtomFeed
{
    public const string ContentType = "application/atom+xml; charset=utf-8";

    private const string Atom = "http://www.w3.org/2005/Atom";
    private const string Tombstones = "http://purl.org/atompub/tombstones/1.0";

    public static byte[] Write(FeedView view) => FeedXml.Write(xml =>
    {
        xml.WriteStartElement("feed", Atom);
        xml.WriteAttributeString("xmlns", "at", null, Tombstones);
        xml.WriteAttributeString("xml", "lang", null, "ko");
        xml.WriteText("id", view.Id);
        xml.WriteText("title", view.Title);
        xml.WriteText("updated", SeoulTime.Machine(view.UpdatedAt));
        WriteAuthor(xml, view.Site.Name);
        WriteLink(xml, "self", "application/atom+xml", view.Self);
        WriteLink(xml, "alternate", "text/html", view.Home);
        if (view.Hub.Length > 0)
        {
            WriteLink(xml, "hub", null, view.Hub);
        }

        foreach (var entry in view.Entries)
        {
            WriteEntry(xml, view, entry);
        }

        foreach (var removal in view.Deleted)
        {
            xml.WriteStartElement("deleted-entry", Tombstones);
            xml.WriteAttributeString("ref", FeedIds.OfArticle(removal.Id));
            xml.WriteAttributeString("when", SeoulTime.Machine(removal.At));
            xml.WriteEndElement();
        }
    });

    private static void WriteEntry(XmlWriter xml, FeedView view, FeedEntry entry)
    {
        xml.WriteStartElement("entry");
        xml.WriteText("id", FeedIds.OfArticle(entry.Id));
        xml.WriteText("title", view.TitleOf(entry));
        xml.WriteText("published", SeoulTime.Machine(entry.FirstPublishedAt));
        xml.WriteText("updated", SeoulTime.Machine(entry.UpdatedAt));
        WriteAuthor(xml, view.AuthorOf(entry));
        WriteLink(xml, "alternate", "text/html", view.Url(entry));
        foreach (var category in view.SectionName(entry) is { } section ? entry.Tags.Prepend(section) : entry.Tags)
        {
            xml.WriteStartElement("category");
            xml.WriteAttributeString("term", FeedXml.Clean(category));
            xml.WriteEndElement();
        }

        xml.WriteText("summary", FeedView.SummaryOf(entry));
        xml.WriteEndElement();
    }

    private static void WriteAuthor(XmlWriter xml, string name)
    {
        xml.WriteStartElement("author");
        xml.WriteText("name", name);
        xml.WriteEndElement();
    }

    private static void WriteLink(XmlWriter xml, string rel, string? type, string address)
    {
        xml.WriteStartElement("link");
        xml.WriteAttributeString("rel", rel);
        if (type is not null)
        {
            xml.WriteAttributeString("type", type);
        }

        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }
}
