using Sokbo.Gateway.Tests.Api;
using Sokbo.Grains.Interfaces.Delivery;
using Xunit;

namespace Sokbo.Gateway.Tests.Sites;

public sealed class SitesEndpointsTests(ApiHost host)
{
    [Fact]
    public async Task The_default_site_is_there_from_the_start()
    {
        using var caller = host.Caller();

        var answer = await caller.GetAsync("/api/v1/sites/default");

        Assert.Equal((200, "default"), (answer.Status, answer.Text("id")));
        Assert.NotNull(answer.ETag);
    }

    [Fact]
    public async Task A_site_is_created_read_and_replaced()
    {
        using var caller = host.Caller();
        var id = "s" + Guid.NewGuid().ToString("N")[..12];
        var address = $"/api/v1/sites/{id}";

        var created = await caller.PutAsync(address, Site("평택신문", $"{id}.test"));
        var read = await caller.GetAsync(address);
        var unguarded = await caller.PutAsync(address, Site("평택일보", $"{id}.test"));
        var replaced = await caller.PutAsync(address, Site("평택일보", $"{id}.test"), created.ETag);
        var stale = await caller.PutAsync(address, Site("평택시보", $"{id}.test"), created.ETag);

        Assert.Equal((201, "\"1\""), (created.Status, created.ETag));
        Assert.Equal("평택신문", read.Text("name"));
        Assert.Equal((428, "if-match-required"), (unguarded.Status, unguarded.Code));
        Assert.Equal((200, "\"2\"", "평택일보"), (replaced.Status, replaced.ETag, replaced.Text("name")));
        Assert.Equal((412, "stale", 2), (stale.Status, stale.Code, stale.Number("currentRevision")));
    }

    [Fact]
    public async Task A_new_site_and_section_have_their_topics()
    {
        var site = await host.NewSiteAsync();

        var found = await host.Cluster.Store.ExistAsync(
            [TopicName.Front(site).Owner, TopicName.Breaking(site).Owner, TopicName.Section(site, "local").Owner, TopicName.Section(site, "none").Owner],
            TestContext.Current.CancellationToken);

        Assert.Equal([true, true, true, false], found);
    }

    [Fact]
    public async Task A_host_belongs_to_one_site()
    {
        using var caller = host.Caller();
        var name = $"h{Guid.NewGuid():N}.test"[..20];
        var one = "s" + Guid.NewGuid().ToString("N")[..12];
        var two = "s" + Guid.NewGuid().ToString("N")[..12];
        await caller.PutAsync($"/api/v1/sites/{one}", Site("하나", name));

        var answer = await caller.PutAsync($"/api/v1/sites/{two}", Site("둘", name.ToUpperInvariant()));

        Assert.Equal((409, "host-taken"), (answer.Status, answer.Code));
        Assert.Equal(404, (await caller.GetAsync($"/api/v1/sites/{two}")).Status);
    }

    [Fact]
    public async Task What_is_not_valid_is_named()
    {
        using var caller = host.Caller();
        var body = new
        {
            name = "",
            hosts = new[] { "ok.test", "http://x" },
            embedOrigins = new[] { "https://www.example.kr/path" },
            logo = "javascript:alert(1)",
            menu = new[] { new { name = "메뉴", url = "//evil.test" } },
            stations = new[] { 108, 108 },
        };

        var answer = await caller.PutAsync("/api/v1/sites/never", body);

        Assert.Equal((422, "validation-failed"), (answer.Status, answer.Code));
        Assert.Equal(
            ["/embedOrigins/0", "/hosts/1", "/logo", "/menu/0/url", "/name", "/stations"],
            answer.Json.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("pointer").GetString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_section_is_created_and_renamed()
    {
        var site = await host.NewSiteAsync();
        using var editor = await host.NewCallerAsync("editor", site);

        var created = await editor.PutAsync("/api/v1/sections/sport", new { name = "스포츠", site });
        var same = await editor.PutAsync("/api/v1/sections/sport", new { name = "스포츠", site }, created.ETag);
        var renamed = await editor.PutAsync("/api/v1/sections/sport", new { name = "체육", site }, created.ETag);
        var read = await editor.GetAsync($"/api/v1/sections/sport?site={site}");
        var list = await editor.GetAsync($"/api/v1/sections?site={site}");
        var unknown = await host.Caller().PutAsync("/api/v1/sections/x", new { name = "x", site = "nowhere" });

        Assert.Equal((201, "\"1\""), (created.Status, created.ETag));
        Assert.Equal((200, "\"1\""), (same.Status, same.ETag));
        Assert.Equal((200, "\"2\"", "체육"), (renamed.Status, renamed.ETag, read.Text("name")));
        Assert.Equal(2, list.Json.GetArrayLength());
        Assert.Equal((422, "unknown-site"), (unknown.Status, unknown.Code));
    }

    [Fact]
    public async Task A_key_sees_and_changes_its_own_sites_only()
    {
        var site = await host.NewSiteAsync();
        using var editor = await host.NewCallerAsync("editor", site);

        var list = await editor.GetAsync("/api/v1/sites");
        var other = await editor.GetAsync("/api/v1/sites/default");
        var section = await editor.PutAsync("/api/v1/sections/x", new { name = "x" });
        var put = await editor.PutAsync($"/api/v1/sites/{site}", Site("x", "x.test"), "*");

        Assert.Equal(site, Assert.Single(list.Json.EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal((403, "wrong-site"), (other.Status, other.Code));
        Assert.Equal((403, "wrong-site"), (section.Status, section.Code));
        Assert.Equal((403, "wrong-role"), (put.Status, put.Code));
    }

    private static object Site(string name, string hostName) => new { name, hosts = new[] { hostName }, stations = new[] { 119, 108 } };
}
