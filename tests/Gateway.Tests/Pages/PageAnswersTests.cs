using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Sokbo.Grains.Interfaces.Access;
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

        foreach (var path in new[] { "/", "/sections/local", $"/articles/{id}", "/weather" })
        {
            var (first, again) = await TwiceWithinAMinuteAsync(site, path);

            Assert.StartsWith("W/\"", first.Header("ETag"), StringComparison.Ordinal);
            Assert.Equal(("no-cache", "Host, Accept-Encoding"), (first.Header("Cache-Control"), first.Header("Vary")));
            Assert.Equal((HttpStatusCode.NotModified, 0), (again.Status, again.Bytes.Length));
            Assert.Equal(first.Header("ETag"), again.Header("ETag"));
            Assert.Equal(("no-cache", "Host, Accept-Encoding"), (again.Header("Cache-Control"), again.Header("Vary")));
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
    [InlineData("W/\"other\"", HttpStatusCode.OK)]
    [InlineData("nonsense", HttpStatusCode.OK)]
    public async Task Tags_are_compared_as_the_standard_says(string known, HttpStatusCode expected)
    {
        var site = await host.NewSiteAsync();

        var (_, again) = await TwiceWithinAMinuteAsync(site, "/", known);

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

    /// <summary>A page knows the minute it was rendered in, so a pair of requests that a minute parted is asked again.</summary>
    private async Task<(Page First, Page Again)> TwiceWithinAMinuteAsync(string site, string path, string known = "{0}")
    {
        while (true)
        {
            var minute = Minute();
            var first = await host.GetAsync(site, path);
            var again = await host.GetAsync(site, path, headers: ("If-None-Match", known.Replace("{0}", first.Header("ETag"), StringComparison.Ordinal)));
            if (Minute() == minute)
            {
                return (first, again);
            }
        }
    }

    private long Minute() => host.Gateway.Time.GetUtcNow().ToUnixTimeSeconds() / 60;

    private static string Unpack(byte[] bytes, string encoding)
    {
        using var packed = new MemoryStream(bytes);
        using Stream stream = encoding == "br" ? new BrotliStream(packed, CompressionMode.Decompress) : new GZipStream(packed, CompressionMode.Decompress);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
