using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Sokbo.Browser.Tests;

/// <summary>Networks that let through less than a WebSocket.</summary>
public sealed class TransportTests(Chromium chromium) : PageTest(chromium)
{
    private const string Subscribed = "() => document.documentElement.dataset.live === 'yes'";

    [Fact]
    public async Task Without_WebSockets_the_page_lives_by_an_event_stream()
    {
        await CloseSocketsAsync();
        var accepted = new ConcurrentBag<string>();
        Page.Request += (_, request) =>
        {
            if (request.Url.Contains("/live?id=", StringComparison.Ordinal) && request.Method == "GET")
            {
                accepted.Add(request.Headers["accept"]);
            }
        };

        await AssertLiveAsync();

        Assert.Contains("text/event-stream", accepted);
    }

    [Fact]
    public async Task Where_answers_that_do_not_end_are_kept_back_too_the_page_polls()
    {
        await CloseSocketsAsync();
        await Page.RouteAsync("**/live?id=*", route =>
            route.Request.Headers.TryGetValue("accept", out var accept) && accept == "text/event-stream" ? route.AbortAsync() : route.ContinueAsync());

        await AssertLiveAsync();
    }

    [Fact]
    public async Task A_refused_decision_keeps_the_banner_and_the_next_one_replaces_it()
    {
        var id = await Publication.PublishAsync("광고가 남는 기사", "<p>본문.</p>");
        await OpenAsync($"/articles/{id}");
        var banner = Page.Locator("sokbo-slot .ad-link[href^='/ads/clicks/']");
        await Assertions.Expect(banner).ToContainTextAsync(Publication.Banner);
        var first = await banner.GetAttributeAsync("href");
        var refused = 0;
        var refusing = true;
        await Page.RouteAsync("**/ads/decisions", route =>
        {
            if (!Volatile.Read(ref refusing))
            {
                return route.ContinueAsync();
            }

            Interlocked.Increment(ref refused);
            return route.FulfillAsync(new() { Status = 429, ContentType = "application/problem+json", Body = "{}" });
        });

        // In the tests' slot a banner is followed by the next one after five seconds in view.
        await banner.ScrollIntoViewIfNeededAsync();
        await Page.WaitForResponseAsync(response => response.Url.EndsWith("/ads/decisions", StringComparison.Ordinal), new() { Timeout = 30_000 });
        await Page.WaitForTimeoutAsync(200);
        Assert.Equal(first, await banner.GetAttributeAsync("href"));
        Volatile.Write(ref refusing, false);

        await Assertions.Expect(banner).Not.ToHaveAttributeAsync("href", first!, new() { Timeout = 30_000 });
        Assert.True(refused > 0);
    }

    private Task CloseSocketsAsync() => Page.RouteWebSocketAsync("**/live", socket => _ = socket.CloseAsync());

    private async Task AssertLiveAsync()
    {
        var id = await Publication.PublishAsync("좁은 길로 읽는 기사", "<p>본문.</p>");
        await Page.GotoAsync($"/articles/{id}");
        await Page.WaitForFunctionAsync(Subscribed, null, new() { Timeout = 60_000 });
        for (var turn = 1; turn <= 3; turn++)
        {
            await Publication.CorrectAsync(id, $"{turn}번째로 고칩니다.", $"{turn}번째 제목", "<p>고친 본문.</p>");
            await Assertions.Expect(Page.Locator("h1")).ToHaveTextAsync($"{turn}번째 제목");
        }

        await Assertions.Expect(Page.Locator(".notes li")).ToHaveCountAsync(3);
    }
}
