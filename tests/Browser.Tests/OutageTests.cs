using Microsoft.Playwright;

namespace Sokbo.Browser.Tests;

/// <summary>Kills a publication of its own under an open page.</summary>
public sealed class OutageTests(Chromium chromium)
{
    [Fact]
    public async Task An_open_page_says_that_it_is_old_and_catches_up_after_a_kill()
    {
        await using var publication = await Publication.StartAsync();
        var id = await publication.PublishAsync("끊겨도 남는 기사", "<p>본문.</p>");
        await using var context = await chromium.Browser.NewContextAsync(new() { BaseURL = publication.Url.AbsoluteUri });
        var page = await context.NewPageAsync();
        await page.GotoAsync($"/articles/{id}");
        await page.WaitForFunctionAsync("() => document.documentElement.dataset.live === 'yes'");

        await publication.Process.Process.KillAsync();
        await Assertions.Expect(page.GetByTestId("away")).ToContainTextAsync("기준", new() { Timeout = 15_000 });
        await publication.Process.RestartAsync();
        await publication.CorrectAsync(id, "돌아와서 고칩니다.", "돌아온 기사", "<p>고친 본문.</p>");

        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("돌아온 기사", new() { Timeout = 30_000 });
        await Assertions.Expect(page.GetByTestId("away")).ToBeHiddenAsync();
    }
}
