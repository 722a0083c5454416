using System.Globalization;
using Sokbo.Gateway.Articles;
using Sokbo.Gateway.Tests.Api;
using Xunit;

namespace Sokbo.Gateway.Tests.Articles;

/// <summary>The breaking band by hand.</summary>
public sealed class BreakingEndpointsTests(ApiHost host)
{
    [Fact]
    public async Task A_headline_is_raised_changed_and_lowered()
    {
        var site = await host.NewSiteAsync();
        using var editor = await host.NewCallerAsync("editor", site);
        var until = Until(1);

        var raised = await editor.PostAsync("/api/v1/breaking", new { headline = "지진 발생", url = "https://cms.example.kr/1", sites = new[] { site }, until });
        var id = raised.Text("id");
        await editor.PostAsync("/api/v1/breaking", new { id, headline = "규모 4.1 지진 발생", url = "https://cms.example.kr/1", sites = new[] { site }, until });
        var band = (await editor.GetAsync($"/api/v1/breaking?site={site}")).Json;
        var lowered = await editor.DeleteAsync($"/api/v1/breaking/{id}");
        var again = await editor.DeleteAsync($"/api/v1/breaking/{id}");

        Assert.Equal(201, raised.Status);
        Assert.Equal(("규모 4.1 지진 발생", "https://cms.example.kr/1", 1), (band[0].GetProperty("headline").GetString(), band[0].GetProperty("url").GetString(), band.GetArrayLength()));
        Assert.Equal((204, 404, 0), (lowered.Status, again.Status, (await editor.GetAsync($"/api/v1/breaking?site={site}")).Json.GetArrayLength()));
    }

