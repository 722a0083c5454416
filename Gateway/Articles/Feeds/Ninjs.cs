using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Sokbo.Gateway.Pages;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Sites;

namespace Sokbo.Gateway.Articles.Feeds;

/// <summary>ninjs of the IPTC, 3.1 and 2.2. A retracted article is canceled, a held one withheld: without its text.</summary>
internal static class Ninjs
{
    public const string ContentType = "application/json; charset=utf-8";

    private const int UrgencyUnlessSaid = 5;

    /// <summary>With all posts of a live blog, also those that its topic does not carry.</summary>
    /// <param name="cache">Of documents.</param>
    /// <param name="blogs">Of those that are longer.</param>
    /// <param name="article">Its public state.</param>
    /// <param name="site">The publication.</param>
    /// <param name="origin">Scheme and host.</param>
    /// <param name="old">True for 2.2.</param>
    /// <param name="now">By the clock of this gateway.</param>
    public static async ValueTask<FeedDocument> DocumentAsync(FeedCache cache, LongLiveBlogs blogs, ArticleContent article, SiteInfo site, string origin, bool old, DateTimeOffset now)
    {
        var key = $"{origin}/articles/{article.Id}/ninjs.json {old}";
        return article.Live is { Older.Length: > 0 }
            ? await blogs.GetAsync(key, article, site, whole => Document(whole, site, origin, old, now))
            : cache.Get(key, [article, site], () => Document(article, site, origin, old, now));
    }

    public static FeedDocument Document(ArticleContent article, SiteInfo site, string origin, bool old, DateTimeOffset now)
    {
        // What is withheld is proved by its tag alone: dated by a clock that is behind, it could have the date of the text.
        DateTimeOffset? changed = article.IsWithheld ? null : article.VersionCreatedAt > site.ChangedAt ? article.VersionCreatedAt : site.ChangedAt;
        return new FeedDocument(FeedJson.Write(json => Write(json, article, site, origin, old)), ContentType, changed, now);
    }

    /// <summary>In one line.</summary>
    public static byte[] WriteLine(ArticleContent article, SiteInfo site, string origin, bool old) =>
        FeedJson.WriteLine(json => Write(json, article, site, origin, old));

    private static void Write(Utf8JsonWriter json, ArticleContent article, SiteInfo site, string origin, bool old)
    {
        var names = NinjsNames.Of(old);
        json.WriteStartObject();
        WriteIdentity(json, names, article.Id, article.Version, article.FirstPublishedAt, article.VersionCreatedAt);
        json.WriteString(names.Status, StatusOf(article.Stage));
        if (!article.IsWithheld)
        {
            WriteText(json, names, article, site, origin);
        }

        json.WriteEndObject();
    }

    /// <summary>
    /// The newest articles as one composite object, and those that were withheld last: of an item that is merely missing a
    /// client does not know whether it must stop using it.
    /// </summary>
    public static byte[] WriteList(FeedView view, bool old) => FeedJson.Write(json =>
    {
        var names = NinjsNames.Of(old);
        json.WriteStartObject();
        json.WriteString("uri", view.Id);
        json.WriteString("type", "composite");
        json.WriteString(names.VersionCreated, SeoulTime.Machine(view.UpdatedAt));
        json.WriteString("language", "ko");
        json.WriteString("title", view.Title);
        json.WriteStartArray("associations");
        foreach (var entry in view.Entries)
        {
            json.WriteStartObject();
            json.WriteString("name", entry.Id);
            WriteIdentity(json, names, entry.Id, entry.Revision, entry.FirstPublishedAt, entry.VersionCreatedAt);
            json.WriteString("language", "ko");
            json.WriteNumber("urgency", entry.Urgency == 0 ? UrgencyUnlessSaid : entry.Urgency);
            WriteValues(json, "headlines", view.TitleOf(entry));
            if (entry.Summary.Length > 0)
            {
                WriteValues(json, "descriptions", FeedView.SummaryOf(entry));
            }

            json.WriteEndObject();
        }

        foreach (var removal in view.Deleted)
        {
            if (removal.Withheld is { } stage)
            {
                json.WriteStartObject();
                json.WriteString("name", removal.Id);
                WriteIdentity(json, names, removal.Id, removal.Revision, removal.FirstPublishedAt, removal.VersionCreatedAt);
                json.WriteString(names.Status, StatusOf(stage));
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static string StatusOf(ArticleStage stage) => stage switch
    {
        ArticleStage.Held => "withheld",
        ArticleStage.Retracted or ArticleStage.Erased => "canceled",
        _ => "usable",
    };

    private static void WriteIdentity(Utf8JsonWriter json, NinjsNames names, string id, int revision, DateTimeOffset first, DateTimeOffset created)
    {
        json.WriteString("uri", FeedIds.OfArticle(id));
        json.WriteString("type", "text");
        json.WriteString("version", revision.ToString(CultureInfo.InvariantCulture));
        json.WriteString(names.FirstCreated, SeoulTime.Machine(first));
        json.WriteString(names.VersionCreated, SeoulTime.Machine(created));
    }

    private static void WriteText(Utf8JsonWriter json, NinjsNames names, ArticleContent article, SiteInfo site, string origin)
    {
        json.WriteString("language", "ko");
        json.WriteNumber("urgency", article.Urgency == 0 ? UrgencyUnlessSaid : article.Urgency);
        if (article.ExpiresAt is { } expires)
        {
            json.WriteString("expires", SeoulTime.Machine(expires));
        }

        WriteValues(json, "headlines", SampleMark.Before(article.Headline, article.Sample || site.Sample));
        if (article.Summary.Length > 0)
        {
            WriteValues(json, "descriptions", article.Summary);
        }

        json.WriteStartArray("bodies");
        json.WriteStartObject();
        json.WriteString("role", "main");
        json.WriteString(names.ContentType, "text/html");
        json.WriteString("value", AbsoluteMarkup.Of(ArticleMarkup.Body(article.Blocks) + LiveMarkup.Plain(article.Live), origin));
        json.WriteEndObject();
        json.WriteEndArray();
        if (article.Byline.Length > 0)
        {
            json.WriteString("by", article.Byline);
        }

        WriteNamed(json, "subjects", site.Sections.Where(section => section.Id == article.Section).Select(section => section.Name)
            .Concat(article.Tags.IsDefault ? [] : article.Tags).ToImmutableArray());
        WriteNamed(json, "places", article.Region is { Length: > 0 } region ? [region] : []);
        json.WriteStartArray(names.AlternativeIds);
        json.WriteStartObject();
        json.WriteString("role", "page");
        json.WriteString("value", $"{origin}/articles/{article.Id}");
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteValues(Utf8JsonWriter json, string name, string value)
    {
        json.WriteStartArray(name);
        json.WriteStartObject();
        json.WriteString("role", "main");
        json.WriteString("value", value);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteNamed(Utf8JsonWriter json, string name, ImmutableArray<string> values)
    {
        if (values.IsEmpty)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStartObject();
            json.WriteString("name", value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
