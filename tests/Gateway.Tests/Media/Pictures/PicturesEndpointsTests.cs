using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Sokbo.Fixtures;
using Sokbo.Gateway.Delivery;
using Sokbo.Gateway.Media;
using Sokbo.Gateway.Media.Images;
using Sokbo.Gateway.Media.Pictures;
using Sokbo.Gateway.Tests.Ads;
using Sokbo.Gateway.Tests.Api;
using Sokbo.Gateway.Tests.Pages;
using Sokbo.Grains.Interfaces.Access;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Interfaces.Media;
using Xunit;
using Drawn = Sokbo.Gateway.Tests.Ads.Images.Pictures;

namespace Sokbo.Gateway.Tests.Media.Pictures;

public sealed class PicturesEndpointsTests(PagesHost host)
{
    private static int _seed;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_picture_is_seen_by_everybody_while_a_public_article_shows_it_and_by_nobody_else()
    {
        var site = await host.NewSiteAsync();
        var picture = await UploadedAsync(New(1_200, 800), "?alt=시청+앞&credit=사진%3D가람일보");
        var url = picture.GetProperty("url").GetString()!;
        Assert.Equal((1_200, 800), (picture.GetProperty("width").GetInt32(), picture.GetProperty("height").GetInt32()));
        var forms = picture.GetProperty("smaller").EnumerateArray().Select(form => form.GetProperty("url").GetString()!).ToArray();
        Assert.Equal([url[..^4] + "-480.webp", url[..^4] + "-960.webp"], forms);

        var id = await host.DraftAsync(site, "사진이 있는 기사의 제목", $"<p>본문.</p><figure><img src=\"{url}\"><figcaption>설명</figcaption></figure>");
        Assert.Equal(HttpStatusCode.NotFound, (await host.GetAsync(site, url)).Status);
        await host.SendAsync(HttpMethod.Post, $"articles/{id}/publish", []);

        var page = await host.UntilAsync(site, $"/articles/{id}", answer => answer.Status == HttpStatusCode.OK);
        var image = page.Document.QuerySelector(".article-body img")!;
        Assert.Equal((url, "시청 앞", "1200", "800"), (image.GetAttribute("src"), image.GetAttribute("alt"), image.GetAttribute("width"), image.GetAttribute("height")));
        Assert.Equal($"{forms[0]} 480w, {forms[1]} 960w, {url} 1200w", image.GetAttribute("srcset"));
        Assert.Equal("설명 사진=가람일보", page.Document.QuerySelector(".article-body figcaption")!.TextContent);
        foreach (var (address, type) in new[] { (url, "image/png"), (forms[0], "image/webp") })
        {
            var served = await host.GetAsync(site, address);
            Assert.Equal((HttpStatusCode.OK, type, "public, max-age=300"), (served.Status, served.Header("Content-Type"), served.Header("Cache-Control")));
            Assert.Equal(HttpStatusCode.NotModified, (await host.GetAsync(site, address, null, ("If-None-Match", served.Header("ETag")!))).Status);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await host.GetAsync(site, url[..^4] + "-481.webp")).Status);

        var receipt = (await host.SendAsync(HttpMethod.Post, $"articles/{id}/retract", new JsonObject { ["reason"] = "사실과 다릅니다" })).GetProperty("receipt");

