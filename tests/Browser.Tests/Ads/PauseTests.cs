using Microsoft.Playwright;

namespace Sokbo.Browser.Tests.Ads;

/// <summary>A pause is off every open page within two seconds, and the campaign says how many pages have said so.</summary>
public sealed class PauseTests(Chromium chromium) : BookedTest(chromium)
{
    private const int Readers = 6;

    [Fact]
    public async Task Open_pages_lose_the_banner_at_once_and_are_counted()
    {
        await AddSlotAsync("article-bottom", "728x90");
        var campaign = await BookAsync(["article-bottom"], Text());
        var addresses = new[] { await ArticleAsync(), Embed(Slot("article-bottom", "728x90")) };
        var contexts = new List<IBrowserContext>();
        try
        {
            var pages = new List<IPage>();
            for (var reader = 0; reader < Readers; reader++)
            {
                contexts.Add(await Chromium.Browser.NewContextAsync());
                var page = await contexts[reader].NewPageAsync();
                await page.GotoAsync(addresses[reader % 2]);
                var banner = page.Locator("sokbo-slot a[href*='/ads/clicks/']");
                await banner.ScrollIntoViewIfNeededAsync();
                await page.EvaluateAsync("""
                    () => {
                      const slot = document.querySelector('sokbo-slot');
                      new MutationObserver(() => {
                        if ((slot.shadowRoot ?? slot).querySelector("a[href*='/ads/clicks/']") === null) { window.goneAt ??= Date.now(); }
                      }).observe(slot.shadowRoot ?? slot, { childList: true, subtree: true });
                    }
                    """);
                pages.Add(page);
            }

            var paused = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
            await Publication.PostAsync($"campaigns/{campaign}/pause", []);
            var took = await Task.WhenAll(pages.Select(async page =>
            {
                await page.WaitForFunctionAsync("() => window.goneAt !== undefined", null, new() { Timeout = 10_000 });
                return await page.EvaluateAsync<double>("() => window.goneAt") - paused;
            }));

            TestContext.Current.TestOutputHelper?.WriteLine($"Gone after {string.Join(", ", took.Order())} ms.");
            Assert.True(took.Max() <= 2_000, $"The slowest of {string.Join(", ", took.Order())} ms.");
            await UntilConfirmedAsync(campaign, Readers);
        }
        finally
        {
            foreach (var context in contexts)
            {
                await context.DisposeAsync();
            }
        }
    }

    private async Task UntilConfirmedAsync(string campaign, int pages)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        long confirmed;
        while ((confirmed = (long)(await Publication.GetAsync($"campaigns/{campaign}"))["pause"]!["pagesConfirmed"]!) != pages)
        {
            Assert.False(late.IsCancellationRequested, $"{confirmed} pages of {pages} have confirmed.");
            await Page.WaitForTimeoutAsync(100);
        }
    }
}
