using Sokbo.Gateway.Tests.Api;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Delivery;
using Xunit;

namespace Sokbo.Gateway.Tests.Articles;

public sealed class ArticlesEndpointsTests(ApiHost host)
{
    [Fact]
    public async Task An_article_goes_from_draft_to_tombstone()
    {
        var site = await host.NewSiteAsync();
        using var caller = await host.NewCallerAsync("editor", site);

        var created = await caller.PostAsync("/api/v1/articles", Draft(site));
        var id = created.Text("id");
        Assert.Equal((201, "draft", 1, "\"1\"", $"/api/v1/articles/{id}"), (created.Status, created.Text("state"), created.Number("revision"), created.ETag, created.Location));
        Assert.Contains("실․국․소장, 디지털‧데이터", created.Body, StringComparison.Ordinal);
        Assert.Null(await PublicAsync(id));

        var published = await caller.PostAsync($"/api/v1/articles/{id}/publish", new { });
        Assert.Equal((200, "published", "\"2\""), (published.Status, published.Text("state"), published.ETag));
        Assert.Equal("평택시 보고회", (await PublicAsync(id))!.Headline);
        await EventuallyAsync(async () => (await CardsAsync(caller, site)).Contains(id));
        await EventuallyAsync(async () => (await CardsAsync(caller, site, "local")).Contains(id));

        var updated = await caller.PutAsync($"/api/v1/articles/{id}", Draft(site, headline: "평택시 혁신 보고회"), published.ETag);
        Assert.Equal((200, "updated", 3), (updated.Status, updated.Text("state"), updated.Number("revision")));

        var corrected = await caller.PostAsync($"/api/v1/articles/{id}/correct", new { note = "날짜를 바로잡습니다.", body = "<p>11일</p>" });
        Assert.Equal((200, "corrected", "날짜를 바로잡습니다."), (corrected.Status, corrected.Text("state"), corrected.Json.GetProperty("notes")[0].GetProperty("text").GetString()));
        Assert.Equal("<p>11일</p>", corrected.Text("body"));

        var retracted = await caller.PostAsync($"/api/v1/articles/{id}/retract", new { reason = "사실과 다름", internalReason = "법무팀" });
        Assert.Equal((200, "retracted", "", ""), (retracted.Status, retracted.Text("state"), retracted.Text("headline"), retracted.Text("body")));
        await EventuallyAsync(async () => !(await CardsAsync(caller, site)).Contains(id));
        await EventuallyAsync(async () => !(await CardsAsync(caller, site, "local")).Contains(id));
        var content = await PublicAsync(id);
        Assert.Equal((ArticleStage.Retracted, "", "사실과 다름"), (content!.Stage, content.Headline, content.RetractionReason));
        Assert.DoesNotContain("법무팀", content.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Markdown_goes_the_same_way_and_its_raw_html_is_text()
    {
        var site = await host.NewSiteAsync();
        using var caller = await host.NewCallerAsync("reporter", site);

        var answer = await caller.PostAsync(
            "/api/v1/articles",
            new { site, section = "local", headline = "제목", body = "# 큰 제목\n\n**굵게** <script>alert(1)</script>\n\n- 하나\n- 둘", bodyFormat = "markdown" });

        Assert.Equal(201, answer.Status);
        Assert.Equal(
            "<h2>큰 제목</h2>\n<p><strong>굵게</strong> &lt;script&gt;alert(1)&lt;/script&gt;</p>\n<ul><li>하나</li><li>둘</li></ul>",
            answer.Text("body"));
    }

    [Theory]
    [InlineData("{\"section\":\"local\",\"headline\":\"x\",\"body\":", 400, "invalid-json")]
    [InlineData("{\"section\":\"local\",\"headline\":\"x\",\"body\":[\"문단\"]}", 400, "invalid-json")]
    [InlineData("{\"section\":\"local\",\"headline\":\"x\"}", 400, "invalid-json")]
    [InlineData("{\"section\":\"local\",\"headline\":\"x\",\"body\":\"\",\"colour\":1}", 400, "unknown-member")]
    [InlineData("{\"section\":\"local\",\"headline\":\"x\",\"body\":\"\",\"body\":\"\"}", 400, "invalid-json")]
    [InlineData("{\"section\":\"local\",\"headline\":null,\"body\":\"\"}", 400, "invalid-json")]
    [InlineData("{\"section\":\"local\",\"headline\":\"\\ud800\",\"body\":\"\"}", 400, "invalid-json")]
    [InlineData("", 400, "body-required")]
    [InlineData("null", 400, "body-required")]
    [InlineData("{\"section\":\"nowhere\",\"headline\":\"x\",\"body\":\"\"}", 422, "unknown-section")]
    [InlineData("{\"section\":\"../local\",\"headline\":\"x\",\"body\":\"\"}", 422, "validation-failed")]
    [InlineData("{\"section\":\"local\",\"headline\":\" \",\"body\":\"\"}", 422, "validation-failed")]
    [InlineData("{\"section\":\"local\",\"headline\":\"x\\ny\",\"body\":\"\"}", 422, "validation-failed")]
    [InlineData("{\"section\":\"local\",\"headline\":\"x\",\"body\":\"\",\"bodyFormat\":\"rtf\"}", 422, "validation-failed")]
    [InlineData("{\"section\":\"local\",\"headline\":\"x\",\"body\":\"<img src='javascript:alert(1)'>\"}", 422, "validation-failed")]
    [InlineData("{\"section\":\"local\",\"headline\":\"x\",\"body\":\"\",\"site\":\"nowhere\"}", 422, "unknown-site")]
    public async Task Bad_input_is_refused_precisely(string body, int status, string code)
    {
        var site = await host.NewSiteAsync();
        using var caller = host.Caller();
        var text = body.Contains("\"site\"", StringComparison.Ordinal) ? body : body.Replace("{", $"{{\"site\":\"{site}\",", StringComparison.Ordinal);

        var answer = await caller.SendAsync(HttpMethod.Post, "/api/v1/articles", text, Guid.NewGuid().ToString());

        Assert.Equal((status, code, "application/problem+json"), (answer.Status, answer.Code, answer.ContentType));
        Assert.False(string.IsNullOrWhiteSpace(answer.Text("detail")));
    }

    [Fact]
    public async Task Malformed_json_is_named_with_its_place()
    {
        using var caller = host.Caller();

        var answer = await caller.SendAsync(HttpMethod.Post, "/api/v1/articles", "{\n \"section\": \"local\",\n \"headline\": tru\n}", "a-key-" + Guid.NewGuid());

        Assert.Contains("line 3", answer.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Values_that_are_not_valid_are_all_named_by_pointer()
    {
        using var caller = host.Caller();

        var answer = await caller.PostAsync(
            "/api/v1/articles", new { section = "local", headline = new string('가', 301), body = "<img alt='x'>", summary = new string('나', 501) });

        var pointers = answer.Json.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("pointer").GetString());
        Assert.Equal(["/body", "/headline", "/summary"], pointers.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_body_above_the_limits_is_refused()
    {
        using var caller = host.Caller();
        var big = await caller.PostAsync("/api/v1/articles", new { section = "local", headline = "x", body = new string('a', 1024 * 1024) });
        var wide = await caller.PostAsync("/api/v1/articles", new { section = "local", headline = "x", body = new string('a', 512 * 1024 + 1) });
        var many = await caller.PostAsync("/api/v1/articles", new { section = "local", headline = "x", body = string.Concat(Enumerable.Repeat("<p>가</p>", 501)) });

        Assert.Equal((413, "body-too-large"), (big.Status, big.Code));
        Assert.Equal((422, "validation-failed"), (wide.Status, wide.Code));
        Assert.Contains("501 blocks", many.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_wrong_media_type_method_and_address_are_named()
    {
        using var caller = host.Caller();

        var media = await caller.SendAsync(HttpMethod.Post, "/api/v1/articles", "x=1", "k-" + Guid.NewGuid(), contentType: "application/x-www-form-urlencoded");
        var method = await caller.SendAsync(HttpMethod.Patch, "/api/v1/articles/x", "{}");
        var address = await caller.GetAsync("/api/v1/nothing");
        var article = await caller.GetAsync("/api/v1/articles/0000");

        Assert.Equal((415, "unsupported-media-type"), (media.Status, media.Code));
        Assert.Equal((405, "method-not-allowed"), (method.Status, method.Code));
        Assert.Equal((404, "not-found"), (address.Status, address.Code));
        Assert.Equal((404, "not-found"), (article.Status, article.Code));
    }

    [Fact]
    public async Task Roles_and_sites_are_kept_apart()
    {
        var site = await host.NewSiteAsync();
        var other = await host.NewSiteAsync();
        using var reporter = await host.NewCallerAsync("reporter", site);
        using var stranger = await host.NewCallerAsync("editor", other);
        using var ingest = await host.NewCallerAsync("ingest");
        var draft = await reporter.PostAsync("/api/v1/articles", Draft(site));
        var path = $"/api/v1/articles/{draft.Text("id")}";

        var publish = await reporter.PostAsync($"{path}/publish", new { });
        var write = await ingest.PostAsync("/api/v1/articles", Draft(site));
        var read = await stranger.GetAsync(path);
        var take = await stranger.PostAsync($"{path}/publish", new { });
        var create = await stranger.PostAsync("/api/v1/articles", Draft(site));
        var sample = await reporter.PostAsync("/api/v1/articles", Draft(site, sample: true));

        Assert.Equal((403, "wrong-role"), (publish.Status, publish.Code));
        Assert.Contains("editor", publish.Text("detail"), StringComparison.Ordinal);
        Assert.Equal((403, "wrong-role"), (write.Status, write.Code));
        Assert.Equal((403, "wrong-site"), (read.Status, read.Code));
        Assert.Equal((403, "wrong-site"), (take.Status, take.Code));
        Assert.Equal((403, "wrong-site"), (create.Status, create.Code));
        Assert.Equal((403, "wrong-role"), (sample.Status, sample.Code));
        Assert.Equal(1, (await reporter.GetAsync(path)).Number("revision"));
    }

    [Fact]
    public async Task A_reporter_does_not_touch_what_is_published()
    {
        var site = await host.NewSiteAsync();
        using var reporter = await host.NewCallerAsync("reporter", site);
        using var editor = await host.NewCallerAsync("editor", site);
        var path = $"/api/v1/articles/{(await reporter.PostAsync("/api/v1/articles", Draft(site))).Text("id")}";
        var published = await editor.PostAsync($"{path}/publish", new { });

        var answer = await reporter.PutAsync(path, Draft(site, headline: "몰래"), published.ETag);

        Assert.Equal((403, "wrong-role"), (answer.Status, answer.Code));
        Assert.Equal(2, (await reporter.GetAsync(path)).Number("revision"));
    }

    [Fact]
    public async Task A_stale_or_missing_If_Match_changes_nothing()
    {
        var site = await host.NewSiteAsync();
        using var caller = await host.NewCallerAsync("editor", site);
        var path = $"/api/v1/articles/{(await caller.PostAsync("/api/v1/articles", Draft(site))).Text("id")}";
        Assert.Equal(200, (await caller.PutAsync(path, Draft(site, headline: "둘째"), "\"1\"")).Status);

        var missing = await caller.PutAsync(path, Draft(site, headline: "셋째"));
        var stale = await caller.PutAsync(path, Draft(site, headline: "셋째"), "\"1\"");
        var weak = await caller.PutAsync(path, Draft(site, headline: "셋째"), "W/\"2\"");
        var stalePublish = await caller.PostAsync($"{path}/publish", new { }, ifMatch: "\"1\"");

        Assert.Equal((428, "if-match-required"), (missing.Status, missing.Code));
        Assert.Equal((412, "stale", 2), (stale.Status, stale.Code, stale.Number("currentRevision")));
        Assert.Equal((400, "if-match-invalid"), (weak.Status, weak.Code));
        Assert.Equal((412, "stale"), (stalePublish.Status, stalePublish.Code));
        var now = await caller.GetAsync(path);
        Assert.Equal((2, "둘째", "draft"), (now.Number("revision"), now.Text("headline"), now.Text("state")));
    }

    [Fact]
    public async Task What_does_not_fit_the_stage_is_refused()
    {
        var site = await host.NewSiteAsync();
        using var caller = await host.NewCallerAsync("editor", site);
        var path = $"/api/v1/articles/{(await caller.PostAsync("/api/v1/articles", Draft(site))).Text("id")}";

        var early = await caller.PostAsync($"{path}/correct", new { note = "정정" });
        var earlyRetract = await caller.PostAsync($"{path}/retract", new { reason = "철회" });
        await caller.PostAsync($"{path}/publish", new { });
        await caller.PostAsync($"{path}/retract", new { reason = "철회" });
        var late = await caller.PutAsync(path, Draft(site), "*");
        var lateCorrection = await caller.PostAsync($"{path}/correct", new { note = "정정" });
        var lateAgain = await caller.PostAsync($"{path}/publish", new { });

        Assert.Equal((409, "article-not-published"), (early.Status, early.Code));
        Assert.Equal((409, "article-not-published"), (earlyRetract.Status, earlyRetract.Code));
        Assert.Equal((409, "article-retracted"), (late.Status, late.Code));
        Assert.Equal((409, "article-retracted"), (lateCorrection.Status, lateCorrection.Code));
        Assert.Equal((409, "article-retracted"), (lateAgain.Status, lateAgain.Code));
    }

    [Fact]
    public async Task Moving_an_article_moves_its_card_and_breaking_puts_it_on_the_band()
    {
        var site = await host.NewSiteAsync();
        using var operatorCaller = host.Caller();
        await operatorCaller.PutAsync("/api/v1/sections/sport", new { name = "스포츠", site });
        using var caller = await host.NewCallerAsync("editor", site);
        var id = (await caller.PostAsync("/api/v1/articles", Draft(site, breaking: true))).Text("id");
        await caller.PostAsync($"/api/v1/articles/{id}/publish", new { });
        await EventuallyAsync(async () => (await CardsAsync(caller, site, "local")).Contains(id));
        await EventuallyAsync(async () => (await BandAsync(site)).Contains(id));

        await caller.PutAsync($"/api/v1/articles/{id}", Draft(site, section: "sport"), "\"2\"");

        await EventuallyAsync(async () => !(await CardsAsync(caller, site, "local")).Contains(id));
        await EventuallyAsync(async () => (await CardsAsync(caller, site, "sport")).Contains(id));
        await EventuallyAsync(async () => !(await BandAsync(site)).Contains(id));
        Assert.Contains(id, await CardsAsync(caller, site));
    }

    private static object Draft(
        string site, string headline = "평택시 보고회", string section = "local", bool breaking = false, bool sample = false) => new
        {
            site,
            section,
            headline,
            body = "<p>실․국․소장, 디지털‧데이터</p>",
            breaking,
            sample,
        };

    private static async Task<string[]> CardsAsync(ApiCaller caller, string site, string? section = null)
    {
        var answer = await caller.GetAsync($"/api/v1/articles?site={site}" + (section is null ? "" : $"&section={section}"));
        return [.. answer.Json.EnumerateArray().Select(card => card.GetProperty("id").GetString()!)];
    }

    private async Task<string[]> BandAsync(string site)
    {
        var topic = TopicName.Breaking(site);
        var answer = await host.Cluster.Client.GetGrain<ITopicGrain>(topic.Owner).Pull(topic.Text, new Position("", 0), TestContext.Current.CancellationToken);
        return [.. ((BreakingBand)answer.State!).Items.Select(item => item.ArticleId)];
    }

    private Task<ArticleContent?> PublicAsync(string id) =>
        host.Cluster.Client.GetGrain<IArticleGrain>(id).GetPublic(TestContext.Current.CancellationToken);

    private static async Task EventuallyAsync(Func<Task<bool>> condition)
    {
        for (var attempt = 0; attempt < 200; attempt++)
        {
            if (await condition())
            {
                return;
            }

            await Task.Delay(25, TestContext.Current.CancellationToken);
        }

        Assert.Fail("It did not come true within five seconds.");
    }
}
