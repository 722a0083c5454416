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

    [Fact]
    public async Task A_browsers_own_EventSource_resumes_by_itself_with_what_it_missed()
    {
        var id = await Publication.PublishAsync("이벤트 스트림 기사", "<p>본문.</p>");
        await Page.GotoAsync("/");
        var streams = $"/live/events?topic=article/{id}";
        var first = await EvaluateAsync(
            """
            url => new Promise((done, fail) => {
              setTimeout(() => fail(new Error('No event within 20 s.')), 20000);
              const source = new EventSource(url);
              source.onmessage = event => { source.close(); done({ id: event.lastEventId, kind: JSON.parse(event.data).kind }); };
            })
            """,
            streams);
        Assert.Equal("snapshot", first.GetProperty("kind").GetString());
        for (var turn = 1; turn <= 2; turn++)
        {
            await Publication.CorrectAsync(id, $"{turn}번째로 고칩니다.", $"{turn}번째 제목", "<p>고친 본문.</p>");
        }

        // The first connection ends after one event with that id, as on a line that breaks; what follows is the browser's.
        var asked = 0;
        await Page.RouteAsync("**/live/events**", async route =>
        {
            if (Interlocked.Increment(ref asked) == 1)
            {
                await route.FulfillAsync(new()
                {
                    ContentType = "text/event-stream",
                    Body = $"retry: 100\n\nid: {first.GetProperty("id").GetString()}\ndata: {{\"kind\":\"first\",\"seq\":0}}\n\n",
                });
                return;
            }

            await route.ContinueAsync();
        });
        var rest = await EvaluateAsync(
            """
            url => new Promise((done, fail) => {
              const source = new EventSource(url);
              const got = [];
              setTimeout(() => fail(new Error(`Within 20 s only ${JSON.stringify(got)}.`)), 20000);
              source.onmessage = event => {
                const { kind, seq, base } = JSON.parse(event.data);
                got.push({ kind, seq, base });
                if (got.length === 3) { source.close(); done(got); }
              };
              source.onerror = () => { if (source.readyState === EventSource.CLOSED) fail(new Error('The browser gave up.')); };
            })
            """,
            streams);

        // Two deltas, and no state, can only follow the id: the browser has sent it.
        Assert.Equal(["first", "delta", "delta"], rest.EnumerateArray().Select(update => update.GetProperty("kind").GetString()));
        Assert.Equal(rest[1].GetProperty("seq").GetInt64(), rest[2].GetProperty("base").GetInt64());
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
