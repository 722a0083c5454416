using System.Text.Json;
using Sokbo.Gateway.Tests.Api;
using Xunit;

namespace Sokbo.Gateway.Tests.Articles;

/// <summary>What a newsroom does with an article besides writing it.</summary>
public sealed class LifecycleEndpointsTests(ApiHost host)
{
    private static readonly string[] Tags = [" \u1111\u1167\u11bc\u1110\u1162\u11a8 ", "평택", "시정"];
    private static readonly string[] BadTags = [""];
    private static readonly string[] Related = ["a1", "a2"];
    private static readonly string[] BadRelated = ["../x"];

    [Fact]
    public async Task A_reporter_submits_and_an_editor_publishes()
    {
        var site = await host.NewSiteAsync();
        using var reporter = await host.NewCallerAsync("reporter", site);
        using var editor = await host.NewCallerAsync("editor", site);
        var path = await DraftAsync(reporter, site);

        var submitted = await reporter.PostAsync($"{path}/submit", new { });
        var refused = await reporter.PostAsync($"{path}/publish", new { });
        var published = await editor.PostAsync($"{path}/publish", new { });
        var again = await reporter.PostAsync($"{path}/submit", new { });

        Assert.Equal((200, "submitted"), (submitted.Status, submitted.Text("state")));
        Assert.Equal((403, "wrong-role"), (refused.Status, refused.Code));
        Assert.Equal((200, "published"), (published.Status, published.Text("state")));
        Assert.Equal((409, "article-wrong-state"), (again.Status, again.Code));
    }

    [Fact]
    public async Task An_article_is_scheduled_moved_and_withdrawn()
    {
        var site = await host.NewSiteAsync();
        using var editor = await host.NewCallerAsync("editor", site);
        var path = await DraftAsync(editor, site);

        var scheduled = await editor.PostAsync($"{path}/publish", new { at = "2030-01-01T09:00:00+09:00" });
        var moved = await editor.PostAsync($"{path}/publish", new { at = "2030-01-02T09:00:00+09:00" });
        var embargoed = await editor.PostAsync($"{path}/embargo", new { until = "2030-01-03T09:00", zone = "Asia/Seoul" });
        var withdrawn = await editor.PostAsync($"{path}/withdraw", new { });

        Assert.Equal(("scheduled", "2030-01-01T00:00:00+00:00"), (scheduled.Text("state"), scheduled.Text("releaseAt")));
        Assert.Equal("2030-01-02T00:00:00+00:00", moved.Text("releaseAt"));
        Assert.Equal(("2030-01-03T00:00:00+00:00", "Asia/Seoul"), (embargoed.Text("releaseAt"), embargoed.Json.GetProperty("embargo").GetProperty("zone").GetString()));
        Assert.Equal("draft", withdrawn.Text("state"));
    }

    [Theory]
    [InlineData("publish", "{\"at\":\"2030-01-01T09:00:00\"}", "/at")]
    [InlineData("embargo", "{\"until\":\"2030-01-01T09:00:00+09:00\"}", "/until")]
    [InlineData("embargo", "{\"until\":\"2030-01-01T09:00\",\"zone\":\"Mars/Olympus\"}", "/zone")]
    [InlineData("embargo", "{\"until\":\"2020-01-01T09:00\"}", "/until")]
    [InlineData("hold", "{\"until\":\"2020-01-01T09:00:00+09:00\"}", "/until")]
    [InlineData("hold", "{\"until\":\"2099-01-01T09:00:00+09:00\"}", "/until")]
    public async Task Moments_that_are_none_are_refused_and_change_nothing(string act, string body, string place)
    {
        var site = await host.NewSiteAsync();
        using var editor = await host.NewCallerAsync("editor", site);
        var path = await DraftAsync(editor, site);

        var answer = await editor.SendAsync(HttpMethod.Post, $"{path}/{act}", body, Guid.NewGuid().ToString());

        Assert.Equal((422, place), (answer.Status, answer.Json.GetProperty("errors")[0].GetProperty("pointer").GetString()));
        Assert.Equal((1, "draft"), ((await editor.GetAsync(path)).Number("revision"), (await editor.GetAsync(path)).Text("state")));
    }

