using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sokbo.Gateway.Articles.Feeds;
using Sokbo.Gateway.Tests.Pages;
using Sokbo.Grains.Interfaces.Access;
using Sokbo.Grains.Interfaces.Articles;
using Xunit;

namespace Sokbo.Gateway.Tests.Articles;

public sealed class SearchTests(PagesHost host)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Readers_find_articles_of_their_site_by_all_words_page_by_page()
    {
        var (site, other) = (await host.NewSiteAsync(), await host.NewSiteAsync());
        var first = await host.PublishAsync(site, "평택\u2024안성 봄꽃 축제", "<p>시민 <strong>3만</strong> 명이 찾았다.</p>");
        await host.PublishAsync(other, "평택\u2024안성 봄꽃 축제");
        var draft = await host.DraftAsync(site, "평택·안성 봄꽃 축제 뒷이야기");
        var second = await host.PublishAsync(site, "가을 행사 안내", "<p>평택과 안성에서</p><ul><li>봄꽃 사진전</li></ul>", new JsonObject { ["tags"] = new JsonArray("문화") });

        var found = await UntilFoundAsync(site, "안성·평택 봄꽃", first, second);
        Assert.DoesNotContain(draft, found);
        await UntilFoundAsync(site, "3만 시민", first);
        await UntilFoundAsync(site, "문화", second);
        await UntilFoundAsync(site, "겨울");

        var page = await host.GetAsync(site, "/search?q=" + Uri.EscapeDataString("봄꽃"));
        Assert.Equal([second, first], page.All(".card-headline a").Select(link => link.GetAttribute("href")!["/articles/".Length..]));
        Assert.Contains("noindex", page.Html, StringComparison.Ordinal);
        var (_, one) = await SearchAsync(site, "봄꽃", "&limit=1");
        var (_, two) = await SearchAsync(site, "봄꽃", "&limit=1&after=" + one.GetProperty("next").GetString());
        Assert.Equal([second, first], Ids(one).Concat(Ids(two)));
    }

    /// <summary>It has every pair of syllables of the word, and not the word.</summary>
    [Fact]
    public async Task What_only_looks_as_if_it_had_the_word_is_not_found()
    {
        var site = await host.NewSiteAsync();
        var id = await host.PublishAsync(site, "가람시 람시청 소식");
        await UntilFoundAsync(site, "가람시", id);

        Assert.Empty(Ids((await SearchAsync(site, "가람시청")).Body));
    }

    [Fact]
    public async Task What_has_expired_is_not_found()
    {
        var site = await host.NewSiteAsync();
        var id = await host.PublishAsync(site, "오늘까지인 행사");
        await UntilFoundAsync(site, "행사", id);
        var past = host.Gateway.Time.GetUtcNow().AddYears(-1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

        var update = new JsonObject { ["site"] = site, ["section"] = "local", ["headline"] = "오늘까지인 행사", ["body"] = "<p>본문.</p>", ["expiresAt"] = past };
        await host.SendAsync(HttpMethod.Put, $"articles/{id}", update, ifMatch: "\"2\"");

        // No waiting, whatever the archive has heard by now.
        Assert.Empty(Ids((await SearchAsync(site, "행사")).Body));
    }

    [Theory]
    [InlineData("retract", "{\"reason\":\"사실과 다릅니다\"}")]
    [InlineData("hold", "{\"notice\":\"확인 중입니다\"}")]
    public async Task What_is_withheld_is_not_found_from_then_on(string act, string body)
    {
        var site = await host.NewSiteAsync();
        var id = await host.PublishAsync(site, "찾지 못하게 될 기사");
        await UntilFoundAsync(site, "기사 찾지", id);

        await host.SendAsync(HttpMethod.Post, $"articles/{id}/{act}", JsonNode.Parse(body)!.AsObject());

        // No waiting: candidates are asked before they are shown.
        Assert.Empty(Ids((await SearchAsync(site, "기사")).Body));
        Assert.DoesNotContain(id, (await host.GetAsync(site, "/search?q=" + Uri.EscapeDataString("기사"))).Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("··")]
    [InlineData("?!")]
    public async Task What_cannot_be_searched_for_is_said_to_be_so(string query)
    {
        var site = await host.NewSiteAsync();

        var (status, body) = await SearchAsync(site, query);
        var page = await host.GetAsync(site, "/search?q=" + Uri.EscapeDataString(query) + "<script>");

        Assert.Equal((HttpStatusCode.BadRequest, "invalid-request"), (status, body.GetProperty("code").GetString()));
        Assert.DoesNotContain("<script>\"", page.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, page.Status);
    }

    [Fact]
    public async Task All_that_was_ever_public_is_exported_page_by_page_as_ninjs()
    {
        var site = await host.NewSiteAsync();
        var first = await host.PublishAsync(site, "첫 기사");
        await host.DraftAsync(site, "초고");
        var second = await host.PublishAsync(site, "둘째 기사");
        await UntilFoundAsync(site, "기사", first, second);
        await host.SendAsync(HttpMethod.Post, $"articles/{first}/retract", new JsonObject { ["reason"] = "사실과 다릅니다" });

        using var editor = await host.Gateway.NewClientAsync(Role.Editor, sites: [site]);
        var lines = new List<JsonElement>();
        var next = $"/api/v1/export/ninjs?site={site}&limit=1";
        while (next is not null)
        {
            using var answer = await editor.GetAsync(next, Cancellation);
            Assert.Equal((HttpStatusCode.OK, "application/x-ndjson"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
            lines.AddRange((await answer.Content.ReadAsStringAsync(Cancellation)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement));
            next = answer.Headers.TryGetValues("Link", out var links) ? new Uri(links.Single()[1..].Split('>')[0]).PathAndQuery : null;
        }

        using var stranger = await host.Gateway.NewClientAsync(Role.Editor, sites: ["elsewhere"]);
        using var refused = await stranger.GetAsync($"/api/v1/export/ninjs?site={site}", Cancellation);
        Assert.Equal(["canceled", "usable"], lines.Select(line => line.GetProperty("pubStatus").GetString()));
        Assert.DoesNotContain("첫 기사", lines[0].ToString(), StringComparison.Ordinal);
        Assert.Contains("둘째 기사", lines[1].ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    /// <summary>Whoever takes it over has neither our host nor our pages of older posts.</summary>
    [Fact]
    public async Task An_exported_text_has_whole_addresses_and_all_posts()
    {
        var site = await host.NewSiteAsync();
        var id = await host.PublishAsync(
            site, "긴 중계", "<p><a href=\"/articles/x\">앞 기사</a> src=\"/a.jpg\"</p><img src=\"/media/a.jpg\" alt=\"가, /나\" data-credit=\"가람\">");
        for (var number = 0; number <= LiveBlog.ShownMax + 1; number++)
        {
            await host.SendAsync(HttpMethod.Post, $"articles/{id}/posts", new JsonObject { ["body"] = $"<p>글 {number}.</p>" });
        }

        await UntilFoundAsync(site, "중계", id);
        using var editor = await host.Gateway.NewClientAsync(Role.Editor, sites: [site]);
        using var answer = await editor.GetAsync($"/api/v1/export/ninjs?site={site}", Cancellation);
        var html = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancellation)).RootElement.GetProperty("bodies")[0].GetProperty("value").GetString()!;

        var origin = $"http://{site}.test";
        Assert.StartsWith(
            $"<p><a href=\"{origin}/articles/x\" rel=\"noopener\">앞 기사</a> src=&quot;/a.jpg&quot;</p><figure><img src=\"{origin}/media/a.jpg\" alt=\"가, /나\"", html, StringComparison.Ordinal);
        Assert.Equal(
            Enumerable.Range(0, LiveBlog.ShownMax + 2).Reverse(),
            html.Split("<p>글 ").Skip(1).Select(part => int.Parse(part.Split('.')[0], CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Each_form_of_a_picture_has_a_whole_address() => Assert.Equal(
        "<img src=\"https://a.kr/1.jpg\" srcset=\"https://a.kr/1-480.webp 480w, https://a.kr/1.jpg 1200w\"><a href=\"https://b.kr/, /x\">",
        AbsoluteMarkup.Of("<img src=\"/1.jpg\" srcset=\"/1-480.webp 480w, /1.jpg 1200w\"><a href=\"https://b.kr/, /x\">", "https://a.kr"));

    private static string[] Ids(JsonElement body) => [.. body.GetProperty("articles").EnumerateArray().Select(article => article.GetProperty("id").GetString()!)];

    private async Task<string[]> UntilFoundAsync(string site, string query, params string[] ids)
    {
        string[] found = [];
        for (var attempt = 0; attempt < 400; attempt++)
        {
            found = Ids((await SearchAsync(site, query)).Body);
            if (found.Order(StringComparer.Ordinal).SequenceEqual(ids.Order(StringComparer.Ordinal)))
            {
                return found;
            }

            await Task.Delay(50, Cancellation);
        }

        Assert.Equal(ids, found);
        return found;
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> SearchAsync(string site, string query, string more = "")
    {
        using var answer = await host.Gateway.Client().GetAsync($"/api/v1/search?site={site}&q={Uri.EscapeDataString(query)}{more}", Cancellation);
        return (answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancellation)).RootElement);
    }
}
