using Microsoft.Playwright;

namespace Sokbo.Browser.Tests.Ads;

/// <summary>Pages before anybody has come to them, and pages to which somebody comes back.</summary>
public sealed class EarlyAndLatePagesTests(Chromium chromium) : CountedTest(chromium)
{
    [Theory]
    [PageKinds(PageKind.Embedded)]
    public async Task A_page_from_the_back_forward_cache_counts_nothing_again(PageKind kind)
    {
        // The driver switches the cache off, because it cannot follow pages into it; this test looks at one page alone.
        await using var browser = await Chromium.LaunchAsync(without: ["--disable-back-forward-cache"]);
        var page = await browser.NewPageAsync();
        await page.AddInitScriptAsync("addEventListener('pageshow', (event) => { window.restored = event.persisted; });");
        await page.GotoAsync(await PutAsync(kind));
        await Banner(page).ScrollIntoViewIfNeededAsync();
        var ticket = await Banner(page).GetAttributeAsync("href");
        await UntilAsync(OneView);
        await page.GotoAsync(Publisher.Put("/other", "<!DOCTYPE html><title>다른 쪽</title>"));

        await page.GoBackAsync(new() { WaitUntil = WaitUntilState.Commit });
        await Assertions.Expect(Banner(page)).ToHaveAttributeAsync("href", ticket!);
        await UntilAsync(OneView, 4_000);

        Assert.Equal("true", await page.EvaluateAsync<string>("() => JSON.stringify(window.restored || performance.getEntriesByType('navigation')[0].notRestoredReasons)"));
        Assert.Equal(ticket, await Banner(page).GetAttributeAsync("href"));
    }

    /// <summary>One browser without the driver for all of it: in it pages are prerendered, and tabs hide each other.</summary>
    [Fact]
    public async Task What_the_browser_prerenders_and_what_is_in_a_tab_behind_another_one_counts_when_the_reader_comes()
    {
        const string State = "`${document.visibilityState} ${performance.getEntriesByType('navigation')[0].activationStart > 0}`";
        const string AskedFor = "performance.getEntriesByType('resource').filter((entry) => entry.name.endsWith('/ads/decisions')).length";
        var address = await PutAsync(PageKind.Embedded);
        var link = $"<!DOCTYPE html><title>앞 쪽</title><a href='{address}'>다음</a>";
        var before = Publisher.Put("/before", $$"""
            {{link}}<script type="speculationrules">{"prerender":[{"urls":["{{address}}"],"eagerness":"immediate"}]}</script>
            """);
        await using var browser = await Chromium.StartPlainAsync();

        var first = await browser.OpenAsync(before);
        await NothingAsync();
        await browser.EvaluateAsync(first, "document.querySelector('a').click()");
        await UntilAsync(OneView);
        Assert.Equal("visible true", await browser.EvaluateAsync(first, State));

        // Now with the banner below the screen: what is rendered is not seen yet.
        await PutAsync(PageKind.Embedded, "div { height: 150vh; } sokbo-slot { margin-bottom: 100vh; }", "<div></div>");
        var second = await browser.OpenAsync(Publisher.Put("/link", link));
        await browser.OpenAsync("about:blank");
        await browser.EvaluateAsync(second, "document.querySelector('a').click()");
        await UntilAsync(OneView, 3_000);
        Assert.Equal("hidden false", await browser.EvaluateAsync(second, State));
        Assert.Equal("0", await browser.EvaluateAsync(second, AskedFor));
        await browser.ShowAsync(second);
        await VisibleAsync(browser, second);
        await UntilAsync(new Counts(2, 1, 0, 0), 0);

        // It comes into view, and a moment later another tab is before it.
        await browser.EvaluateAsync(second, "document.querySelector('sokbo-slot').scrollIntoView({ block: 'center' }); requestAnimationFrame(() => requestAnimationFrame(() => window.open('about:blank')))");
        await UntilAsync(new Counts(2, 1, 0, 0), 3_000);
        Assert.Equal("hidden false", await browser.EvaluateAsync(second, State));
        await browser.ShowAsync(second);
        await UntilAsync(new Counts(2, 2, 0, 0), 0);
    }

    /// <summary>A browser says that a tab is activated before the page in it hears so.</summary>
    private async Task VisibleAsync(PlainBrowser browser, string tab)
    {
        for (var waited = 0; await browser.EvaluateAsync(tab, "document.visibilityState") != "visible"; waited++)
        {
            Assert.True(waited < 100, "The tab was brought to the front and is hidden still.");
            await Page.WaitForTimeoutAsync(100);
        }
    }

    [Theory]
    [PageKinds(PageKind.Rendered)]
    public async Task A_prerendered_page_asks_for_nothing_until_the_reader_comes(PageKind kind)
    {
        // The driver's browser prerenders nothing, whatever rules a page has for it: the page is told that it was.
        await Page.AddInitScriptAsync("Object.defineProperty(document, 'prerendering', { configurable: true, value: true });");
        await Page.GotoAsync(await PutAsync(kind));
        await NothingAsync();

        await Page.EvaluateAsync("() => { Object.defineProperty(document, 'prerendering', { value: false }); document.dispatchEvent(new Event('prerenderingchange')); }");

        await SeeAsync();
    }
}