    [Fact]
    public async Task The_second_of_two_editors_gets_both_versions_and_overwrites_nothing()
    {
        var site = await host.NewSiteAsync();
        using var first = await host.NewCallerAsync("editor", site);
        using var second = await host.NewCallerAsync("editor", site);
        var path = await DraftAsync(first, site);
        var tag = (await second.GetAsync(path)).ETag;
        await first.PutAsync(path, new { site, section = "local", headline = "먼저 고친 제목", body = "<p>하나</p>" }, tag);

        var late = await second.PutAsync(path, new { site, section = "local", headline = "늦게 고친 제목", body = "<p>둘</p>" }, tag);

        Assert.Equal((412, "stale", 2), (late.Status, late.Code, late.Number("currentRevision")));
        Assert.Equal("먼저 고친 제목", late.Json.GetProperty("current").GetProperty("headline").GetString());
        Assert.Equal("늦게 고친 제목", late.Json.GetProperty("yours").GetProperty("headline").GetString());
        Assert.Equal("먼저 고친 제목", (await first.GetAsync(path)).Text("headline"));
    }

    [Fact]
    public async Task Marks_of_an_article_come_back_as_they_were_sent()
    {
        var site = await host.NewSiteAsync();
        using var editor = await host.NewCallerAsync("editor", site);

        var created = await editor.PostAsync("/api/v1/articles", new
        {
            site,
            section = "local",
            headline = "제목",
            body = "<p>본문</p>",
            urgency = 2,
            tags = Tags,
            region = "평택시",
            canonicalUrl = "https://www.example.kr/news/1",
            related = Related,
            expiresAt = "2030-01-01T00:00:00+09:00",
        });

        Assert.Equal((201, 2, "평택시", "https://www.example.kr/news/1"), (created.Status, created.Number("urgency"), created.Text("region"), created.Text("canonicalUrl")));
        Assert.Equal(["평택", "시정"], created.Json.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()));
        Assert.Equal(["a1", "a2"], created.Json.GetProperty("related").EnumerateArray().Select(id => id.GetString()));
        var bad = await editor.PostAsync("/api/v1/articles", new { site, section = "local", headline = "x", body = "", urgency = 10, tags = BadTags, canonicalUrl = "javascript:alert(1)", related = BadRelated, expiresAt = "morgen" });
        Assert.Equal(["/canonicalUrl", "/expiresAt", "/related/0", "/tags/0", "/urgency"], bad.Json.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("pointer").GetString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_act_stands_in_the_audit_log_with_a_name()
    {
        var site = await host.NewSiteAsync();
        using var editor = await host.NewCallerAsync("editor", site);
        using var reporter = await host.NewCallerAsync("reporter", site);
        var path = await DraftAsync(reporter, site);
        await editor.PostAsync($"{path}/publish", new { reason = "마감" });
        await editor.PostAsync($"{path}/correction-claim", new { });
        await editor.PostAsync($"{path}/correct", new { note = "이름을 바로잡습니다.", headline = "바른 제목" });
        var published = (await editor.GetAsync(path)).Json.GetProperty("firstPublishedAt").GetString()!;

        var at = await editor.GetAsync($"{path}?at={Uri.EscapeDataString(published)}");
        var refused = await reporter.GetAsync($"{path}?at={Uri.EscapeDataString(published)}");
        var unread = await editor.GetAsync($"{path}?at=gestern");
        var before = await editor.GetAsync($"{path}?at=2020-01-01T00:00:00Z");
        var later = await editor.GetAsync($"{path}?at=2126-01-01T00:00:00Z");
        var audit = (await editor.GetAsync($"{path}/audit")).Json.EnumerateArray().ToArray();

        Assert.Equal((200, 403, 422, 404, 422), (at.Status, refused.Status, unread.Status, before.Status, later.Status));
        Assert.Equal(["create", "publish", "claim-correction", "correct", "read-at", "read-at"], audit.Select(entry => entry.GetProperty("act").GetString()));
        Assert.All(audit, entry => Assert.NotEqual("", entry.GetProperty("author").GetString()));
        Assert.Equal("마감", audit[1].GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Former_texts_can_be_read_compared_and_put_back()
    {
        var site = await host.NewSiteAsync();
        using var editor = await host.NewCallerAsync("editor", site);
        var path = await DraftAsync(editor, site);
        var changed = await editor.PutAsync(path, new { site, section = "local", headline = "둘째 제목", body = "<p>본문</p><p>새 문단</p>" }, "\"1\"");

        var first = await editor.GetAsync($"{path}/revisions/1");
        var difference = await editor.GetAsync($"{path}/revisions/2/difference");
        var blindly = await editor.PostAsync($"{path}/restore", new { revision = 1 });
        var stale = await editor.PostAsync($"{path}/restore", new { revision = 1 }, ifMatch: "\"1\"");
        var restored = await editor.PostAsync($"{path}/restore", new { revision = 1 }, ifMatch: "\"2\"");
        var nowhere = await editor.PostAsync($"{path}/restore", new { revision = 77 }, ifMatch: "\"3\"");

        Assert.Equal((200, "제목"), (first.Status, first.Text("headline")));
        Assert.Equal(("headline", "제목", "둘째 제목"), (
            difference.Json.GetProperty("fields")[0].GetProperty("field").GetString(),
            difference.Json.GetProperty("fields")[0].GetProperty("from").GetString(),
            difference.Json.GetProperty("fields")[0].GetProperty("to").GetString()));
        Assert.Equal(["same", "added"], difference.Json.GetProperty("blocks").EnumerateArray().Select(step => step.GetProperty("step").GetString()));
        Assert.Equal((2, 3, "제목"), (changed.Number("revision"), restored.Number("revision"), restored.Text("headline")));
        Assert.Equal((404, "not-found"), (nowhere.Status, nowhere.Code));
        Assert.Equal((428, 412), (blindly.Status, stale.Status));
        Assert.Equal(("둘째 제목", 1), (stale.Json.GetProperty("current").GetProperty("headline").GetString(), stale.Json.GetProperty("yours").GetProperty("revision").GetInt32()));
    }

    [Fact]
    public async Task What_is_withheld_is_read_by_editors_alone_who_leave_a_name()
    {
        var site = await host.NewSiteAsync();
        using var editor = await host.NewCallerAsync("editor", site);
        using var reporter = await host.NewCallerAsync("reporter", site);
        var path = await DraftAsync(reporter, site);
        await editor.PostAsync($"{path}/publish", new { });
        await editor.PostAsync($"{path}/correction-claim", new { });
        var open = await reporter.GetAsync($"{path}/revisions/1");
        var claimed = await editor.GetAsync($"{path}?at={Uri.EscapeDataString((await editor.GetAsync(path)).Json.GetProperty("revisions")[2].GetProperty("at").GetString()!)}");
        await editor.PostAsync($"{path}/hold", new { });
        var held = await reporter.GetAsync(path);
        var heldPosts = await reporter.GetAsync($"{path}/posts");
        var stale = await reporter.PutAsync(path, new { section = "local", headline = "새 제목", body = "<p>새 글</p>", site }, "\"1\"");
        var restored = await reporter.PostAsync($"{path}/restore", new { revision = 1 }, ifMatch: "\"1\"");
        var both = await editor.PutAsync(path, new { section = "local", headline = "새 제목", body = "<p>새 글</p>", site }, "\"1\"");
        await editor.PostAsync($"{path}/retract", new { reason = "사실과 다름" });

        var refused = await reporter.GetAsync($"{path}/revisions/1");
        var difference = await reporter.GetAsync($"{path}/revisions/2/difference");
        var tombstone = await reporter.GetAsync(path);
        var read = await editor.GetAsync($"{path}/revisions/1");
        var audit = (await editor.GetAsync($"{path}/audit")).Json.EnumerateArray().ToArray();

        Assert.Equal((200, 403, 403), (open.Status, held.Status, heldPosts.Status));
        Assert.Equal((412, 412, 412), (stale.Status, restored.Status, both.Status));
        Assert.Equal((false, false, true), (stale.Json.TryGetProperty("current", out _), restored.Json.TryGetProperty("current", out _), both.Json.TryGetProperty("current", out _)));
        Assert.Equal((403, 403, 200, ""), (refused.Status, difference.Status, tombstone.Status, tombstone.Text("headline")));
        Assert.Equal((200, "제목"), (read.Status, read.Text("headline")));
        Assert.Equal("read-revision", audit[^1].GetProperty("act").GetString());
        Assert.NotEqual(default, claimed.Json.GetProperty("correctionRequestedAt").GetDateTimeOffset());
    }

    [Fact]
    public async Task Who_reads_a_held_text_stands_in_the_audit_and_who_is_refused_does_not()
    {
        var site = await host.NewSiteAsync();
        using var editor = await host.NewCallerAsync("editor", site);
        using var reporter = await host.NewCallerAsync("reporter", site);
        foreach (var what in new[] { "", "/posts", "/posts/{0}" })
        {
            var path = await DraftAsync(editor, site);
            var post = (await editor.PostAsync($"{path}/posts", new { headline = "소식", body = "<p>본문</p>" })).Json.GetProperty("post").GetProperty("id").GetString();
            await editor.PostAsync($"{path}/publish", new { });
            var open = await editor.GetAsync(path + what.Replace("{0}", post, StringComparison.Ordinal));
            await editor.PostAsync($"{path}/hold", new { });
            var refused = await reporter.GetAsync(path);
            var before = await LooksAsync(path);

            var read = await editor.GetAsync(path + what.Replace("{0}", post, StringComparison.Ordinal));
            await editor.GetAsync(path);
            var after = await LooksAsync(path);

            Assert.Equal((200, 403, 200), (open.Status, refused.Status, read.Status));
            Assert.Equal((0, 1), (before.Length, after.Length));
            Assert.NotEqual("", after[0].GetProperty("author").GetString());
        }

        async Task<JsonElement[]> LooksAsync(string path) =>
            [.. (await editor.GetAsync($"{path}/audit")).Json.EnumerateArray().Where(entry => entry.GetProperty("act").GetString() == "read-held")];
    }

    [Fact]
    public async Task One_person_asks_to_erase_and_another_does_it()
    {
        var site = await host.NewSiteAsync();
        using var one = await host.NewCallerAsync("editor", site);
        using var other = host.Caller();
        var key = Guid.NewGuid().ToString();
        var body = new { site, section = "local", headline = "제목", body = "<p>본문</p>" };
        var path = $"/api/v1/articles/{(await one.PostAsync("/api/v1/articles", body, key)).Text("id")}";
        await one.PostAsync($"{path}/erase", new { });
        var kept = await other.DeleteAsync($"{path}/erase");

        var asked = await one.PostAsync($"{path}/erase", new { reason = "잊힐 권리" });
        var alone = await one.PostAsync($"{path}/erase", new { });
        var erased = await other.PostAsync($"{path}/erase", new { reason = "확인" });
        var text = await one.GetAsync($"{path}/revisions/1");
        var repeated = await one.PostAsync("/api/v1/articles", body, key);

        Assert.Equal((200, false), (kept.Status, kept.Json.TryGetProperty("erasure", out _)));
        Assert.Equal((201, "erased", ""), (repeated.Status, repeated.Text("state"), repeated.Text("body")));
        Assert.Equal((200, "draft", "잊힐 권리"), (asked.Status, asked.Text("state"), asked.Json.GetProperty("erasure").GetProperty("reason").GetString()));
        Assert.Equal((409, "second-person-required"), (alone.Status, alone.Code));
        Assert.Equal((200, "erased", "", ""), (erased.Status, erased.Text("state"), erased.Text("headline"), erased.Text("body")));
        Assert.Equal(404, text.Status);
        var audit = (await one.GetAsync($"{path}/audit")).Json.EnumerateArray().ToArray();
        Assert.Equal(["create", "ask-to-erase", "keep", "ask-to-erase", "erase", "read-revision"], audit.Select(entry => entry.GetProperty("act").GetString()));
        Assert.All(audit, entry => Assert.False(entry.TryGetProperty("reason", out _)));
    }

    private static async Task<string> DraftAsync(ApiCaller caller, string site)
    {
        var draft = await caller.PostAsync("/api/v1/articles", new { site, section = "local", headline = "제목", body = "<p>본문</p>" });
        Assert.Equal(201, draft.Status);
        return $"/api/v1/articles/{draft.Text("id")}";
    }
}