    [Fact]
    public async Task It_leaves_with_the_article_that_it_leads_to()
    {
        var site = await host.NewSiteAsync();
        using var editor = await host.NewCallerAsync("editor", site);
        var draft = await editor.PostAsync("/api/v1/articles", new { site, section = "local", headline = "제목", body = "<p>본문</p>" });
        var article = draft.Text("id");
        var early = await editor.PostAsync("/api/v1/breaking", new { headline = "속보", article, sites = new[] { site }, until = Until(1) });
        await editor.PostAsync($"/api/v1/articles/{article}/publish", new { });
        var raised = await editor.PostAsync("/api/v1/breaking", new { headline = "속보", article, sites = new[] { site }, until = Until(1) });

        await editor.PostAsync($"/api/v1/articles/{article}/retract", new { reason = "사실과 다름" });

        Assert.Equal((422, 201), (early.Status, raised.Status));
        for (var attempt = 0; (await editor.GetAsync($"/api/v1/breaking?site={site}")).Json.GetArrayLength() > 0; attempt++)
        {
            Assert.True(attempt < 200, "It still stands there.");
            await Task.Delay(25, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task An_address_of_an_article_names_it()
    {
        var other = await host.NewSiteAsync();
        var site = "s" + Guid.NewGuid().ToString("N")[..12];
        using var editor = host.Caller();
        await editor.PutAsync($"/api/v1/sites/{site}", new { name = "가람일보", hosts = new[] { $"{site}.test" } });
        await editor.PutAsync("/api/v1/sections/local", new { name = "지역", site });
        var article = (await editor.PostAsync("/api/v1/articles", new { site, section = "local", headline = "제목", body = "<p>본문</p>" })).Text("id");
        var (path, whole, until) = ($"/articles/{article}?lang=en#top", $"https://{site}.test/articles/{article}/", Until(1));

        var early = await editor.PostAsync("/api/v1/breaking", new { headline = "속보", url = path, sites = new[] { site }, until });
        await editor.PostAsync($"/api/v1/articles/{article}/publish", new { });
        var missing = await editor.PostAsync("/api/v1/breaking", new { headline = "속보", url = path, sites = new[] { other }, until });
        var raised = await editor.PostAsync("/api/v1/breaking", new { headline = "속보", url = path, sites = new[] { site }, until });
        var both = await editor.PostAsync("/api/v1/breaking", new { headline = "속보", url = whole, sites = new[] { other, site }, until });
        await editor.PostAsync($"/api/v1/articles/{article}/hold", new { });
        var held = await editor.PostAsync("/api/v1/breaking", new { headline = "속보", url = whole, sites = new[] { other }, until });

        Assert.Equal(((422, "/url"), (422, "/sites/0"), (422, "/url")), (PlaceOf(early), PlaceOf(missing), PlaceOf(held)));
        Assert.Equal((201, article, path), (raised.Status, raised.Text("article"), raised.Text("url")));
        Assert.Equal((201, article, whole), (both.Status, both.Text("article"), both.Text("url")));
        for (var attempt = 0; await CountAsync(editor, site) > 0; attempt++)
        {
            Assert.True(attempt < 200, "It still stands there.");
            await Task.Delay(25, TestContext.Current.CancellationToken);
        }

        var elsewhere = (await editor.GetAsync($"/api/v1/breaking?site={other}")).Json;
        Assert.Equal((1, whole, false), (elsewhere.GetArrayLength(), elsewhere[0].GetProperty("url").GetString(), elsewhere[0].TryGetProperty("article", out _)));

        static (int, string?) PlaceOf(ApiAnswer answer) => (answer.Status, answer.Json.GetProperty("errors")[0].GetProperty("pointer").GetString());
    }

    [Theory]
    [InlineData("/articles/a-1", "a-1")]
    [InlineData("/articles/a-1/", "a-1")]
    [InlineData("/Articles/a-1?lang=en&post=2#top", "a-1")]
    [InlineData("/%61rticles/a%2D1", "a-1")]
    [InlineData("/sections/../articles/a-1", "a-1")]
    [InlineData("https://www.example.kr/articles/a-1", "a-1")]
    [InlineData("http://WWW.example.kr:8080/articles/a-1?lang=en", "a-1")]
    [InlineData("https://elsewhere.example/articles/a-1", null)]
    [InlineData("https://elsewhere.example/?u=https://www.example.kr/articles/a-1", null)]
    [InlineData("/articles/a-1/ninjs.json", null)]
    [InlineData("/articles/", null)]
    [InlineData("/articlesa-1", null)]
    [InlineData("/sections/local", null)]
    [InlineData("/", null)]
    public void The_address_of_an_article_is_found_however_it_is_written(string url, string? article) =>
        Assert.Equal(article, BreakingAddress.ArticleOf(url, name => name == "www.example.kr"));

    [Fact]
    public async Task An_article_is_raised_on_its_own_site_alone_and_says_which_that_is()
    {
        var (site, other) = (await host.NewSiteAsync(), await host.NewSiteAsync());
        using var editor = host.Caller();
        var article = (await editor.PostAsync("/api/v1/articles", new { site, section = "local", headline = "제목", body = "<p>본문</p>" })).Text("id");
        await editor.PostAsync($"/api/v1/articles/{article}/publish", new { });

        var answer = await editor.PostAsync("/api/v1/breaking", new { headline = "속보", article, sites = new[] { site, other }, until = Until(1) });

        var error = answer.Json.GetProperty("errors")[0];
        Assert.Equal((422, "/sites/1"), (answer.Status, error.GetProperty("pointer").GetString()));
        Assert.Contains($"'{site}'", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal((0, 0), (await CountAsync(editor, site), await CountAsync(editor, other)));
    }

    [Fact]
    public async Task On_two_sites_it_leaves_the_one_that_an_edit_drops_and_every_act_has_a_name()
    {
        var (site, other) = (await host.NewSiteAsync(), await host.NewSiteAsync());
        using var editor = await host.NewCallerAsync("editor", site, other);
        var until = Until(1);

        var id = (await editor.PostAsync("/api/v1/breaking", new { headline = "지진 발생", sites = new[] { site, other }, until, reason = "기상청 통보" })).Text("id");
        var both = (await CountAsync(editor, site), await CountAsync(editor, other));
        await editor.PostAsync("/api/v1/breaking", new { id, headline = "지진 없음", sites = new[] { site }, until });
        var one = (await CountAsync(editor, site), await CountAsync(editor, other));
        var elsewhere = await editor.DeleteAsync($"/api/v1/breaking/{id}?site={other}");
        var lowered = await editor.DeleteAsync($"/api/v1/breaking/{id}?site={site}&reason={Uri.EscapeDataString("오보")}");

        Assert.Equal(((1, 1), (1, 0)), (both, one));
        Assert.Equal((404, 204, 0), (elsewhere.Status, lowered.Status, await CountAsync(editor, site)));
        var audit = (await editor.GetAsync($"/api/v1/breaking/audit?site={site}")).Json.EnumerateArray().ToArray();
        Assert.Equal(
            [("raise", "지진 발생", "기상청 통보"), ("change", "지진 없음", null), ("lower", "지진 없음", "오보")],
            audit.Select(entry => (
                entry.GetProperty("act").GetString(),
                entry.GetProperty("item").GetProperty("headline").GetString(),
                entry.TryGetProperty("reason", out var reason) ? reason.GetString() : null)));
        Assert.All(audit, entry => Assert.NotEmpty(entry.GetProperty("author").GetString()!));
        Assert.Equal(2, (await editor.GetAsync($"/api/v1/breaking/audit?site={other}")).Json.GetArrayLength());
    }

    [Theory]
    [InlineData("{\"headline\":\"x\",\"until\":\"2020-01-01T00:00:00Z\"}", "/until")]
    [InlineData("{\"headline\":\"x\",\"until\":\"2099-01-01T00:00:00Z\"}", "/until")]
    [InlineData("{\"headline\":\"\",\"until\":\"soon\"}", "/headline")]
    [InlineData("{\"headline\":\"x\",\"url\":\"javascript:alert(1)\",\"until\":\"soon\"}", "/url")]
    [InlineData("{\"headline\":\"x\",\"url\":\"//evil.example\",\"until\":\"soon\"}", "/url")]
    [InlineData("{\"headline\":\"x\",\"sites\":[],\"until\":\"soon\"}", "/sites")]
    public async Task Bad_input_is_refused_precisely(string body, string place)
    {
        using var caller = host.Caller();

        var answer = await caller.SendAsync(HttpMethod.Post, "/api/v1/breaking", body, Guid.NewGuid().ToString());

        Assert.Equal((422, place), (answer.Status, answer.Json.GetProperty("errors")[0].GetProperty("pointer").GetString()));
    }

    [Fact]
    public async Task Only_editors_of_the_site_raise()
    {
        var site = await host.NewSiteAsync();
        using var reporter = await host.NewCallerAsync("reporter", site);
        using var stranger = await host.NewCallerAsync("editor", await host.NewSiteAsync());
        var body = new { headline = "속보", sites = new[] { site }, until = Until(1) };

        Assert.Equal((403, "wrong-role"), await CodeAsync(reporter, body));
        Assert.Equal((403, "wrong-site"), await CodeAsync(stranger, body));
    }

    private static async Task<int> CountAsync(ApiCaller caller, string site) => (await caller.GetAsync($"/api/v1/breaking?site={site}")).Json.GetArrayLength();

    private static async Task<(int Status, string Code)> CodeAsync(ApiCaller caller, object body)
    {
        var answer = await caller.PostAsync("/api/v1/breaking", body);
        return (answer.Status, answer.Code);
    }

    private static string Until(int hours) => TimeProvider.System.GetUtcNow().AddHours(hours).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
