using Sokbo.Gateway.Tests.Api;
using Xunit;

namespace Sokbo.Gateway.Tests.Access;

public sealed class AccessEndpointsTests(ApiHost host)
{
    [Fact]
    public async Task A_key_works_from_its_creation_to_its_revocation()
    {
        using var caller = host.Caller();
        var created = await caller.PostAsync("/api/v1/keys", Key("김기자", "reporter"));
        using var reporter = host.Caller(created.Text("secret"));

        Assert.Equal(201, created.Status);
        Assert.Equal(200, (await reporter.GetAsync("/api/v1/sites")).Status);
        Assert.Equal(204, (await caller.DeleteAsync($"/api/v1/keys/{created.Text("id")}")).Status);
        await GoneAsync(reporter);
        Assert.Equal((404, "not-found"), (await caller.DeleteAsync($"/api/v1/keys/{created.Text("id")}")) is var again ? (again.Status, again.Code) : default);
    }

    [Fact]
    public async Task The_list_has_no_secrets()
    {
        using var caller = host.Caller();
        var secret = (await caller.PostAsync("/api/v1/keys", Key("목록", "ingest"))).Text("secret");

        var list = await caller.GetAsync("/api/v1/keys");

        Assert.Contains("목록", list.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(secret.Split('_')[^1], list.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("hash", list.Body, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_repeated_creation_does_not_repeat_the_secret()
    {
        using var caller = host.Caller();
        var key = Guid.NewGuid().ToString();
        var body = Key("되풀이", "ingest");

        var first = await caller.PostAsync("/api/v1/keys", body, key);
        var again = await caller.PostAsync("/api/v1/keys", body, key);

        Assert.Equal(201, first.Status);
        Assert.Equal((409, "secret-shown-once"), (again.Status, again.Code));
        Assert.Contains(first.Text("id"), again.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_operator_of_some_sites_makes_sees_and_revokes_keys_of_these_alone()
    {
        using var all = host.Caller();
        var (own, other) = (await host.NewSiteAsync(), await host.NewSiteAsync());
        using var bound = await host.NewCallerAsync("operator", own);
        var foreign = (await all.PostAsync("/api/v1/keys", Key("남의 사이트", "editor") with { Sites = [other] })).Text("id");
        var free = (await all.PostAsync("/api/v1/keys", Key("모든 사이트", "editor"))).Text("id");

        foreach (var sites in new string[][] { [], [other], [own, other] })
        {
            var refused = await bound.PostAsync("/api/v1/keys", Key("넘치는 열쇠", "operator") with { Sites = sites });
            Assert.Equal((403, "wrong-site"), (refused.Status, refused.Code));
        }

        var made = await bound.PostAsync("/api/v1/keys", Key("우리 기자", "reporter") with { Sites = [own] });
        Assert.Equal(201, made.Status);
        var list = await bound.GetAsync("/api/v1/keys");
        Assert.Contains(made.Text("id"), list.Body, StringComparison.Ordinal);
        Assert.All([foreign, free], id => Assert.DoesNotContain(id, list.Body, StringComparison.Ordinal));
        foreach (var id in new[] { foreign, free })
        {
            Assert.Equal((403, "wrong-site"), (await bound.DeleteAsync($"/api/v1/keys/{id}")) is var refused ? (refused.Status, refused.Code) : default);
        }

        Assert.Equal(204, (await bound.DeleteAsync($"/api/v1/keys/{made.Text("id")}")).Status);
        Assert.Contains(foreign, (await all.GetAsync("/api/v1/keys")).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "key-required")]
    [InlineData("wrong", "key-invalid")]
    [InlineData("sk_first_wrong", "key-invalid")]
    [InlineData("sk__", "key-invalid")]
    public async Task Without_a_valid_key_nobody_gets_in(string? key, string code)
    {
        using var caller = host.Caller(key);

        var answer = await caller.PostAsync("/api/v1/articles", new { section = "local", headline = "x", body = "x" });

        Assert.Equal((401, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Only_operators_make_keys_and_a_site_binding_holds_them_too()
    {
        using var editor = await host.NewCallerAsync("editor");

        var answer = await editor.PostAsync("/api/v1/keys", Key("x", "operator"));

        Assert.Equal((403, "wrong-role"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_key_that_is_not_valid_is_not_made()
    {
        using var caller = host.Caller();

        var answer = await caller.PostAsync("/api/v1/keys", Key("", "king", "advertiser") with { Sites = ["a/b"] });

        Assert.Equal((422, "validation-failed"), (answer.Status, answer.Code));
        Assert.Equal(
            ["/accounts", "/holder", "/roles/0", "/sites/0"],
            answer.Json.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("pointer").GetString()).Order(StringComparer.Ordinal));
    }

    private static NewKey Key(string holder, params string[] roles) => new(holder, roles, []);

    private static async Task GoneAsync(ApiCaller caller)
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            if ((await caller.GetAsync("/api/v1/sites")).Status == 401)
            {
                return;
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.Fail("The key still works five seconds after its revocation.");
    }

    private sealed record NewKey(string Holder, string[] Roles, string[] Sites);
}
