using System.Collections.Concurrent;
using System.Text;
using Microsoft.Playwright;

namespace Sokbo.Browser.Tests.Embedding;

/// <summary>The small script that publishers name, and how it comes by the elements.</summary>
public sealed class LoaderTests(Chromium chromium) : EmbeddingTest(chromium)
{
    private const string Elements = "**/assets/embed.*.js*";

    [Fact]
    public async Task Elements_that_did_not_come_are_asked_for_again_under_another_address()
    {
        var id = await PublishAsync("두 번 막혔다가 실린 기사");
        var asked = new ConcurrentQueue<string>();
        await Page.RouteAsync(Elements, route =>
        {
            asked.Enqueue(route.Request.Url);
            return asked.Count switch
            {
                // A line that breaks, and a gateway that has not these elements yet or any more.
                1 => route.AbortAsync("connectionreset"),
                2 => route.FulfillAsync(new() { Status = 404, Body = "" }),
                _ => route.ContinueAsync(),
            };
        });

        await Page.GotoAsync(Publisher.Put("/", PageOf(id)));

        // The waits before the second and the third try are up to one and two seconds.
        await Assertions.Expect(Headline(Page)).ToHaveTextAsync("두 번 막혔다가 실린 기사", new() { Timeout = 20_000 });
        await Assertions.Expect(Page.GetByText("기사는 가람일보에서.")).ToBeHiddenAsync();
        var address = asked.First();
        Assert.Equal([address, $"{address}?1", $"{address}?2"], asked);
    }

    [Fact]
    public async Task Elements_that_the_policy_of_the_page_keeps_out_are_asked_for_once()
    {
        var id = await PublishAsync("정책이 막는 기사");
        var page = new PublisherPage(Encoding.UTF8.GetBytes(PageOf(id)))
        {
            Headers = new Dictionary<string, string> { ["Content-Security-Policy"] = $"script-src {new Uri(Publication.Url, "embed/")}" },
        };
        await Page.Clock.InstallAsync();
        await Page.AddInitScriptAsync("window.violations = []; document.addEventListener('securitypolicyviolation', (event) => violations.push(event.blockedURI));");
        await Page.GotoAsync(Publisher.Put("/", page));
        await Page.WaitForFunctionAsync("() => violations.length > 0");

        // Longer than the longest wait between two tries, several times.
        for (var minute = 0; minute < 5; minute++)
        {
            await Page.Clock.RunForAsync(60_000);
        }

        Assert.Single((await EvaluateAsync("() => violations")).EnumerateArray());
        await Assertions.Expect(Page.GetByText("기사는 가람일보에서.")).ToBeVisibleAsync();
    }
}
