using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Microsoft.Extensions.DependencyInjection;
using Sokbo.Gateway.Articles.Feeds;
using Sokbo.Gateway.Tests.Pages;
using Sokbo.Grains.Interfaces.Articles;
using Xunit;

namespace Sokbo.Gateway.Tests.Articles;

/// <summary>What aggregators and search engines read, and how it travels.</summary>
public sealed class FeedsTests(PagesHost host)
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Tombstones = "http://purl.org/atompub/tombstones/1.0";
    private static readonly XNamespace Sitemap = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private static readonly XNamespace News = "http://www.google.com/schemas/sitemap-news/0.9";

    public static TheoryData<string> Files => ["/rss.xml", "/atom.xml", "/feed.json", "/ninjs.json", "/news-sitemap.xml"];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Every_file_names_what_is_published_and_forgets_what_is_retracted(string file)
    {
        var site = await host.NewSiteAsync();
        var kept = await host.PublishAsync(site, "남는 기사 제목입니다");
        var id = await host.PublishAsync(site, "실․국․소장 디지털‧데이터 보고회");
        foreach (var path in new[] { file, $"/sections/local{file}" })
        {
            var before = await host.UntilAsync(site, path, page => Names(page, id) && Names(page, kept));
            Assert.Contains("실․국․소장 디지털‧데이터 보고회", before.Html, StringComparison.Ordinal);
        }

        var first = await host.GetAsync(site, file);
        await host.SendAsync(HttpMethod.Post, $"articles/{id}/retract", new JsonObject { ["reason"] = "사실과 다름" });

        foreach (var path in new[] { file, $"/sections/local{file}" })
        {
            var after = await host.UntilAsync(site, path, page => !page.Html.Contains("디지털‧데이터", StringComparison.Ordinal));
            Assert.True(Names(after, kept));
            Assert.Equal(file is "/atom.xml" or "/ninjs.json", Names(after, id));
        }

        var second = await host.GetAsync(site, file);
        Assert.NotEqual(first.Header("ETag"), second.Header("ETag"));
    }

    [Fact]
    public async Task Rss_follows_its_rules()
    {
        var site = await host.NewSiteAsync();
        var id = await host.PublishAsync(site, "A & B <세종>", "<p>첫 문단 <b>굵게</b> &amp; 끝</p>", new JsonObject { ["byline"] = "김기자", ["tags"] = new JsonArray("시정", "평택") });
        var page = await host.UntilAsync(site, "/rss.xml", page => Names(page, id));

        var channel = XDocument.Parse(page.Html).Root!.Element("channel")!;
        var item = channel.Element("item")!;

        Assert.Equal("application/rss+xml; charset=utf-8", page.Header("Content-Type"));
        Assert.Equal(("가람일보", $"http://{site}.test/", "ko"), (channel.Element("title")!.Value, channel.Element("link")!.Value, channel.Element("language")!.Value));
        Assert.NotEqual("", channel.Element("description")!.Value);
        Assert.Equal(("self", $"http://{site}.test/rss.xml"), (channel.Element(Atom + "link")!.Attribute("rel")!.Value, channel.Element(Atom + "link")!.Attribute("href")!.Value));
        Assert.Equal(("A & B <세종>", $"http://{site}.test/articles/{id}"), (item.Element("title")!.Value, item.Element("link")!.Value));
        Assert.Equal(("false", $"urn:uuid:{Guid.ParseExact(id, "N")}"), (item.Element("guid")!.Attribute("isPermaLink")!.Value, item.Element("guid")!.Value));
        Assert.Matches(@"^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d \+0900$", item.Element("pubDate")!.Value);
        Assert.Equal("첫 문단 굵게 & 끝", item.Element("description")!.Value);
        Assert.Equal(["지역", "시정", "평택"], item.Elements("category").Select(category => category.Value));
    }

    [Fact]
    public async Task Atom_tells_readers_to_delete_what_was_retracted_or_held()
    {
        var site = await host.NewSiteAsync();
        var retracted = await host.PublishAsync(site, "취소될 기사");
        var held = await host.PublishAsync(site, "멈출 기사");
        await host.UntilAsync(site, "/atom.xml", page => Names(page, retracted) && Names(page, held));
        await host.SendAsync(HttpMethod.Post, $"articles/{retracted}/retract", new JsonObject { ["reason"] = "사실과 다름" });
        await host.SendAsync(HttpMethod.Post, $"articles/{held}/hold", []);

        var page = await host.UntilAsync(site, "/atom.xml", page => XDocument.Parse(page.Html).Root!.Elements(Tombstones + "deleted-entry").Count() == 2);

        var feed = XDocument.Parse(page.Html).Root!;
        Assert.Empty(feed.Elements(Atom + "entry"));
        Assert.StartsWith("urn:uuid:", feed.Element(Atom + "id")!.Value, StringComparison.Ordinal);
        Assert.All(feed.Elements(Tombstones + "deleted-entry"), entry => Assert.True(DateTimeOffset.TryParse(entry.Attribute("when")!.Value, CultureInfo.InvariantCulture, out _)));

        await host.SendAsync(HttpMethod.Post, $"articles/{held}/release", []);
        var again = await host.UntilAsync(site, "/atom.xml", other => XDocument.Parse(other.Html).Root!.Elements(Atom + "entry").Any());
        Assert.Single(XDocument.Parse(again.Html).Root!.Elements(Tombstones + "deleted-entry"));
    }

    [Fact]
    public async Task What_leaves_the_text_alone_is_a_new_version_and_no_modification()
    {
        var site = await host.NewSiteAsync();
        var id = await host.PublishAsync(site, "그대로인 기사");
        var before = await host.UntilAsync(site, "/atom.xml", page => Names(page, id));
        host.Gateway.Grains.Time.Advance(TimeSpan.FromSeconds(2));
        var held = await host.SendAsync(HttpMethod.Post, $"articles/{id}/hold", []);
        var deleted = XDocument.Parse((await host.UntilAsync(site, "/atom.xml", page => page.Html.Contains("deleted-entry", StringComparison.Ordinal))).Html)
            .Root!.Element(Tombstones + "deleted-entry")!.Attribute("when")!.Value;
        host.Gateway.Grains.Time.Advance(TimeSpan.FromSeconds(2));
        await host.SendAsync(HttpMethod.Post, $"articles/{id}/release", []);
        await host.SendAsync(HttpMethod.Post, $"articles/{id}/correction-claim", []);

        var atom = await host.UntilAsync(site, "/atom.xml", page => page.Html.Contains("정정보도 청구 중", StringComparison.Ordinal));
        var (feed, entry) = (XDocument.Parse(atom.Html).Root!, XDocument.Parse(atom.Html).Root!.Element(Atom + "entry")!);
        var item = JsonDocument.Parse((await host.GetAsync(site, "/feed.json")).Html).RootElement.GetProperty("items")[0];
        var page = await host.UntilAsync(site, $"/articles/{id}", page => page.Status == HttpStatusCode.OK && !page.One(".claim").HasAttribute("hidden"));
        var ninjs = JsonDocument.Parse((await host.GetAsync(site, $"/articles/{id}/ninjs.json")).Html).RootElement;

        // A reader that has deleted the entry takes it again only where it was updated since.
        Assert.True(DateTimeOffset.Parse(entry.Element(Atom + "updated")!.Value, CultureInfo.InvariantCulture) > DateTimeOffset.Parse(deleted, CultureInfo.InvariantCulture));
        Assert.Equal(item.GetProperty("date_published").GetString(), item.GetProperty("date_modified").GetString());
        Assert.True(page.One(".modified").HasAttribute("hidden"));
        Assert.Equal(ninjs.GetProperty("firstCreated").GetString(), entry.Element(Atom + "published")!.Value);
        Assert.All([ninjs.GetProperty("versionCreated").GetString()!, feed.Element(Atom + "updated")!.Value], time =>
            Assert.InRange(DateTimeOffset.Parse(time, CultureInfo.InvariantCulture), held.GetProperty("firstPublishedAt").GetDateTimeOffset().AddSeconds(1), DateTimeOffset.MaxValue));
        Assert.NotEqual(before.Header("ETag"), atom.Header("ETag"));
    }

    [Fact]
    public async Task Json_feed_has_what_the_format_asks_for()
    {
        var site = await host.NewSiteAsync();
        var id = await host.PublishAsync(site, "\"따옴표\"와 <꺾쇠>");
        var page = await host.UntilAsync(site, "/feed.json", page => Names(page, id));

        var feed = JsonDocument.Parse(page.Html).RootElement;
        var item = feed.GetProperty("items")[0];

        Assert.Equal("https://jsonfeed.org/version/1.1", feed.GetProperty("version").GetString());
        Assert.Equal($"http://{site}.test/feed.json", feed.GetProperty("feed_url").GetString());
        Assert.Equal("\"따옴표\"와 <꺾쇠>", item.GetProperty("title").GetString());
        Assert.Equal("본문.", item.GetProperty("content_text").GetString());
        Assert.EndsWith("+09:00", item.GetProperty("date_published").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_news_sitemap_has_what_search_engines_ask_for()
    {
        var site = await host.NewSiteAsync();
        var id = await host.PublishAsync(site, "오늘 기사");

        var page = await host.UntilAsync(site, "/news-sitemap.xml", page => Names(page, id));

        var url = XDocument.Parse(page.Html).Root!.Element(Sitemap + "url")!;
        var entry = url.Element(News + "news")!;
        Assert.Equal($"http://{site}.test/articles/{id}", url.Element(Sitemap + "loc")!.Value);
        Assert.Equal(("가람일보", "ko", "오늘 기사"), (
            entry.Element(News + "publication")!.Element(News + "name")!.Value,
            entry.Element(News + "publication")!.Element(News + "language")!.Value,
            entry.Element(News + "title")!.Value));
        Assert.EndsWith("+09:00", entry.Element(News + "publication_date")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ninjs_is_of_the_version_asked_for_and_canceled_without_text()
    {
        var site = await host.NewSiteAsync();
        var id = await host.PublishAsync(site, "긴 제목의 기사입니다", more: new JsonObject { ["urgency"] = 2, ["region"] = "평택시" });
        var path = $"/articles/{id}/ninjs.json";

        var latest = JsonDocument.Parse((await host.UntilAsync(site, path, page => page.Status == HttpStatusCode.OK)).Html).RootElement;
        var old = JsonDocument.Parse((await host.GetAsync(site, $"{path}?version=2.2")).Html).RootElement;
        await host.SendAsync(HttpMethod.Post, $"articles/{id}/retract", new JsonObject { ["reason"] = "사실과 다름" });
        var canceled = await host.UntilAsync(site, path, page => page.Html.Contains("canceled", StringComparison.Ordinal));

        Assert.Equal(("usable", "text", 2, "2"), (latest.GetProperty("pubStatus").GetString(), latest.GetProperty("type").GetString(), latest.GetProperty("urgency").GetInt32(), latest.GetProperty("version").GetString()));
        Assert.Equal(("usable", "평택시"), (old.GetProperty("pubstatus").GetString(), old.GetProperty("places")[0].GetProperty("name").GetString()));
        Assert.Equal("<p>본문.</p>", latest.GetProperty("bodies")[0].GetProperty("value").GetString());
        Assert.DoesNotContain("긴 제목", canceled.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await host.GetAsync(site, $"{path}?version=9")).Status);
    }

    /// <summary>By ajv, against the properties of the version that are written; what was broken on purpose shows that it looks.</summary>
    [Fact]
    public async Task Ninjs_has_the_properties_of_its_version_and_no_others()
    {
        var site = await host.NewSiteAsync();
        var whole = await host.PublishAsync(site, "모든 것이 있는 기사", "<p>본문 <b>굵게</b>.</p>", new JsonObject
        {
            ["summary"] = "요약",
            ["byline"] = "김기자",
            ["tags"] = new JsonArray("문화", "평택"),
            ["region"] = "평택시",
            ["urgency"] = 2,
            ["expiresAt"] = host.Gateway.Time.GetUtcNow().AddDays(9).ToString("O", CultureInfo.InvariantCulture),
        });
        var plain = await host.PublishAsync(site, "머리뿐인 기사");
        var held = await host.PublishAsync(site, "가려진 기사");
        await host.SendAsync(HttpMethod.Post, $"articles/{held}/hold", new JsonObject { ["notice"] = "확인 중입니다" });
        var gone = await host.PublishAsync(site, "내려진 기사");
        await host.SendAsync(HttpMethod.Post, $"articles/{gone}/retract", new JsonObject { ["reason"] = "사실과 다름" });
        var files = new List<(string Version, string Json)>();
        foreach (var path in new[] { "/ninjs.json", "/sections/local/ninjs.json" })
        {
            var list = await host.UntilAsync(site, path, page => Names(page, plain) && page.Html.Contains("withheld", StringComparison.Ordinal) && page.Html.Contains("canceled", StringComparison.Ordinal));
            files.AddRange([("3.1", list.Html), ("2.2", (await host.GetAsync(site, path + "?version=2.2")).Html)]);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await host.GetAsync(site, "/ninjs.json?version=9")).Status);
        Assert.DoesNotContain(files, file => file.Json.Contains("내려진", StringComparison.Ordinal) || file.Json.Contains("가려진", StringComparison.Ordinal));
        foreach (var (id, status) in new[] { (whole, "usable"), (plain, "usable"), (held, "withheld"), (gone, "canceled") })
        {
            var latest = await host.UntilAsync(site, $"/articles/{id}/ninjs.json", page => page.Html.Contains(status, StringComparison.Ordinal));
            files.AddRange([("3.1", latest.Html), ("2.2", (await host.GetAsync(site, $"/articles/{id}/ninjs.json?version=2.2")).Html)]);
        }

        Assert.Empty(await NinjsSchemas.CheckAsync(files));

        var (newest, oldest) = (files[4].Json, files[5].Json);
        (string, string, string)[] broken =
        [
            ("3.1", oldest, "firstcreated"),
            ("2.2", newest, "firstCreated"),
            ("3.1", newest.Replace("\"usable\"", "\"cancelled\"", StringComparison.Ordinal), "/pubStatus"),
            ("3.1", newest.Replace("\"usable\"", "\"canceled\"", StringComparison.Ordinal), "/bodies"),
            ("3.1", newest.Replace("+09:00", "", StringComparison.Ordinal), "/firstCreated"),
            ("3.1", newest.Replace("\"urgency\": 2", "\"urgency\": 0", StringComparison.Ordinal), "/urgency"),
            ("3.1", newest.Replace("\"value\"", "\"text\"", StringComparison.Ordinal), "/headlines/0"),
            ("3.1", files[0].Json.Replace("\"canceled\"", "\"canceled\", \"headlines\": [{ \"value\": \"제목\" }]", StringComparison.Ordinal), "/headlines"),
            ("3.1", files[1].Json, "pubstatus"),
        ];
        var found = await NinjsSchemas.CheckAsync(broken.Select(file => (file.Item1, file.Item2)));
        Assert.All(broken.Index(), file => Assert.Contains(
            found, line => line.Contains($"{file.Index}.json ", StringComparison.Ordinal) && line.Contains(file.Item.Item3, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Whoever_has_it_is_told_so()
    {
        var site = await host.NewSiteAsync();
        var id = await host.PublishAsync(site, "기사");
        string[] files = [.. Files.Select(file => file.Data), $"/articles/{id}/ninjs.json"];
        foreach (var file in files)
        {
            await host.UntilAsync(site, file, page => page.Status == HttpStatusCode.OK && Names(page, id));
        }

        foreach (var file in files)
        {
            // Until the date proves something.
            var first = await host.UntilAsync(site, file, page => page.Header("Last-Modified") is not null);
            var (tag, date) = (first.Header("ETag")!, first.Header("Last-Modified")!);

            Assert.DoesNotContain("W/", tag, StringComparison.Ordinal);
            Assert.Equal("no-cache", first.Header("Cache-Control"));
            foreach (var (headers, expected) in new ((string, string)[] Headers, HttpStatusCode Status)[]
            {
                ([("If-None-Match", tag)], HttpStatusCode.NotModified),
                ([("If-None-Match", "*")], HttpStatusCode.NotModified),
                ([("If-None-Match", $"\"other\", {tag}")], HttpStatusCode.NotModified),
                ([("If-Modified-Since", date)], HttpStatusCode.NotModified),
                ([("If-Modified-Since", DateTimeOffset.Parse(date, null).AddSeconds(-1).ToString("R", CultureInfo.InvariantCulture))], HttpStatusCode.OK),
                ([("If-None-Match", "\"other\""), ("If-Modified-Since", date)], HttpStatusCode.OK),
                ([("If-None-Match", tag), ("If-Modified-Since", "Thu, 01 Jan 1970 00:00:00 GMT")], HttpStatusCode.NotModified),
            })
            {
                var again = await host.GetAsync(site, file, headers: headers);
                Assert.Equal((expected, tag), (again.Status, again.Header("ETag")));
                Assert.Equal(expected == HttpStatusCode.NotModified, again.Bytes.Length == 0);
            }

            var head = await host.GetAsync(site, file, HttpMethod.Head);
            Assert.Equal((HttpStatusCode.OK, 0, tag, date, first.Header("Content-Length")), (head.Status, head.Bytes.Length, head.Header("ETag"), head.Header("Last-Modified"), head.Header("Content-Length")));
        }
    }

    /// <summary>Subscribers look at the headers first. They are there with 304 too.</summary>
    [Theory]
    [InlineData("/rss.xml", true)]
    [InlineData("/sections/local/atom.xml", true)]
    [InlineData("/feed.json", true)]
    [InlineData("/ninjs.json", false)]
    [InlineData("/news-sitemap.xml", false)]
    public async Task A_feed_that_a_hub_passes_on_names_it_and_itself(string file, bool passedOn)
    {
        var site = await host.NewSiteAsync();
        var expected = passedOn ? $"<{PagesHost.Hub}>; rel=\"hub\", <http://{site}.test{file}>; rel=\"self\"" : null;

        foreach (var (name, value) in new[] { ("Accept", "*/*"), ("If-None-Match", "*") })
        {
            Assert.Equal(expected, (await host.GetAsync(site, file, headers: (name, value))).Header("Link"));
        }
    }

    /// <summary>What the site says of itself is in every document, so it moves the dates of all.</summary>
    [Fact]
    public async Task A_feed_is_no_older_than_its_site()
    {
        var id = await host.NewSiteAsync();
        var site = host.Gateway.Services.GetRequiredService<Sokbo.Gateway.Sites.SiteDirectory>().Current.Find(id)!;

        var view = new FeedView { Site = site, Feed = new ArticleFeed { ChangedAt = PagesHost.Now.AddDays(-1) }, Origin = "", Path = "" };

        Assert.Equal(site.ChangedAt, view.UpdatedAt);
        Assert.True(site.ChangedAt >= PagesHost.Now, $"{site.ChangedAt}");
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task Each_encoding_has_a_strong_tag_of_its_own(string encoding)
    {
        var site = await host.NewSiteAsync();
        for (var number = 0; number < 5; number++)
        {
            await host.PublishAsync(site, $"기사 {number}");
        }

        var plain = await host.UntilAsync(site, "/rss.xml", page => XDocument.Parse(page.Html).Descendants("item").Count() == 5);
        var packed = await host.GetAsync(site, "/rss.xml", headers: ("Accept-Encoding", encoding));
        var again = await host.GetAsync(site, "/rss.xml", headers: [("Accept-Encoding", encoding), ("If-None-Match", packed.Header("ETag")!)]);

        Assert.Equal((encoding, HttpStatusCode.NotModified), (packed.Header("Content-Encoding"), again.Status));
        Assert.NotEqual(plain.Header("ETag"), packed.Header("ETag"));
        Assert.Equal(plain.Html, Unpack(packed.Bytes, encoding));
    }

    [Fact]
    public async Task Nobody_reads_of_drafts_samples_in_the_sitemap_or_sections_that_are_not_there()
    {
        var site = await host.NewSiteAsync();
        var draft = await host.DraftAsync(site, "초안입니다");
        var sample = await host.PublishAsync(site, "견본 기사", more: new JsonObject { ["sample"] = true });
        var rss = await host.UntilAsync(site, "/rss.xml", page => Names(page, sample));

        Assert.Contains("[견본] 견본 기사", rss.Html, StringComparison.Ordinal);
        Assert.False(Names(rss, draft));
        Assert.False(Names(await host.GetAsync(site, "/news-sitemap.xml"), sample));
        Assert.Equal(HttpStatusCode.NotFound, (await host.GetAsync(site, "/sections/nowhere/rss.xml")).Status);
        Assert.Contains($"Sitemap: http://{site}.test/news-sitemap.xml", (await host.GetAsync(site, "/robots.txt")).Html, StringComparison.Ordinal);
    }

    private static bool Names(Page page, string id) =>
        page.Html.Contains(id, StringComparison.Ordinal) || page.Html.Contains(Guid.ParseExact(id, "N").ToString("D"), StringComparison.Ordinal);

    private static string Unpack(byte[] bytes, string encoding)
    {
        using var input = new MemoryStream(bytes);
        using Stream unpacked = encoding == "br" ? new BrotliStream(input, CompressionMode.Decompress) : new GZipStream(input, CompressionMode.Decompress);
        using var reader = new StreamReader(unpacked, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
