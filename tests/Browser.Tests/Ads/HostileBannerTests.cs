using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace Sokbo.Browser.Tests.Ads;

/// <summary>A banner of HTML that tries everything, in a page of the server and in one of another publisher.</summary>
public sealed class HostileBannerTests(Chromium chromium) : BookedTest(chromium)
{
    private string _address = "";

    [Theory]
    [PageKinds(PageKind.Embedded)]
    public async Task It_reaches_neither_page_nor_storage_nor_network_and_leads_nowhere(PageKind kind)
    {
        var reached = new ConcurrentQueue<string>();
        Context.Response += (_, response) =>
        {
            if (response.Url.Contains("/leak", StringComparison.Ordinal))
            {
                reached.Enqueue(response.Url);
            }
        };
        var said = new TaskCompletionSource<string>();
        Page.Console += (_, message) =>
        {
            if (message.Text.StartsWith('{'))
            {
                said.TrySetResult(message.Text);
            }
        };
        Publisher.Put("/leak", "<!DOCTYPE html><title>leaked</title>");
        await OpenAsync(kind, $$"""
            <form id="form" action="{{Publisher.Origin}}/leak?form" target="_top"></form>
            <meta http-equiv="refresh" content="1;url={{Publisher.Origin}}/leak?refresh">
            <script>
            const tried = {};
            const attempt = (name, act) => { try { tried[name] = String(act()); } catch (error) { tried[name] = error.name; } };
            attempt("parent", () => parent.document.title);
            attempt("top", () => top.document.title);
            attempt("location", () => top.location.href);
            attempt("cookie", () => document.cookie);
            attempt("storage", () => localStorage.length);
            attempt("session", () => sessionStorage.length);
            attempt("database", () => indexedDB.open("x"));
            attempt("origin", () => self.origin);
            attempt("navigate", () => { top.location = "{{Publisher.Origin}}/leak?top"; return "went"; });
            attempt("submit", () => document.getElementById("form").submit());
            attempt("frame", () => { const frame = document.createElement("iframe"); frame.src = "{{Publisher.Origin}}/leak?frame"; document.body.append(frame); });
            attempt("image", () => { new Image().src = "{{Publisher.Origin}}/leak?image"; });
            attempt("beacon", () => navigator.sendBeacon("{{Publisher.Origin}}/leak?beacon"));
            attempt("worker", () => new Worker("data:text/javascript,0"));
            fetch("{{Publisher.Origin}}/leak?fetch").then(() => { tried.fetch = "answered"; }, (error) => { tried.fetch = error.name; }).then(() => {
              parent.postMessage("sokbo:click", "*");
              console.log(JSON.stringify(tried));
              location = "{{Publisher.Origin}}/leak?self";
            });
            </script>
            """);
        var tried = JsonNode.Parse(await said.Task.WaitAsync(TimeSpan.FromSeconds(15)))!.AsObject();
        // What it has begun last comes to its end.
        await Page.WaitForTimeoutAsync(1_500);

        Assert.All(["parent", "top", "location", "cookie", "storage", "session", "database", "navigate"], name => Assert.Equal("SecurityError", (string?)tried[name]));
        Assert.Equal("null", (string?)tried["origin"]);
        Assert.Equal("TypeError", (string?)tried["fetch"]);
        Assert.Empty(reached);
        Assert.Equal(_address, Page.Url);
        Assert.Single(Context.Pages);
        Assert.DoesNotContain(Page.Frames, frame => frame.Url.Contains("/leak", StringComparison.Ordinal));
    }

    [Theory]
    [PageKinds(PageKind.Rendered)]
    public async Task A_click_of_the_reader_goes_out_by_the_counting_address_alone(PageKind kind)
    {
        var campaign = await OpenAsync(kind, """<a id="go" href="https://evil.example/" target="_top" style="display:block;height:80px">눌러 보세요</a>""");
        var popup = await Context.RunAndWaitForPageAsync(() => Banner.Locator("#go").ClickAsync());

        await Assertions.Expect(Page.Locator("sokbo-slot iframe")).ToHaveCSSAsync("width", "300px");
        await popup.WaitForURLAsync("https://example.com/");
        Assert.Equal(_address, Page.Url);
        await UntilAsync(campaign, counts => (int)counts["click"]! == 1 && (int)counts["viewable"]! == 1);
    }

    private IFrameLocator Banner => Page.Locator("sokbo-slot iframe").ContentFrame.Locator("iframe").ContentFrame;

    private async Task<string> OpenAsync(PageKind kind, string html)
    {
        await AddSlotAsync("article-bottom", "300x250", new JsonObject { ["intervalSeconds"] = 600 });
        var campaign = await BookAsync(["article-bottom"], new JsonObject { ["kind"] = "html", ["text"] = "책", ["width"] = 300, ["height"] = 250, ["html"] = html });
        await Context.RouteAsync("https://example.com/**", route => route.FulfillAsync(new() { Body = "landed" }));
        _address = kind == PageKind.Rendered ? await ArticleAsync() : Embed(Slot("article-bottom", "300x250"));
        await Page.GotoAsync(_address);
        await Page.EvaluateAsync("() => { document.cookie = 'reader=1'; localStorage.setItem('reader', '1'); }");
        await Page.Locator("sokbo-slot iframe").ScrollIntoViewIfNeededAsync();
        return campaign;
    }

    private async Task UntilAsync(string campaign, Func<JsonNode, bool> holds)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        JsonNode counts;
        while (!holds(counts = await Publication.CountsAsync(campaign)))
        {
            Assert.False(late.IsCancellationRequested, $"The budget has counted {counts.ToJsonString()}.");
            await Page.WaitForTimeoutAsync(100);
        }
    }
}
