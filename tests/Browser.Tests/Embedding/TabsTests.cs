using Microsoft.Playwright;

namespace Sokbo.Browser.Tests.Embedding;

/// <summary>All tabs of an embedding origin have one connection, and none misses anything, whatever happens to the tab that holds it.</summary>
public sealed class TabsTests(Chromium chromium) : EmbeddingTest(chromium)
{
    private static readonly LocatorAssertionsToHaveTextOptions Soon = new() { Timeout = 20_000 };

    [Fact]
    public async Task Two_tabs_have_one_connection_and_the_second_takes_over()
    {
        await UntilConnectionsAsync(0);
        var id = await PublishAsync("두 탭의 기사");
        var address = Publisher.Put("/", PageOf(id));
        await Page.GotoAsync(address);
        await Assertions.Expect(Headline(Page)).ToHaveTextAsync("두 탭의 기사");
        var second = await Context.NewPageAsync();
        await second.GotoAsync(address);
        await Assertions.Expect(Headline(second)).ToHaveTextAsync("두 탭의 기사");
        await Assertions.Expect(Seoul(second)).ToBeVisibleAsync();
        await UntilConnectionsAsync(1);

        for (var turn = 1; turn <= 3; turn++)
        {
            await Publication.CorrectAsync(id, $"{turn}번째로 고칩니다.", $"{turn}번째 제목", "<p>본문.</p>");
        }

        await Assertions.Expect(Headline(Page)).ToHaveTextAsync("3번째 제목");
        await Assertions.Expect(Headline(second)).ToHaveTextAsync("3번째 제목");

        await Page.CloseAsync();
        await Publication.CorrectAsync(id, "4번째로 고칩니다.", "4번째 제목", "<p>본문.</p>");
        await Assertions.Expect(Headline(second)).ToHaveTextAsync("4번째 제목", Soon);
        await Publication.CorrectAsync(id, "5번째로 고칩니다.", "5번째 제목", "<p>본문.</p>");

        await Assertions.Expect(Headline(second)).ToHaveTextAsync("5번째 제목", Soon);
        Assert.Equal(
            [.. Enumerable.Range(1, 5).Select(turn => $"{turn}번째로 고칩니다.")],
            await second.Locator("sokbo-article .notes li span").AllTextContentsAsync());
        await UntilConnectionsAsync(1);
    }

    [Fact]
    public async Task A_leader_that_crashes_is_replaced()
    {
        var id = await PublishAsync("무너지는 탭의 기사");
        var address = Publisher.Put("/", PageOf(id));
        await Page.GotoAsync(address);
        await Assertions.Expect(Headline(Page)).ToHaveTextAsync("무너지는 탭의 기사");
        var second = await Context.NewPageAsync();
        await second.GotoAsync(address);
        await Assertions.Expect(Headline(second)).ToHaveTextAsync("무너지는 탭의 기사");

        // Both tabs may share a process: a navigation to a page of the browser itself takes the first one's away as abruptly.
        await Page.GotoAsync("about:blank");
        await Publication.CorrectAsync(id, "고칩니다.", "살아남은 탭의 기사", "<p>본문.</p>");

        await Assertions.Expect(Headline(second)).ToHaveTextAsync("살아남은 탭의 기사", Soon);
    }

    [Fact]
    public async Task Offline_the_elements_say_how_old_they_are_and_catch_up_when_the_network_is_back()
    {
        var id = await PublishAsync("끊긴 기사");
        await Page.GotoAsync(Publisher.Put("/", PageOf(id)));
        await Assertions.Expect(Headline(Page)).ToHaveTextAsync("끊긴 기사");
        await Assertions.Expect(Page.Locator("sokbo-article .age")).ToBeHiddenAsync();
        var network = await Context.NewCDPSessionAsync(Page);
        await network.SendAsync("Network.enable");
        var conditions = new Dictionary<string, object> { ["offline"] = true, ["latency"] = 0, ["downloadThroughput"] = -1, ["uploadThroughput"] = -1 };

        await network.SendAsync("Network.emulateNetworkConditions", conditions);
        await Assertions.Expect(Page.Locator("sokbo-article .age")).ToContainTextAsync("연결이 끊김 · ");
        await Assertions.Expect(Headline(Page)).ToHaveTextAsync("끊긴 기사");
        await Publication.CorrectAsync(id, "하나.", "고친 기사", "<p>본문.</p>");
        await Publication.CorrectAsync(id, "둘.", "두 번 고친 기사", "<p>본문.</p>");
        conditions["offline"] = false;
        await network.SendAsync("Network.emulateNetworkConditions", conditions);

        await Assertions.Expect(Headline(Page)).ToHaveTextAsync("두 번 고친 기사", Soon);
        await Assertions.Expect(Page.Locator("sokbo-article .age")).ToBeHiddenAsync();
        Assert.Equal(["하나.", "둘."], await Page.Locator("sokbo-article .notes li span").AllTextContentsAsync());
    }

