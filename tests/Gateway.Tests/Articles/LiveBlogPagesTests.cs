using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sokbo.Gateway.Tests.Pages;
using Xunit;

namespace Sokbo.Gateway.Tests.Articles;

/// <summary>A live blog as pages, search engines and aggregators get it.</summary>
public sealed class LiveBlogPagesTests(PagesHost host)
{
    [Fact]
    public async Task The_page_shows_posts_and_what_they_are_and_describes_itself_as_a_live_blog()
    {
        var (site, id) = await LiveAsync();
        var first = await PostAsync(id, "첫 소식", "<p>첫 소식의 본문.</p><script>alert(1)</script>");
        await PostAsync(id, "", "<p>제목 없는 소식 &lt;/script&gt; 본문.</p>");
        var pinned = await PostAsync(id, "고정한 소식", "<p>고정.</p>", new JsonObject { ["pinned"] = true, ["key"] = true, ["byline"] = "김기자" });
        var page = await host.UntilAsync(site, $"/articles/{id}", page => page.All(".live-post").Count == 3);

        Assert.Equal([$"post-{pinned}", page.All(".live-post")[1].Id, $"post-{first}"], page.All(".live-post").Select(post => post.Id));
        Assert.DoesNotContain("alert(1)", page.Html, StringComparison.Ordinal);
        Assert.Equal(("생중계 중", $"#post-{pinned}"), (page.Text(".live-mark"), page.One(".live-keys a").GetAttribute("href")));
        using var description = JsonDocument.Parse(page.One("script[type='application/ld+json']").TextContent);
        var json = description.RootElement;
        var updates = json.GetProperty("liveBlogUpdate").EnumerateArray().ToArray();
        Assert.Equal("LiveBlogPosting", json.GetProperty("@type").GetString());
        Assert.False(json.TryGetProperty("coverageEndTime", out _));
        Assert.EndsWith("+09:00", json.GetProperty("coverageStartTime").GetString(), StringComparison.Ordinal);
        Assert.Equal(3, updates.Length);
        Assert.All(updates, update =>
        {
            Assert.Equal("BlogPosting", update.GetProperty("@type").GetString());
            Assert.All(["headline", "datePublished", "articleBody"], member => Assert.NotEqual("", update.GetProperty(member).GetString()));
            Assert.StartsWith($"{json.GetProperty("mainEntityOfPage").GetString()}#post-", update.GetProperty("url").GetString(), StringComparison.Ordinal);
        });
        Assert.Contains(updates, update => update.GetProperty("headline").GetString() == "제목 없는 소식 </script> 본문.");
        Assert.Contains("생중계", (await host.UntilAsync(site, "/", page => page.All(".badge-live").Count == 1)).Text(".badge-live"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hidden_post_is_on_no_surface_and_closed_coverage_says_so()
    {
        var (site, id) = await LiveAsync();
        var post = await PostAsync(id, "감추어야 할 소식", "<p>감추어야 할 본문.</p>", new JsonObject { ["key"] = true });
        await PostAsync(id, "남을 소식", "<p>본문.</p>");
        await host.UntilAsync(site, $"/articles/{id}", page => page.Html.Contains("감추어야", StringComparison.Ordinal));
        Assert.DoesNotContain("expired", (await host.UntilAsync(site, "/feed.json", page => page.Html.Contains(id, StringComparison.Ordinal))).Html, StringComparison.Ordinal);
        var before = JsonDocument.Parse((await host.UntilAsync(site, $"/articles/{id}/ninjs.json", file => file.Html.Contains("감추어야", StringComparison.Ordinal))).Html).RootElement;

        await host.SendAsync(HttpMethod.Post, $"articles/{id}/posts/{post}/hide", new JsonObject { ["reason"] = "오보" });
        await host.SendAsync(HttpMethod.Post, $"articles/{id}/coverage", new JsonObject { ["open"] = false });

        var page = await host.UntilAsync(site, $"/articles/{id}", page => page.Html.Contains("coverageEndTime", StringComparison.Ordinal));
        var feed = await host.UntilAsync(site, "/feed.json", page => page.Html.Contains("expired", StringComparison.Ordinal));
        Assert.True(Assert.Single(JsonDocument.Parse(feed.Html).RootElement.GetProperty("items").EnumerateArray()).GetProperty("expired").GetBoolean());
        var file = await host.UntilAsync(site, $"/articles/{id}/ninjs.json", file => !file.Html.Contains("감추어야", StringComparison.Ordinal));
        var after = JsonDocument.Parse(file.Html).RootElement;
        Assert.DoesNotContain("감추어야", page.Html, StringComparison.Ordinal);
        Assert.Equal("중계 종료", page.Text(".live-mark"));
        Assert.Equal(HttpStatusCode.NotFound, (await host.GetAsync(site, $"/articles/{id}?post={post}")).Status);
        Assert.True(int.Parse(after.GetProperty("version").GetString()!, null) > int.Parse(before.GetProperty("version").GetString()!, null));
        Assert.Contains("남을 소식", after.GetProperty("bodies")[0].GetProperty("value").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Older_posts_are_a_link_away_without_script_and_go_with_the_article()
    {
        var (site, id) = await LiveAsync();
        var first = await PostAsync(id, "가장 오래된 소식", "<p>본문.</p>");
        for (var post = 0; post < 30; post++)
        {
            await PostAsync(id, $"소식 {post}", "<p>본문.</p>");
        }

        var page = await host.UntilAsync(site, $"/articles/{id}", page => page.Html.Contains("소식 29", StringComparison.Ordinal));
        var link = page.One(".live-older").GetAttribute("href")!;
        var older = await host.GetAsync(site, link);

        Assert.Equal((30, $"/articles/{id}?post={first}"), (page.All(".live-post").Count, link));
        foreach (var version in new[] { "3.1", "2.2" })
        {
            var body = JsonDocument.Parse((await host.GetAsync(site, $"/articles/{id}/ninjs.json?version={version}")).Html).RootElement.GetProperty("bodies")[0].GetProperty("value").GetString()!;
            Assert.All(Enumerable.Range(0, 30).Select(post => $"<h2>소식 {post}</h2>").Append("<h2>가장 오래된 소식</h2>"), post => Assert.Contains(post, body, StringComparison.Ordinal));
        }

        await host.SendAsync(HttpMethod.Post, $"articles/{id}/posts/{first}/hide", []);
        await host.UntilAsync(site, $"/articles/{id}/ninjs.json", ninjs => !ninjs.Html.Contains("가장 오래된 소식", StringComparison.Ordinal) && ninjs.Html.Contains("소식 29", StringComparison.Ordinal));
        await PostAsync(id, "맨 위의 소식", "<p>본문.</p>");
        await host.UntilAsync(site, $"/articles/{id}/ninjs.json", ninjs => ninjs.Html.Contains("맨 위의 소식", StringComparison.Ordinal) && ninjs.Html.Contains("소식 0", StringComparison.Ordinal));
        Assert.Equal("가장 오래된 소식", older.Text(".live-headline"));
        await host.SendAsync(HttpMethod.Post, $"articles/{id}/retract", new JsonObject { ["reason"] = "사실과 달라 취소합니다" });
        var gone = await host.UntilAsync(site, link, page => page.Status == HttpStatusCode.Gone);
        Assert.DoesNotContain("소식", gone.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("소식", (await host.GetAsync(site, $"/articles/{id}/ninjs.json")).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Gone, (await host.GetAsync(site, $"/articles/{id}")).Status);
    }

    [Fact]
    public async Task An_article_with_script_and_style_weighs_little_and_so_does_a_long_live_blog()
    {
        var (site, id) = await LiveAsync();
        var words = new Random(1);
        for (var post = 0; post < 31; post++)
        {
            var text = string.Concat(Enumerable.Range(0, 1_000).Select(_ => (char)('가' + words.Next(500))));
            await PostAsync(id, $"소식 {post}", $"<p>{text}</p>");
        }

        var plain = await host.PublishAsync(site, "평범한 기사", string.Concat(Enumerable.Range(0, 30).Select(number => $"<p>{number}번째 문단입니다. 시는 이번 주 안에 나머지 구간을 모두 살피기로 했다.</p>")));
        await host.UntilAsync(site, $"/articles/{id}", page => page.Html.Contains("소식 30", StringComparison.Ordinal));

        Assert.InRange(await WeightAsync(site, $"/articles/{plain}"), 1, 60 * 1_024);
        var live = await host.GetAsync(site, $"/articles/{id}", null, ("Accept-Encoding", "br"));
        Assert.Equal("br", live.Header("Content-Encoding"));
        Assert.InRange(live.Bytes.Length, 1, 60 * 1_024);
    }

    [Fact]
    public async Task Related_articles_are_shown_while_they_may_be()
    {
        var site = await host.NewSiteAsync();
        var shown = await host.PublishAsync(site, "보일 관련 기사");
        var held = await host.PublishAsync(site, "멈출 관련 기사");
        var draft = await host.DraftAsync(site, "아직 없는 관련 기사");
        var id = await host.PublishAsync(site, "기사", more: new JsonObject { ["related"] = new JsonArray(shown, held, draft, "none") });
        await host.UntilAsync(site, $"/articles/{id}", page => page.All(".related a").Count == 2);

        var answer = await host.SendAsync(HttpMethod.Post, $"articles/{held}/hold", new JsonObject { ["notice"] = "확인 중입니다" });

        // The receipt has looked at the page, so that it is right at once.
        var page = await host.GetAsync(site, $"/articles/{id}");
        Assert.Single(page.All(".related a"));
        var proof = Assert.Single(
            answer.GetProperty("receipt").GetProperty("surfaces").EnumerateArray(),
            proof => proof.GetProperty("surface").GetString() == "article page that names it as related");
        Assert.Equal(($"{site}.test/articles/{id}", true), (proof.GetProperty("address").GetString(), proof.GetProperty("clean").GetBoolean()));
        Assert.Equal(("보일 관련 기사", $"/articles/{shown}"), (page.Text(".related a"), page.One(".related a").GetAttribute("href")));
        Assert.DoesNotContain("아직 없는", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_arranged_front_page_is_rendered_as_arranged_and_feeds_stay_newest_first()
    {
        var site = await host.NewSiteAsync();
        foreach (var headline in new[] { "하나", "둘", "셋" })
        {
            await host.PublishAsync(site, $"{headline} 기사");
        }

        string[] natural = [.. (await host.UntilAsync(site, "/", page => page.All(".card").Count == 3)).All(".card").Select(card => card.GetAttribute("data-id")!)];
        var feed = (await host.UntilAsync(site, "/rss.xml", feed => natural.All(id => feed.Html.Contains(id, StringComparison.Ordinal)))).Html;

        await host.SendAsync(
            HttpMethod.Put,
            $"arrangements/{site}",
            new JsonObject
            {
                ["top"] = natural[2],
                ["notice"] = new JsonObject { ["article"] = natural[1], ["text"] = "기사의 수치를 바로잡습니다.", ["hours"] = 2 },
            },
            ifMatch: "\"1\"");

        var page = await host.UntilAsync(site, "/", page => page.One(".card:first-child").GetAttribute("data-id") == natural[2]);
        Assert.Equal([natural[2], natural[0], natural[1]], page.All(".card").Select(card => card.GetAttribute("data-id")));
        Assert.Contains("기사의 수치를 바로잡습니다.", page.Text(".list-notice"), StringComparison.Ordinal);
        Assert.Equal(feed, (await host.GetAsync(site, "/rss.xml")).Html);

        await host.SendAsync(HttpMethod.Post, $"articles/{natural[2]}/hold", new JsonObject { ["notice"] = "확인 중입니다" });
        await host.UntilAsync(site, "/", page => page.All(".card").Count == 2 && !page.Html.Contains(natural[2], StringComparison.Ordinal));
        await host.SendAsync(HttpMethod.Post, $"articles/{natural[2]}/release", []);
        await host.UntilAsync(site, "/", page => page.All(".card").Count == 3 && page.One(".card:first-child").GetAttribute("data-id") == natural[2]);
    }

    /// <summary>Bytes of a page with its scripts and styles, compressed as a browser gets them.</summary>
    private async Task<int> WeightAsync(string site, string path)
    {
        var page = await host.GetAsync(site, path);
        var parts = page.All("script[src]").Select(script => script.GetAttribute("src")!)
            .Concat(page.All("link[rel=stylesheet]").Select(link => link.GetAttribute("href")!))
            .Where(address => address.StartsWith('/'))
            .Prepend(path);
        var sizes = await Task.WhenAll(parts.Select(async part => (await host.GetAsync(site, part, null, ("Accept-Encoding", "br"))).Bytes.Length));
        return sizes.Sum();
    }

    private async Task<(string Site, string Id)> LiveAsync()
    {
        var site = await host.NewSiteAsync();
        return (site, await host.PublishAsync(site, "생중계 기사의 제목"));
    }

    private async Task<string> PostAsync(string id, string headline, string body, JsonObject? more = null)
    {
        var post = more ?? [];
        post["headline"] = headline;
        post["body"] = body;
        return (await host.SendAsync(HttpMethod.Post, $"articles/{id}/posts", post)).GetProperty("post").GetProperty("id").GetString()!;
    }
}
