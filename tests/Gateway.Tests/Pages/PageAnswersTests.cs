using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Sokbo.Gateway.Delivery;
using Sokbo.Gateway.Pages;
using Sokbo.Grains.Interfaces.Access;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Interfaces.Sites;
using Xunit;

namespace Sokbo.Gateway.Tests.Pages;

/// <summary>How pages and assets travel: tags, caches, compression, HEAD.</summary>
public sealed class PageAnswersTests(PagesHost host)
{
    [Fact]
    public async Task A_page_that_the_reader_has_is_not_sent_again()
    {
        var site = await host.NewSiteAsync();
        var id = await host.PublishAsync(site, "기사");

        foreach (var path in new[] { "/", "/sections/local", $"/articles/{id}", "/weather", "/weather/stations/108" })
        {
            var tags = new HashSet<string>(StringComparer.Ordinal);
            foreach (var coding in new[] { "identity", "gzip", "br" })
            {
                // Topics of other tests change what every page shows.
                Page first, again;
                do
                {
                    first = await host.GetAsync(site, path, headers: ("Accept-Encoding", coding));
                    again = await host.GetAsync(site, path, headers: [("Accept-Encoding", coding), ("If-None-Match", first.Header("ETag")!)]);
                }
                while (again.Header("ETag") != first.Header("ETag"));

                Assert.StartsWith("\"", first.Header("ETag"), StringComparison.Ordinal);
                Assert.True(tags.Add(first.Header("ETag")!));
                Assert.Equal(("no-cache", "Host, Accept-Encoding"), (first.Header("Cache-Control"), first.Header("Vary")));
                Assert.Equal((HttpStatusCode.NotModified, 0), (again.Status, again.Bytes.Length));
                Assert.Equal(("no-cache", "Host, Accept-Encoding"), (again.Header("Cache-Control"), again.Header("Vary")));
            }
        }
    }

    [Fact]
    public async Task A_kept_page_leaves_as_a_rendered_one_does()
    {
        var site = await host.NewSiteAsync();
        var id = await host.PublishAsync(site, "기사");
        var pages = host.Gateway.Services.GetRequiredService<KeptPages>();

        foreach (var path in new[] { "/", "/sections/local", $"/articles/{id}", "/weather", "/weather/stations/108" })
        {
            // It is not sent for long, and topics of other tests change what every page shows.
            while (true)
            {
                var rendered = await host.GetAsync(site, path, headers: ("Accept-Encoding", "br"));
                var context = new DefaultHttpContext();
                (context.Request.Method, context.Request.Scheme, context.Request.Host, context.Request.Path) = ("GET", "http", new HostString($"{site}.test"), path);
                context.Request.Headers.AcceptEncoding = "br";
                using var body = new MemoryStream();
                context.Response.Body = body;
                var isKept = true;
                await pages.Before(_ =>
                {
                    isKept = false;
                    return Task.CompletedTask;
                })(context);
                if (!isKept || context.Response.Headers.ETag != rendered.Header("ETag") || context.Response.Headers.LastModified != rendered.Header("Last-Modified"))
                {
                    continue;
                }

                await context.Response.BodyWriter.FlushAsync(TestContext.Current.CancellationToken);
                Assert.Equal(
                    rendered.Headers.Where(header => header.Key is not ("Date" or "Server" or "Server-Timing")).OrderBy(header => header.Key, StringComparer.OrdinalIgnoreCase).Select(header => $"{header.Key}: {header.Value}"),
                    context.Response.Headers.Where(header => header.Key != "Server-Timing").OrderBy(header => header.Key, StringComparer.OrdinalIgnoreCase).Select(header => $"{header.Key}: {header.Value}"));
                Assert.StartsWith("now;desc=\"", context.Response.Headers["Server-Timing"].ToString(), StringComparison.Ordinal);
                Assert.Equal(rendered.Bytes, body.ToArray());
                break;
            }
        }
    }

