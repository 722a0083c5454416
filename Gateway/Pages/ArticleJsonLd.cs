using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Sokbo.Gateway.Articles;
using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Gateway.Pages;

/// <summary>The description of an article for search engines.</summary>
internal static class ArticleJsonLd
{
    /// <summary>JSON inside markup: the encoder escapes &lt;, &gt;, &amp;, U+2028 and U+2029, so no text can end the script element.</summary>
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private const int LiveUpdatesMax = 20;

    public static string Of(ArticleContent article, PageFrame frame, string? section)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("@context", "https://schema.org");
            json.WriteString("@type", article.Live is null ? "NewsArticle" : "LiveBlogPosting");
            json.WriteString("headline", SampleMark.Before(article.Headline, article.Sample || frame.Site.Sample));
            json.WriteString("datePublished", SeoulTime.Machine(article.FirstPublishedAt));
            json.WriteString("dateModified", SeoulTime.Machine(article.ModifiedAt));
            json.WriteString("mainEntityOfPage", article.Canonical is { Length: > 0 } canonical ? canonical : frame.Canonical);
            json.WriteString("inLanguage", "ko-KR");
            json.WriteBoolean("isAccessibleForFree", true);
            WriteOptional(json, "articleSection", section);
            WriteOptional(json, "description", article.Summary);
            WriteOptional(json, "keywords", article.Tags.IsDefaultOrEmpty ? null : string.Join(", ", article.Tags));
            WriteOptional(json, "contentLocation", article.Region);
            WriteOptional(json, "expires", article.ExpiresAt is { } expires ? SeoulTime.Machine(expires) : null);
            if (article.LeadImage is { } image)
            {
                json.WriteStartArray("image");
                json.WriteStringValue(frame.Absolute(image.Url));
                json.WriteEndArray();
            }

            WriteNamed(json, "author", article.Byline.Length > 0 ? "Person" : "Organization", article.Byline.Length > 0 ? article.Byline : frame.Site.Name);
            WriteNamed(json, "publisher", "NewsMediaOrganization", frame.Site.Name);
            WriteCorrections(json, article);
            WriteLive(json, article.Live, frame);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteOptional(Utf8JsonWriter json, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            json.WriteString(name, value);
        }
    }

    private static void WriteNamed(Utf8JsonWriter json, string property, string type, string name)
    {
        json.WriteStartObject(property);
        json.WriteString("@type", type);
        json.WriteString("name", name);
        json.WriteEndObject();
    }

    /// <summary>The newest posts; each has its address on the page. Coverage has an end only when it was closed.</summary>
    private static void WriteLive(Utf8JsonWriter json, LiveBlog? live, PageFrame frame)
    {
        if (live is null)
        {
            return;
        }

        json.WriteString("coverageStartTime", SeoulTime.Machine(live.CoverageStart));
        WriteOptional(json, "coverageEndTime", live.CoverageEnd is { } end ? SeoulTime.Machine(end) : null);
        json.WriteStartArray("liveBlogUpdate");
        foreach (var post in live.Posts.OrderByDescending(post => post.PublishedAt).Take(LiveUpdatesMax))
        {
            json.WriteStartObject();
            json.WriteString("@type", "BlogPosting");
            json.WriteString("headline", LiveMarkup.Headline(post));
            json.WriteString("datePublished", SeoulTime.Machine(post.PublishedAt));
            json.WriteString("dateModified", SeoulTime.Machine(post.ModifiedAt));
            json.WriteString("url", $"{frame.Canonical}#post-{post.Id}");
            json.WriteString("articleBody", BlockText.Of(post.Text.Blocks) is { Length: > 0 } text ? text : post.Text.Headline);
            WriteNamed(json, "author", post.Text.Byline.Length > 0 ? "Person" : "Organization", post.Text.Byline.Length > 0 ? post.Text.Byline : frame.Site.Name);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteCorrections(Utf8JsonWriter json, ArticleContent article)
    {
        if (article.Notes.IsEmpty)
        {
            return;
        }

        json.WriteStartArray("correction");
        foreach (var note in article.Notes)
        {
            json.WriteStartObject();
            json.WriteString("@type", "CorrectionComment");
            json.WriteString("text", note.Text);
            json.WriteString("datePublished", SeoulTime.Machine(note.At));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
