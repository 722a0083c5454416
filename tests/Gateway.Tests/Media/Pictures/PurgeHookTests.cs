using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Sokbo.Gateway.Media;
using Sokbo.Gateway.Media.Pictures;
using Xunit;

namespace Sokbo.Gateway.Tests.Media.Pictures;

public sealed class PurgeHookTests
{
    private static readonly string[] Urls = ["/pictures/a.jpg", "/pictures/a-480.webp"];

    [Fact]
    public async Task Caches_are_told_which_pictures_with_the_token()
    {
        using var caches = new Caches(HttpStatusCode.ServiceUnavailable, HttpStatusCode.NoContent);

        var proof = await Hook(caches, "https://cdn.example/purge", "secret").CallAsync(Urls, TestContext.Current.CancellationToken);

        Assert.True(proof is { Done: true, Answer: "It answered 204." });
        Assert.Equal(2, caches.Calls.Count);
        Assert.All(caches.Calls, call => Assert.Equal(("POST https://cdn.example/purge", (string?)"Bearer secret", "{\"urls\":[\"/pictures/a.jpg\",\"/pictures/a-480.webp\"]}"), call));
    }

    [Fact]
    public async Task A_hook_that_does_not_do_it_is_said_to_have_failed_and_not_called_for_ever()
    {
        using var caches = new Caches(HttpStatusCode.Forbidden);
        using var silent = new Caches();

        var refused = await Hook(caches, "https://cdn.example/purge").CallAsync(Urls, TestContext.Current.CancellationToken);
        var unheard = await Hook(silent, "https://cdn.example/purge").CallAsync(Urls, TestContext.Current.CancellationToken);

        Assert.True(refused is { Done: false, Answer: "It answered 403." } && unheard is { Done: false, Answer: "It did not answer." });
        Assert.Equal((3, 3), (caches.Calls.Count, silent.Calls.Count));
    }

    [Fact]
    public async Task Without_a_hook_or_without_pictures_nobody_is_called()
    {
        using var caches = new Caches(HttpStatusCode.OK);

        Assert.Null(await Hook(caches, null).CallAsync(Urls, TestContext.Current.CancellationToken));
        Assert.Null(await Hook(caches, "https://cdn.example/purge").CallAsync([], TestContext.Current.CancellationToken));
        Assert.Empty(caches.Calls);
    }

    private static PurgeHook Hook(Caches caches, string? address, string? token = null) =>
        new(caches, Options.Create(new MediaOptions { PurgeUrl = address, PurgeToken = token }), TimeProvider.System, NullLogger<PurgeHook>.Instance);
}
