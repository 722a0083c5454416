using System.Text.Json.Nodes;
using Sokbo.Gateway.Articles;
using Sokbo.Gateway.Tests.Api;
using Sokbo.Grains.Interfaces.Articles;
using Xunit;

namespace Sokbo.Gateway.Tests.Articles;

/// <summary>Posts of live blogs and arrangements of lists, for newsrooms.</summary>
public sealed class PostsEndpointsTests(ApiHost host)
{
    private static readonly string[] Twice = ["a", "a"];

    [Fact]
    public async Task A_post_has_its_own_revisions_and_the_second_of_two_editors_gets_both_versions()
    {
        var (site, path) = await PublishedAsync();
        using var editor = await host.NewCallerAsync("editor", site);
        var key = Guid.NewGuid().ToString();
        var added = await editor.PostAsync($"{path}/posts", new { headline = "소식", body = "<p onclick=\"x()\">본문</p><script>x</script>" }, key);
        var again = await editor.PostAsync($"{path}/posts", new { headline = "소식", body = "<p onclick=\"x()\">본문</p><script>x</script>" }, key);
        var post = $"{path}/posts/{added.Json.GetProperty("post").GetProperty("id").GetString()}";
        var tag = (await editor.GetAsync(post)).ETag;

        var updated = await editor.PutAsync(post, new { headline = "먼저", body = "<p>하나</p>" }, tag);
        var late = await editor.PutAsync(post, new { headline = "나중", body = "<p>둘</p>" }, tag);
        var blind = await editor.PutAsync(post, new { headline = "나중", body = "<p>둘</p>" });

        Assert.Equal((201, 201, "<p>본문</p>"), (added.Status, again.Status, added.Json.GetProperty("post").GetProperty("body").GetString()));
        Assert.Equal(1, (await editor.GetAsync($"{path}/posts")).Json.GetArrayLength());
        Assert.Equal((200, 2), (updated.Status, updated.Number("revision")));
        Assert.Equal((412, "stale", "먼저", "나중"), (late.Status, late.Code, late.Json.GetProperty("current").GetProperty("headline").GetString(), late.Json.GetProperty("yours").GetProperty("headline").GetString()));
        Assert.Equal((428, "먼저"), (blind.Status, (await editor.GetAsync(post)).Text("headline")));
        Assert.Equal(2, (await editor.GetAsync(path)).Number("revision"));
        var audit = (await editor.GetAsync($"{path}/audit")).Json.EnumerateArray().Where(entry => entry.TryGetProperty("post", out _)).Select(entry => entry.GetProperty("act").GetString());
        Assert.Equal(["post", "update"], audit);
    }

    [Fact]
    public async Task Only_editors_touch_a_published_live_blog_and_what_is_hidden_stays_hidden()
    {
        var (site, path) = await PublishedAsync();
        using var reporter = await host.NewCallerAsync("reporter", site);
        using var editor = await host.NewCallerAsync("editor", site);
        var refused = await reporter.PostAsync($"{path}/posts", new { headline = "소식", body = "" });
        var added = await editor.PostAsync($"{path}/posts", new { headline = "소식", body = "" });
        var post = $"{path}/posts/{added.Json.GetProperty("post").GetProperty("id").GetString()}";

        var hidden = await editor.PostAsync($"{post}/hide", new { reason = "오보" });
        var repeated = await editor.PostAsync($"{post}/hide", new { });
        var update = await editor.PutAsync(post, new { headline = "다시", body = "" }, "*");
        var move = await editor.PostAsync($"{post}/move", new { above = "none" });
        var closed = await editor.PostAsync($"{path}/coverage", new { open = false });
        var late = await editor.PostAsync($"{path}/posts", new { headline = "늦은 소식", body = "" });

        Assert.Equal((403, "wrong-role"), (refused.Status, refused.Code));
        Assert.Equal((200, true, 200, 2), (hidden.Status, hidden.Json.GetProperty("hidden").GetBoolean(), repeated.Status, repeated.Number("revision")));
        Assert.Equal((409, "article-wrong-state", 409), (update.Status, update.Code, move.Status));
        Assert.Equal((200, 409, "article-wrong-state"), (closed.Status, late.Status, late.Code));
    }

    [Theory]
    [InlineData("{\"headline\":\"\",\"body\":\"\"}", "/body")]
    [InlineData("{\"headline\":\"\",\"body\":\"<p>본문</p>\",\"key\":true}", "/headline")]
    [InlineData("{\"headline\":\"제목\",\"body\":\"<p>본문</p>\",\"bodyFormat\":\"rtf\"}", "/bodyFormat")]
    public async Task A_post_that_is_none_is_refused(string body, string place)
    {
        var (site, path) = await PublishedAsync();
        using var editor = await host.NewCallerAsync("editor", site);

        var answer = await editor.SendAsync(HttpMethod.Post, $"{path}/posts", body, Guid.NewGuid().ToString());

        Assert.Equal((422, place), (answer.Status, answer.Json.GetProperty("errors")[0].GetProperty("pointer").GetString()));
    }