    [Fact]
    public async Task What_has_arrived_here_is_on_the_next_page()
    {
        var site = await host.NewSiteAsync();
        var id = await host.PublishAsync(site, "첫 제목");
        var topics = host.Gateway.Services.GetRequiredService<ITopicReader>();
        string[] paths = ["/", "/sections/local", $"/articles/{id}", "/weather"];
        foreach (var path in paths)
        {
            await host.UntilAsync(site, path, page => path == "/weather" || page.Html.Contains("첫 제목", StringComparison.Ordinal));
        }

        var until = host.Gateway.Time.GetUtcNow().AddHours(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        foreach (var (words, changed, send, has) in new (string Words, string[] Changed, Func<Task> Send, Func<bool> Has)[]
        {
            ("둘째 제목", [paths[2]],
                () => host.SendAsync(HttpMethod.Post, $"articles/{id}/correct", new JsonObject { ["note"] = "고쳤습니다.", ["headline"] = "둘째 제목" }),
                () => topics.Peek(TopicName.Article(id))!.As<ArticleContent>().Headline == "둘째 제목"),
            ("속보입니다", paths,
                () => host.SendAsync(HttpMethod.Post, "breaking", new JsonObject { ["headline"] = "속보입니다", ["sites"] = new JsonArray(site), ["until"] = until }),
                () => topics.Peek(TopicName.Breaking(site))?.As<BreakingBand>().Items.IsEmpty == false),
            ("새 이름의 신문", paths,
                () => host.SendAsync(HttpMethod.Put, $"sites/{site}", new JsonObject { ["name"] = "새 이름의 신문", ["hosts"] = new JsonArray($"{site}.test") }, "*"),
                () => topics.Peek(TopicName.Sites)!.As<SitesState>().Find(site)!.Name == "새 이름의 신문"),
        })
        {
            await send();

            // Whatever is kept is as young as can be when it arrives.
            while (!has())
            {
                await Task.WhenAll(paths.Select(path => host.GetAsync(site, path)));
            }

            foreach (var path in changed)
            {
                Assert.Contains(words, (await host.GetAsync(site, path)).Html, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task A_change_that_shows_nowhere_but_in_a_position_makes_another_page()
    {
        var site = await host.NewSiteAsync();
        var id = await host.PublishAsync(site, "기사");
        var before = await host.GetAsync(site, $"/articles/{id}");
        var seq = before.One("sokbo-article").GetAttribute("data-seq");
        await host.SendAsync(HttpMethod.Post, $"articles/{id}/correct", new JsonObject { ["note"] = "하나." });
        await host.UntilAsync(site, $"/articles/{id}", page => page.One("sokbo-article").GetAttribute("data-seq") != seq);

        var after = await host.GetAsync(site, $"/articles/{id}", headers: ("If-None-Match", before.Header("ETag")!));

        Assert.Equal(HttpStatusCode.OK, after.Status);
        Assert.NotEqual(before.Header("ETag"), after.Header("ETag"));
    }

    [Theory]
    [InlineData("\"other\", {0}", HttpStatusCode.NotModified)]
    [InlineData("*", HttpStatusCode.NotModified)]
    [InlineData("W/{0}", HttpStatusCode.NotModified)]
    [InlineData("W/\"other\"", HttpStatusCode.OK)]
    [InlineData("nonsense", HttpStatusCode.OK)]
    public async Task Tags_are_compared_as_the_standard_says(string known, HttpStatusCode expected)
    {
        var site = await host.NewSiteAsync();

        Page first, again;
        do
        {
            first = await host.GetAsync(site, "/");
            again = await host.GetAsync(site, "/", headers: ("If-None-Match", known.Replace("{0}", first.Header("ETag"), StringComparison.Ordinal)));
        }
        while (again.Header("ETag") != first.Header("ETag"));

        Assert.Equal(expected, again.Status);
    }

    [Fact]
    public async Task Pages_that_are_not_there_carry_no_tag()
    {
        var site = await host.NewSiteAsync();

        var page = await host.GetAsync(site, "/nothing", headers: ("If-None-Match", "*"));

        Assert.Equal((HttpStatusCode.NotFound, null), (page.Status, page.Header("ETag")));
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task Pages_are_compressed_for_who_takes_it(string encoding)
    {
        var site = await host.NewSiteAsync();

        var plain = await host.GetAsync(site, "/weather");
        var packed = await host.GetAsync(site, "/weather", headers: ("Accept-Encoding", encoding));

        Assert.Equal((null, encoding), (plain.Header("Content-Encoding"), packed.Header("Content-Encoding")));
        Assert.Equal("Host, Accept-Encoding", packed.Header("Vary"));
        Assert.True(packed.Bytes.Length < plain.Bytes.Length / 3, $"{packed.Bytes.Length} of {plain.Bytes.Length} bytes.");
        Assert.EndsWith("</html>", Unpack(packed.Bytes, encoding).TrimEnd(), StringComparison.Ordinal);
    }

    /// <summary>Who takes everything takes it packed: the tag says how.</summary>
    [Fact]
    public async Task A_page_is_packed_as_its_tag_says()
    {
        var site = await host.NewSiteAsync();

        foreach (var accepted in new[] { "*", "*;q=0.5, gzip", "br;q=0, *", "gzip;q=0, br;q=0, *;q=0", "identity", "deflate" })
        {
            var page = await host.GetAsync(site, "/", headers: ("Accept-Encoding", accepted));

            Assert.EndsWith($".{page.Header("Content-Encoding") ?? "plain"}\"", page.Header("ETag"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Answers_of_the_API_are_not_compressed()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/weather/stations");
        request.Headers.Add("Accept-Encoding", "br, gzip");
        using var response = await host.Gateway.Client(Role.Operator).SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(response.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task HEAD_says_what_GET_would_without_sending_it()
    {
        var site = await host.NewSiteAsync();
        var retracted = await host.PublishAsync(site, "취소될 기사");
        await host.SendAsync(HttpMethod.Post, $"articles/{retracted}/retract", new JsonObject { ["reason"] = "취소." });
        await host.UntilAsync(site, $"/articles/{retracted}", page => page.Status == HttpStatusCode.Gone);

        foreach (var (path, status) in new[] { ("/", HttpStatusCode.OK), ($"/articles/{retracted}", HttpStatusCode.Gone), ("/nothing", HttpStatusCode.NotFound) })
        {
            var head = await host.GetAsync(site, path, HttpMethod.Head);

            Assert.Equal((status, 0, "text/html; charset=utf-8"), (head.Status, head.Bytes.Length, head.Header("Content-Type")));
            Assert.Equal(status == HttpStatusCode.OK, head.Headers.ContainsKey("ETag"));
            Assert.StartsWith("now;desc=", head.Header("Server-Timing"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Assets_are_kept_for_ever_and_have_a_tag_for_each_encoding()
    {
        var site = await host.NewSiteAsync();
        var front = await host.GetAsync(site, "/");
        string[] paths =
        [
            front.One("script[type=module]").GetAttribute("src")!,
            front.One("link[rel=stylesheet]").GetAttribute("href")!,
            front.One("link[rel=icon]").GetAttribute("href")!,
        ];
        foreach (var path in paths)
        {
            var plain = await host.GetAsync(site, path);
            var packed = await host.GetAsync(site, path, headers: ("Accept-Encoding", "gzip, br"));
            var again = await host.GetAsync(site, path, headers: [("Accept-Encoding", "gzip, br"), ("If-None-Match", packed.Header("ETag")!)]);
            var head = await host.GetAsync(site, path, HttpMethod.Head);

            Assert.Equal("public, max-age=31536000, immutable", plain.Header("Cache-Control"));
            Assert.Equal(("br", "Accept-Encoding"), (packed.Header("Content-Encoding"), packed.Header("Vary")));
            Assert.NotEqual(plain.Header("ETag"), packed.Header("ETag"));
            Assert.Equal(Encoding.UTF8.GetString(plain.Bytes), Unpack(packed.Bytes, "br"));
            Assert.Equal((HttpStatusCode.NotModified, 0), (again.Status, again.Bytes.Length));
            Assert.Equal((HttpStatusCode.OK, 0), (head.Status, head.Bytes.Length));
        }

        Assert.Equal(HttpStatusCode.NotFound, (await host.GetAsync(site, "/assets/app.00000000.js")).Status);
    }

    private static string Unpack(byte[] bytes, string encoding)
    {
        using var packed = new MemoryStream(bytes);
        using Stream stream = encoding == "br" ? new BrotliStream(packed, CompressionMode.Decompress) : new GZipStream(packed, CompressionMode.Decompress);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