    [Fact]
    public async Task A_hidden_tab_closes_its_connection_and_catches_up_when_it_is_shown()
    {
        await UntilConnectionsAsync(0);
        await Page.Clock.InstallAsync();
        await Page.AddInitScriptAsync("window.hide = (hidden) => { Object.defineProperty(document, 'visibilityState', { configurable: true, value: hidden ? 'hidden' : 'visible' }); document.dispatchEvent(new Event('visibilitychange')); return true; };");
        var id = await PublishAsync("가려진 기사");
        await Publication.ObserveAsync(10.0m, "맑음");
        await Page.GotoAsync(Publisher.Put("/", PageOf(id)));
        await Assertions.Expect(Headline(Page)).ToHaveTextAsync("가려진 기사");
        await Assertions.Expect(Seoul(Page)).ToHaveTextAsync("10.0℃");

        await EvaluateAsync("() => hide(true)");
        await Page.Clock.RunForAsync(11_000);
        await Publication.ObserveAsync(11.0m, "맑음");
        await Publication.CorrectAsync(id, "하나.", "가려진 동안 고친 기사", "<p>본문.</p>");
        await Assertions.Expect(Headline(Page)).ToHaveTextAsync("가려진 동안 고친 기사");
        await Assertions.Expect(Seoul(Page)).ToHaveTextAsync("10.0℃");
        await Page.Clock.RunForAsync(300_000);
        await UntilConnectionsAsync(0);
        await Publication.CorrectAsync(id, "둘.", "돌아와서 읽는 기사", "<p>본문.</p>");
        await EvaluateAsync("() => hide(false)");

        await Assertions.Expect(Headline(Page)).ToHaveTextAsync("돌아와서 읽는 기사", Soon);
        await Assertions.Expect(Seoul(Page)).ToHaveTextAsync("11.0℃");
        Assert.Equal(["하나.", "둘."], await Page.Locator("sokbo-article .notes li span").AllTextContentsAsync());
    }

    [Fact]
    public async Task A_page_from_the_back_forward_cache_is_the_same_page_and_up_to_date()
    {
        // The driver switches the cache off, because it cannot follow pages into it; this test looks at one page alone.
        await using var browser = await Chromium.LaunchAsync(without: ["--disable-back-forward-cache"]);
        var page = await browser.NewPageAsync();
        await page.AddInitScriptAsync("addEventListener('pageshow', (event) => { window.restored = event.persisted; });");
        var id = await PublishAsync("되돌아온 기사");
        await page.GotoAsync(Publisher.Put("/", PageOf(id)));
        await Assertions.Expect(Headline(page)).ToHaveTextAsync("되돌아온 기사");
        await page.GotoAsync(Publisher.Put("/other", "<!DOCTYPE html><title>다른 쪽</title>"));
        await Publication.CorrectAsync(id, "떠나 있는 동안.", "떠난 사이 고친 기사", "<p>본문.</p>");

        await page.GoBackAsync(new() { WaitUntil = WaitUntilState.Commit });

        await Assertions.Expect(Headline(page)).ToHaveTextAsync("떠난 사이 고친 기사", Soon);
        Assert.Equal(["떠나 있는 동안."], await page.Locator("sokbo-article .notes li span").AllTextContentsAsync());
        Assert.Equal("true", await page.EvaluateAsync<string>("() => JSON.stringify(window.restored || performance.getEntriesByType('navigation')[0].notRestoredReasons)"));
    }

    [Fact]
    public async Task A_WebView_without_locks_channels_or_sockets_lives_too()
    {
        await Page.AddInitScriptAsync("""
            delete Navigator.prototype.locks;
            delete window.BroadcastChannel;
            window.WebSocket = class { constructor() { setTimeout(() => this.onclose?.(), 1); } close() {} };
            """);
        var id = await PublishAsync("앱 안의 기사");

        await Page.GotoAsync(Publisher.Put("/", PageOf(id)));

        await Assertions.Expect(Headline(Page)).ToHaveTextAsync("앱 안의 기사", Soon);
        await Publication.CorrectAsync(id, "고칩니다.", "앱 안에서 고친 기사", "<p>본문.</p>");
        await Assertions.Expect(Headline(Page)).ToHaveTextAsync("앱 안에서 고친 기사", Soon);
        await Assertions.Expect(Banner(Page)).ToBeVisibleAsync();
    }
}
