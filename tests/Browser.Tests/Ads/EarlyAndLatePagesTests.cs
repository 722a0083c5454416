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
