using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Sokbo.Gateway.Access;
using Sokbo.Gateway.Api;
using Xunit;

namespace Sokbo.Gateway.Tests.Api;

public sealed class IdempotencyTests(ApiHost host)
{
    [Fact]
    public async Task A_creating_post_needs_the_header()
    {
        using var caller = host.Caller();

        var missing = await caller.PostAsync("/api/v1/articles", Body("x"), idempotencyKey: "");
        var invalid = await caller.PostAsync("/api/v1/articles", Body("x"), idempotencyKey: new string('k', 256));

        Assert.Equal((400, "idempotency-key-required"), (missing.Status, missing.Code));
        Assert.Equal((400, "idempotency-key-invalid"), (invalid.Status, invalid.Code));
    }

    [Fact]
    public async Task A_repetition_gets_the_same_answer_and_creates_nothing()
    {
        var site = await host.NewSiteAsync();
        using var caller = host.Caller();
        var key = Guid.NewGuid().ToString();

        var first = await caller.PostAsync("/api/v1/articles", Body(site), key);
        await caller.PostAsync($"/api/v1/articles/{first.Text("id")}/publish", new { });
        var again = await caller.PostAsync("/api/v1/articles", Body(site), key);

        Assert.Equal(201, first.Status);
        Assert.Equal(first, again);
    }

    [Fact]
    public async Task Many_at_once_create_one()
    {
        var site = await host.NewSiteAsync();
        using var caller = host.Caller();
        var key = Guid.NewGuid().ToString();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => caller.PostAsync("/api/v1/articles", Body(site), key)));

        Assert.All(answers, answer => Assert.Equal(201, answer.Status));
        Assert.Single(answers.Select(answer => answer.Text("id")).Distinct());
    }

    [Fact]
    public async Task The_header_of_another_request_is_refused()
    {
        var site = await host.NewSiteAsync();
        using var caller = host.Caller();
        var key = Guid.NewGuid().ToString();
        await caller.PostAsync("/api/v1/articles", Body(site), key);

        var answer = await caller.PostAsync("/api/v1/articles", Body(site, "다른 제목"), key);

        Assert.Equal((422, "idempotency-key-reused"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task After_a_refusal_the_header_may_be_used_with_a_better_body()
    {
        var site = await host.NewSiteAsync();
        using var caller = host.Caller();
        var key = Guid.NewGuid().ToString();

        var refused = await caller.PostAsync("/api/v1/articles", Body(site, ""), key);
        var taken = await caller.PostAsync("/api/v1/articles", Body(site), key);

        Assert.Equal((422, 201), (refused.Status, taken.Status));
    }

    [Fact]
    public async Task Another_caller_may_use_the_same_header()
    {
        var site = await host.NewSiteAsync();
        using var one = await host.NewCallerAsync("editor", site);
        using var two = await host.NewCallerAsync("editor", site);
        var key = Guid.NewGuid().ToString();

        var first = await one.PostAsync("/api/v1/articles", Body(site), key);
        var second = await two.PostAsync("/api/v1/articles", Body(site), key);

        Assert.NotEqual(first.Text("id"), second.Text("id"));
    }

    [Fact]
    public async Task A_correction_that_is_repeated_adds_one_note()
    {
        var site = await host.NewSiteAsync();
        using var caller = host.Caller();
        var id = (await caller.PostAsync("/api/v1/articles", Body(site))).Text("id");
        await caller.PostAsync($"/api/v1/articles/{id}/publish", new { });
        var key = Guid.NewGuid().ToString();

        await caller.PostAsync($"/api/v1/articles/{id}/correct", new { note = "정정" }, key);
        await caller.PostAsync($"/api/v1/articles/{id}/correct", new { note = "정정" }, key);

        Assert.Equal(1, (await caller.GetAsync($"/api/v1/articles/{id}")).Json.GetProperty("notes").GetArrayLength());
    }

    /// <summary>The framework writes nothing more to a client that has gone, and says so to nobody: status 200, and no body.</summary>
    [Fact]
    public async Task An_answer_that_was_cut_off_is_not_given_to_the_repetition()
    {
        var key = Guid.NewGuid().ToString();
        var operations = new List<string>();
        using var connection = new CancellationTokenSource();
        var middleware = new IdempotencyMiddleware(
            async context =>
            {
                operations.Add(context.Features.Get<Operation>()!.Id);
                if (context.RequestAborted == connection.Token)
                {
                    await connection.CancelAsync();
                }

                await TypedResults.Ok(new { id = "a1" }).ExecuteAsync(context);
            },
            host.Services.GetRequiredService<IdempotencyStore>(),
            TimeProvider.System);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(middleware, key, connection.Token));
        var repeated = await RunAsync(middleware, key, CancellationToken.None);
        var again = await RunAsync(middleware, key, CancellationToken.None);

        Assert.Equal(("""{"id":"a1"}""", repeated), (repeated, again));
        Assert.Equal([operations[0], operations[0]], operations);
    }

    private async Task<string> RunAsync(IdempotencyMiddleware middleware, string key, CancellationToken connection)
    {
        using var body = new MemoryStream();
        var context = new DefaultHttpContext
        {
            RequestServices = host.Services,
            RequestAborted = connection,
            User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(Caller.IdClaim, "one")], "key")),
        };
        context.SetEndpoint(new Endpoint(null, new EndpointMetadataCollection(ApiMetadata.Instance), null));
        (context.Request.Method, context.Request.Path) = (HttpMethods.Post, "/api/v1/articles/a1/correct");
        context.Request.Headers["Idempotency-Key"] = key;
        context.Response.Body = body;
        await middleware.InvokeAsync(context);
        return Encoding.UTF8.GetString(body.ToArray());
    }

    private static object Body(string site, string headline = "제목") => new { site, section = "local", headline, body = "<p>본문</p>" };
}