    [Fact]
    public async Task An_arrangement_is_changed_by_who_has_read_it_and_leaves_a_trace()
    {
        var (site, path) = await PublishedAsync();
        var id = path[(path.LastIndexOf('/') + 1)..];
        using var editor = await host.NewCallerAsync("editor", site);
        using var reporter = await host.NewCallerAsync("reporter", site);
        var list = $"/api/v1/arrangements/{site}";

        var before = await editor.GetAsync(list);
        var arranged = await editor.PutAsync(list, new { top = id, reason = "머리기사" }, before.ETag);
        var late = await editor.PutAsync(list, new { order = new[] { id } }, before.ETag);
        var blind = await editor.PutAsync(list, new { });
        var stranger = await reporter.PutAsync(list, new { }, "*");
        var section = await editor.PutAsync($"{list}?section=local", new { pins = new[] { new { article = id, position = 2 } } }, "\"1\"");

        Assert.Equal((200, 1, 200, 2), (before.Status, before.Number("revision"), arranged.Status, arranged.Number("revision")));
        Assert.Equal((412, id, id), (late.Status, late.Json.GetProperty("current").GetProperty("top").GetString(), late.Json.GetProperty("yours").GetProperty("order")[0].GetString()));
        Assert.Equal((428, 403, 200), (blind.Status, stranger.Status, section.Status));
        var entry = Assert.Single((await editor.GetAsync($"{list}/audit")).Json.EnumerateArray());
        Assert.Equal(("머리기사", id), (entry.GetProperty("reason").GetString(), entry.GetProperty("arrangement").GetProperty("top").GetString()));
    }

    [Fact]
    public async Task An_arrangement_of_what_is_not_there_is_refused_and_changes_nothing()
    {
        var (site, path) = await PublishedAsync();
        var id = path[(path.LastIndexOf('/') + 1)..];
        using var editor = await host.NewCallerAsync("editor", site);
        var list = $"/api/v1/arrangements/{site}";

        var unknown = await editor.PutAsync(list, new { top = "nothing" }, "*");
        var twice = await editor.PutAsync(list, new { order = Twice }, "*");
        var hours = await editor.PutAsync(list, new { notice = new { article = id, text = "바로잡습니다", hours = 0 } }, "*");
        var neither = await editor.PutAsync(list, new { notice = new { article = id, text = "바로잡습니다" } }, "*");
        var both = await editor.PutAsync(list, new { notice = new { article = id, text = "바로잡습니다", hours = 1, until = "2099-01-01T00:00:00Z" } }, "*");
        var over = await editor.PutAsync(list, new { notice = new { article = id, text = "바로잡습니다", until = "2020-01-01T00:00:00Z" } }, "*");
        var first = await editor.PutAsync(list, new { top = "nothing", pins = new[] { new { article = id, position = 1 } } }, "*");
        await editor.PostAsync($"{path}/retract", new { reason = "취소합니다" });
        var retracted = await editor.PutAsync(list, new { top = id }, "*");

        Assert.All([unknown, twice, hours, neither, both, over, first, retracted], answer => Assert.Equal((422, "validation-failed"), (answer.Status, answer.Code)));
        Assert.Equal(
            ["/notice/hours", "/notice", "/notice", "/notice/until", "/pins/0/position"],
            new[] { hours, neither, both, over, first }.Select(answer => answer.Json.GetProperty("errors")[0].GetProperty("pointer").GetString()));
        Assert.Equal(1, (await editor.GetAsync(list)).Number("revision"));
    }

    [Fact]
    public async Task What_is_read_of_an_arrangement_is_sent_back_and_the_notice_ends_when_it_was_to_end()
    {
        var (site, path) = await PublishedAsync();
        var id = path[(path.LastIndexOf('/') + 1)..];
        using var editor = await host.NewCallerAsync("editor", site);
        var list = $"/api/v1/arrangements/{site}";
        await editor.PutAsync(list, new { top = id, pins = Array.Empty<object>(), notice = new { article = id, text = "바로잡습니다", hours = 3 } }, "*");

        var read = await editor.GetAsync(list);
        var body = JsonNode.Parse(read.Body)!.AsObject();
        body.Remove("revision");
        var sent = await editor.PutAsync(list, body, read.ETag);

        Assert.Equal((200, 3), (sent.Status, sent.Number("revision")));
        Assert.Equal(read.Json.GetProperty("notice").ToString(), sent.Json.GetProperty("notice").ToString());
        var until = read.Json.GetProperty("notice").GetProperty("until").GetDateTimeOffset();
        var arrangement = ListArrangement.None with { Notice = new ListNotice(id, "바로잡습니다", until) };
        Assert.NotNull(ArrangementResponse.Of(arrangement, until.AddTicks(-1)).Notice);
        Assert.Null(ArrangementResponse.Of(arrangement, until).Notice);
    }

    private async Task<(string Site, string Path)> PublishedAsync()
    {
        var site = await host.NewSiteAsync();
        using var editor = await host.NewCallerAsync("editor", site);
        var created = await editor.PostAsync("/api/v1/articles", new { site, section = "local", headline = "생중계", body = "<p>본문</p>" });
        var path = $"/api/v1/articles/{created.Text("id")}";
        await editor.PostAsync($"{path}/publish", new { });
        return (site, path);
    }
}
