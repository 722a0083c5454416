using System.Text.Json;
using Sokbo.Gateway.Pages;
using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Gateway.Articles.Feeds;

/// <summary>JSON Feed 1.1.</summary>
internal static class JsonFeed
{
    public const string ContentType = "application/feed+json; charset=utf-8";

    public static byte[] Write(FeedView view) => FeedJson.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("version", "https://jsonfeed.org/version/1.1");
        json.WriteString("title", view.Title);
        json.WriteString("home_page_url", view.Home);
        json.WriteString("feed_url", view.Self);
        json.WriteString("language", "ko");
        if (view.Hub.Length > 0)
        {
            json.WriteStartArray("hubs");
            json.WriteStartObject();
            json.WriteString("type", "WebSub");
            json.WriteString("url", view.Hub);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteStartArray("items");
        foreach (var entry in view.Entries)
        {
            WriteItem(json, view, entry);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void WriteItem(Utf8JsonWriter json, FeedView view, FeedEntry entry)
    {
        json.WriteStartObject();
        json.WriteString("id", FeedIds.OfArticle(entry.Id));
        json.WriteString("url", view.Url(entry));
        json.WriteString("title", view.TitleOf(entry));
        json.WriteString("content_text", FeedView.SummaryOf(entry));
        json.WriteString("summary", FeedView.SummaryOf(entry));
        json.WriteString("date_published", SeoulTime.Machine(entry.FirstPublishedAt));
        json.WriteString("date_modified", SeoulTime.Machine(entry.ModifiedAt));
        json.WriteStartArray("authors");
        json.WriteStartObject();
        json.WriteString("name", view.AuthorOf(entry));
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteString("language", "ko");
        if (entry.CoverageClosed)
        {
            json.WriteBoolean("expired", true);
        }

        if (entry.Image.Length > 0)
        {
            json.WriteString("image", view.Absolute(entry.Image));
        }

        json.WriteStartArray("tags");
        foreach (var tag in view.SectionName(entry) is { } section ? entry.Tags.Prepend(section) : entry.Tags)
        {
            json.WriteStringValue(tag);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
