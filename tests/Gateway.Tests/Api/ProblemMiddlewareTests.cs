using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Sokbo.Gateway.Api;
using Xunit;

namespace Sokbo.Gateway.Tests.Api;

public sealed class ProblemMiddlewareTests
{
    /// <summary>The store's client cancels what waits for a connection that is made anew; the caller has not gone.</summary>
    [Fact]
    public async Task A_call_that_the_store_lets_go_of_is_an_outage_and_to_be_repeated()
    {
        var context = Context();

        await Middleware(_ => throw new TaskCanceledException()).InvokeAsync(context);

        context.Response.Body.Position = 0;
        var problem = await JsonDocument.ParseAsync(context.Response.Body, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal((503, "1"), (context.Response.StatusCode, context.Response.Headers.RetryAfter.ToString()));
        Assert.Equal("cluster-unavailable", problem.RootElement.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Who_has_gone_is_answered_nothing()
    {
        var context = Context();
        context.RequestAborted = new CancellationToken(canceled: true);

        await Assert.ThrowsAsync<TaskCanceledException>(() => Middleware(_ => throw new TaskCanceledException()).InvokeAsync(context));
    }

    private static ProblemMiddleware Middleware(RequestDelegate next) => new(next, NullLogger<ProblemMiddleware>.Instance);

    private static DefaultHttpContext Context() => new()
    {
        Request = { Path = "/api/v1/articles" },
        Response = { Body = new MemoryStream() },
        RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider(),
    };
}
