using Microsoft.Playwright;

namespace Sokbo.Browser.Tests;

public sealed class WithoutScriptTests(Chromium chromium) : PageTest(chromium)
{
    protected override BrowserNewContextOptions Options => new() { JavaScriptEnabled = false, ViewportSize = new() { Width = 390, Height = 844 } };

    [Fact]
    public async Task A_reader_without_script_reads_everything()
    {
        var id = await Publication.PublishAsync("글만으로 읽는 기사", "<p>첫 문단.</p><p>둘째 문단.</p>");

        await Page.GotoAsync($"/articles/{id}");

        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("글만으로 읽는 기사");
        await Assertions.Expect(Body).ToHaveTextAsync(["첫 문단.", "둘째 문단."]);
        await Assertions.Expect(Page.Locator(".ticker li")).ToHaveCountAsync(97);
        await Assertions.Expect(Page.Locator(".ticker-by")).ToHaveTextAsync("기상청 제공");
        await Assertions.Expect(Page.Locator("sokbo-slot .ad-label")).ToHaveTextAsync("광고");
        await Assertions.Expect(Page.Locator("sokbo-slot .ad-link")).ToHaveTextAsync(Publication.Banner);
        Assert.Matches("^/ads/plain/[0-9a-z.]+$", await Page.Locator("sokbo-slot .ad-link").GetAttributeAsync("href"));
        await Assertions.Expect(Page.GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        await Assertions.Expect(Page.GetByRole(AriaRole.Link, new() { Name = "Facebook에 공유" })).ToBeVisibleAsync();
        await Page.GotoAsync("/");
        await Assertions.Expect(Page.GetByRole(AriaRole.Link, new() { Name = "글만으로 읽는 기사" })).ToBeVisibleAsync();
        await Page.GotoAsync("/weather");
        await Assertions.Expect(Page.Locator(".weather .stations tr")).ToHaveCountAsync(97);
    }
}