        var proofs = receipt.GetProperty("surfaces").EnumerateArray().Where(proof => proof.GetProperty("surface").GetString() == "picture").ToArray();
        Assert.True(receipt.GetProperty("complete").GetBoolean(), receipt.ToString());
        Assert.Equal([$"{site}.test{url}", .. forms.Select(form => $"{site}.test{form}")], proofs.Select(proof => proof.GetProperty("address").GetString()));
        foreach (var address in forms.Append(url))
        {
            var gone = await host.GetAsync(site, address);
            Assert.Equal((HttpStatusCode.Gone, "no-store", 0), (gone.Status, gone.Header("Cache-Control"), gone.Bytes.Length));
        }
    }

    [Fact]
    public async Task A_picture_of_a_post_goes_with_its_article_and_the_receipt_says_so()
    {
        var site = await host.NewSiteAsync();
        var picture = await UploadedAsync(New(600, 400), "?alt=다리&credit=가람일보");
        var url = picture.GetProperty("url").GetString()!;
        var id = await host.PublishAsync(site, "다리 통제를 알리는 현장 중계");
        await host.SendAsync(HttpMethod.Post, $"articles/{id}/posts", new JsonObject { ["headline"] = "통제", ["body"] = $"<figure><img src=\"{url}\"></figure>" });
        await host.UntilAsync(site, url, answer => answer.Status == HttpStatusCode.OK);

        var receipt = (await host.SendAsync(HttpMethod.Post, $"articles/{id}/retract", new JsonObject { ["reason"] = "사실과 다릅니다" })).GetProperty("receipt");

        var proofs = receipt.GetProperty("surfaces").EnumerateArray().Where(proof => proof.GetProperty("surface").GetString() == "picture").ToArray();
        Assert.True(receipt.GetProperty("complete").GetBoolean(), receipt.ToString());
        Assert.Equal([$"{site}.test{url}", $"{site}.test{url[..^4]}-480.webp"], proofs.Select(proof => proof.GetProperty("address").GetString()));
        Assert.Equal(HttpStatusCode.Gone, (await host.GetAsync(site, url)).Status);
    }

    [Fact]
    public async Task Caches_are_told_of_a_picture_that_an_edit_takes_out()
    {
        var site = await host.NewSiteAsync();
        var url = (await UploadedAsync(New(600, 400), "?alt=다리&credit=가람일보")).GetProperty("url").GetString()!;
        var id = await host.PublishAsync(site, "사진을 바꿀 기사의 제목", $"<figure><img src=\"{url}\"></figure>");
        await host.UntilAsync(site, url, answer => answer.Status == HttpStatusCode.OK);
        var topics = host.Gateway.Services.GetRequiredService<ITopicReader>();
        using var heard = topics.Pin(TopicName.Purges);
        using var caches = new Caches(HttpStatusCode.NoContent);
        var hook = new PurgeHook(caches, Options.Create(new MediaOptions { PurgeUrl = "https://cdn.example/purge" }), TimeProvider.System, NullLogger<PurgeHook>.Instance);
        using var caller = new PurgeCaller(topics, hook, host.Gateway.Grains.Client, TimeProvider.System, NullLogger<PurgeCaller>.Instance);

        await host.SendAsync(HttpMethod.Put, $"articles/{id}", new JsonObject { ["site"] = site, ["section"] = "local", ["headline"] = "사진을 바꿀 기사의 제목", ["body"] = "<p>본문.</p>" }, "*");
        await Eventually.TrueAsync(() => Owed() is { Told: 0 });
        while (Owed() is { Told: 0 })
        {
            await caller.CallAsync(Cancellation);
            await Task.Delay(20, Cancellation);
        }

        Assert.Single(caches.Calls, call => call.Body.Contains($"\"{url}\",\"{url[..^4]}-480.webp\"", StringComparison.Ordinal));

        PicturePurge? Owed() => (topics.Peek(TopicName.Purges)?.State as PicturePurges)?.Pictures.SingleOrDefault(purge => purge.Url == url);
    }

    [Fact]
    public async Task What_another_public_article_shows_stays_and_the_receipt_says_so()
    {
        var site = await host.NewSiteAsync();
        var url = (await UploadedAsync(New(300, 200), "?alt=시청&credit=가람일보")).GetProperty("url").GetString()!;
        var body = $"<figure><img src=\"{url}\"></figure>";
        var (first, second) = (await host.PublishAsync(site, "먼저 실린 기사의 제목", body), await host.PublishAsync(site, "나중에 실린 기사의 제목", body));
        await host.UntilAsync(site, url, answer => answer.Status == HttpStatusCode.OK);

        var kept = (await host.SendAsync(HttpMethod.Post, $"articles/{first}/hold", new JsonObject { ["notice"] = "확인 중입니다" })).GetProperty("receipt");
        var after = await host.GetAsync(site, url);
        var gone = (await host.SendAsync(HttpMethod.Post, $"articles/{second}/retract", new JsonObject { ["reason"] = "사실과 다릅니다" })).GetProperty("receipt");
        var last = await host.GetAsync(site, url);
        await host.SendAsync(HttpMethod.Post, $"articles/{first}/release", []);
        await host.UntilAsync(site, url, answer => answer.Status == HttpStatusCode.OK);

        Assert.True(kept.GetProperty("complete").GetBoolean() && gone.GetProperty("complete").GetBoolean(), $"{kept}{gone}");
        Assert.StartsWith("It stays", Note(kept), StringComparison.Ordinal);
        Assert.Null(Note(gone));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Gone), (after.Status, last.Status));
    }

    [Fact]
    public async Task Two_people_erase_an_article_and_the_files_go_with_it()
    {
        var site = await host.NewSiteAsync();
        var picture = await UploadedAsync(New(600, 400), "?alt=시청&credit=가람일보");
        var url = picture.GetProperty("url").GetString()!;
        var id = await host.PublishAsync(site, "지워야 할 기사의 제목", $"<figure><img src=\"{url}\"></figure>");
        await host.UntilAsync(site, url, answer => answer.Status == HttpStatusCode.OK);
        var store = host.Gateway.Services.GetRequiredService<IMediaStore>();
        var names = new[] { url, picture.GetProperty("smaller")[0].GetProperty("url").GetString()! }.Select(address => MediaName.ParsePicture(address["/pictures/".Length..])!).ToArray();
        Assert.All(names, name => Assert.NotNull(name));

        foreach (var person in new[] { await host.Gateway.NewClientAsync(Role.Editor), await host.Gateway.NewClientAsync(Role.Editor) })
        {
            var (answer, _) = await GatewayHost.SendAsync(person, HttpMethod.Post, $"/api/v1/articles/{id}/erase", "{\"reason\":\"법원 결정\"}");
            Assert.True(answer.IsSuccessStatusCode);
            person.Dispose();
        }

        await host.UntilAsync(site, url, answer => answer.Status == HttpStatusCode.Gone);
        foreach (var name in names)
        {
            for (var attempt = 0; attempt < 400 && await IsKeptAsync(store, name); attempt++)
            {
                await Task.Delay(50, Cancellation);
            }

            Assert.False(await IsKeptAsync(store, name));
        }

        // Sent again, it is a new picture, which nobody shows yet.
        await host.UntilAsync(site, url, answer => answer.Status == HttpStatusCode.Gone);
    }

    /// <summary>A gateway works through what it has heard, and that is some time ago at its end.</summary>
    [Fact]
    public async Task What_was_sent_again_keeps_its_files_from_a_gateway_that_has_only_heard_of_the_erasure()
    {
        var picture = await UploadedAsync(New(600, 400));
        var name = MediaName.ParsePicture(picture.GetProperty("url").GetString()!["/pictures/".Length..])!;
        var info = await host.Gateway.Grains.Client.GetGrain<IPictureGrain>(name.Hash).Read(Cancellation);
        var store = host.Gateway.Services.GetRequiredService<IMediaStore>();
        var topics = new FixedTopics();
        topics.Put(TopicName.Removals, new PictureRemovals([info!]));
        using var remover = new PictureRemover(topics, store, host.Gateway.Grains.Client, TimeProvider.System, NullLogger<PictureRemover>.Instance);

        await remover.RemoveAsync(Cancellation);

        Assert.True(await IsKeptAsync(store, name));
    }

    [Theory]
    [InlineData("<img src=\"{0}\">", "pictures-incomplete")]
    [InlineData("<img src=\"{0}\" alt=\"시청\">", "pictures-incomplete")]
    [InlineData("<img src=\"{0}\" data-credit=\"가람일보\">", "pictures-incomplete")]
    [InlineData("<img src=\"{0}\" alt=\"시청\" data-credit=\"가람일보\">", null)]
    [InlineData("<img src=\"https://images.example.kr/a.jpg\" alt=\"시청\">", "pictures-incomplete")]
    [InlineData("<img src=\"https://images.example.kr/a.jpg\" alt=\"시청\" title=\"가람일보\">", "pictures-incomplete")]
    [InlineData("<img src=\"https://images.example.kr/a.jpg\" alt=\"시청\" data-credit=\"가람일보\">", null)]
    [InlineData("<img src=\"https://127.0.0.1{0}\" alt=\"시청\">", "pictures-incomplete")]
    public async Task What_is_published_says_what_a_picture_shows_and_whose_it_is(string image, string? code)
    {
        var site = await host.NewSiteAsync();
        var url = (await UploadedAsync(New(40, 30))).GetProperty("url").GetString()!;
        var id = await host.DraftAsync(site, "제목", image.Replace("{0}", url, StringComparison.Ordinal));

        var (answer, body) = await GatewayHost.SendAsync(host.Gateway.Client(Role.Operator), HttpMethod.Post, $"/api/v1/articles/{id}/publish", "{}");

        Assert.Equal(code, answer.IsSuccessStatusCode ? null : body.GetProperty("code").GetString());
    }

    /// <summary>By a name of any of the sites, or the one that the newsroom has used: otherwise readers would get a picture that nobody shows.</summary>
    [Fact]
    public async Task A_picture_of_ours_is_the_same_by_its_whole_address()
    {
        var site = await host.NewSiteAsync();
        var url = (await UploadedAsync(New(40, 30))).GetProperty("url").GetString()!;
        var image = "<img src=\"https://{0}\" alt=\"시청\" data-credit=\"가람일보\">";
        var id = await host.PublishAsync(site, "제목", string.Concat(
            new[] { $"{site}.TEST{url}", $"127.0.0.1:8443{url}?w=480", $"elsewhere.example{url}" }.Select(address => image.Replace("{0}", address, StringComparison.Ordinal))));

        var (_, article) = await GatewayHost.SendAsync(host.Gateway.Client(Role.Operator), HttpMethod.Get, $"/api/v1/articles/{id}");

        Assert.Equal(
            [url, url, $"https://elsewhere.example{url}"],
            article.GetProperty("body").GetString()!.Split("src=\"").Skip(1).Select(part => part.Split('"')[0]));
        await host.UntilAsync(site, url, picture => picture.Status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task In_Markdown_the_title_of_an_image_is_its_credit_and_the_body_reads_back_the_same()
    {
        var site = await host.NewSiteAsync();
        var url = (await UploadedAsync(New(40, 30))).GetProperty("url").GetString()!;
        var id = await host.DraftAsync(site, "제목", $"![시청]({url} \"사진 \\\"가람일보\\\"\")", new JsonObject { ["bodyFormat"] = "markdown" });

        var (_, draft) = await GatewayHost.SendAsync(host.Gateway.Client(Role.Operator), HttpMethod.Get, $"/api/v1/articles/{id}");

        Assert.Equal($"<figure><img src=\"{url}\" alt=\"시청\" data-credit=\"사진 &quot;가람일보&quot;\" width=\"40\" height=\"30\"></figure>", draft.GetProperty("body").GetString());
    }

    [Theory]
    [InlineData("/pictures/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef.png")]
    [InlineData("/pictures/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef-480.webp")]
    [InlineData("/pictures/photo.png")]
    public async Task A_body_names_only_pictures_that_were_sent(string url)
    {
        var site = await host.NewSiteAsync();

        var (answer, body) = await GatewayHost.SendAsync(
            host.Gateway.Client(Role.Operator), HttpMethod.Post, "/api/v1/articles",
            $$"""{"site":"{{site}}","section":"local","headline":"제목","body":"<img src='{{url}}'>"}""");

        Assert.Equal((422, "/body"), ((int)answer.StatusCode, body.GetProperty("errors")[0].GetProperty("pointer").GetString()));
        Assert.Equal(HttpStatusCode.NotFound, (await host.GetAsync(site, url)).Status);
    }

    [Fact]
    public async Task Newsrooms_see_a_picture_before_readers_do_and_nothing_of_the_camera_is_left_in_it()
    {
        var picture = await UploadedAsync(Drawn.Jpeg(401, 300, orientation: 6));
        var hash = picture.GetProperty("url").GetString()!["/pictures/".Length..][..64];

        using var editor = await host.Gateway.NewClientAsync(Role.Reporter);
        var content = await editor.GetByteArrayAsync($"/api/v1/media/{hash}/content", Cancellation);
        using var stranger = await host.Gateway.Client().GetAsync($"/api/v1/media/{hash}/content", Cancellation);

        Assert.Equal((300, 401), (picture.GetProperty("width").GetInt32(), picture.GetProperty("height").GetInt32()));
        Assert.Equal(-1, content.AsSpan().IndexOf("secret-of-the-camera"u8));
        Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);
    }

    [Fact]
    public async Task What_readers_may_no_longer_see_editors_alone_see()
    {
        var site = await host.NewSiteAsync();
        var url = (await UploadedAsync(New(300, 200), "?alt=시청&credit=가람일보")).GetProperty("url").GetString()!;
        var content = new Uri($"/api/v1/media/{url["/pictures/".Length..][..64]}/content", UriKind.Relative);
        using var reporter = await host.Gateway.NewClientAsync(Role.Reporter);
        using var editor = await host.Gateway.NewClientAsync(Role.Editor);
        var id = await host.PublishAsync(site, "멈출 기사의 제목", $"<figure><img src=\"{url}\"></figure>");
        await host.UntilAsync(site, url, answer => answer.Status == HttpStatusCode.OK);
        var open = await StatusAsync(reporter);

        await host.SendAsync(HttpMethod.Post, $"articles/{id}/hold", new JsonObject { ["notice"] = "확인 중입니다" });
        await host.UntilAsync(site, url, answer => answer.Status == HttpStatusCode.Gone);
        var held = (await StatusAsync(reporter), await StatusAsync(editor));
        await host.SendAsync(HttpMethod.Post, $"articles/{id}/release", []);
        await host.UntilAsync(site, url, answer => answer.Status == HttpStatusCode.OK);

        Assert.Equal((HttpStatusCode.OK, (HttpStatusCode.Forbidden, HttpStatusCode.OK), HttpStatusCode.OK), (open, held, await StatusAsync(reporter)));

        async Task<HttpStatusCode> StatusAsync(HttpClient caller)
        {
            using var answer = await caller.GetAsync(content, Cancellation);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task What_is_too_large_or_no_picture_is_refused_before_it_is_decoded()
    {
        var (large, body) = await UploadAsync(Drawn.HollowPng(10_001, 10));
        var (many, _) = await UploadAsync(Drawn.HollowPng(9_000, 9_000));
        var (text, _) = await UploadAsync("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"u8.ToArray());
        var (heavy, _) = await UploadAsync(new byte[ImageLimits.Picture.BytesMax + 1]);

        Assert.Equal((422, "image-too-large"), ((int)large, body.GetProperty("code").GetString()));
        Assert.Equal((422, 415, 413), ((int)many, (int)text, (int)heavy));
    }

    [Fact]
    public async Task No_page_gets_more_pixels_than_it_shows()
    {
        var picture = await UploadedAsync(Drawn.Jpeg(3_000, 1_500));

        Assert.Equal((2_560, 1_280), (picture.GetProperty("width").GetInt32(), picture.GetProperty("height").GetInt32()));
        Assert.Equal([480, 960, 1_600], picture.GetProperty("smaller").EnumerateArray().Select(form => form.GetProperty("width").GetInt32()));
    }

    private static byte[] New(int width, int height) => Drawn.SoftPng(width, height, seed: 1_000 + Interlocked.Increment(ref _seed));

    private static string? Note(JsonElement receipt) =>
        receipt.GetProperty("surfaces").EnumerateArray().First(proof => proof.GetProperty("surface").GetString() == "picture").TryGetProperty("note", out var note) ? note.GetString() : null;

    private static async Task<bool> IsKeptAsync(IMediaStore store, MediaName name)
    {
        await using var stream = await store.OpenAsync(name, Cancellation);
        return stream is not null;
    }

    private async Task<JsonElement> UploadedAsync(byte[] content, string query = "")
    {
        var (status, body) = await UploadAsync(content, query);
        Assert.True(status == HttpStatusCode.Created, body.ToString());
        return body;
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> UploadAsync(byte[] content, string query = "")
    {
        using var body = new ByteArrayContent(content) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };
        using var response = await host.Gateway.Client(Role.Operator).PostAsync(new Uri("/api/v1/media" + query, UriKind.Relative), body, Cancellation);
        var text = await response.Content.ReadAsStringAsync(Cancellation);
        return (response.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement);
    }
}
