using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace Sokbo.Browser.Tests.Ads;

/// <summary>What a publisher decides about a slot is what pages do, also while they are open.</summary>
public sealed class SlotSettingsTests(Chromium chromium) : BookedTest(chromium)
{
    private static readonly string Long = string.Concat(Enumerable.Repeat("<p>아주 긴 기사입니다. 읽을 것이 많습니다.</p>", 80));

    protected override BrowserNewContextOptions Options => new() { ViewportSize = new() { Width = 390, Height = 844 } };

    [Theory]
    [PageKinds(PageKind.Rendered)]
    public async Task A_floating_banner_can_be_closed_from_its_first_frame_on_and_stays_closed(PageKind kind)
    {
        await AddSlotAsync("article-bottom", "320x50", new JsonObject { ["floating"] = true, ["intervalSeconds"] = 5 });
        await BookAsync(["article-bottom"], Text());
        await Page.AddInitScriptAsync("""
            const look = () => {
              const slot = document.querySelector('sokbo-slot');
              const room = slot?.shadowRoot ? slot.shadowRoot.querySelector('.room') : slot;
              const close = room?.querySelector('.ad-close');
              if (room?.classList.contains('is-floating') && room.querySelector('[data-creative]')) {
                const box = close.getBoundingClientRect();
                const top = (slot.shadowRoot ?? document).elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
                window.first = { width: box.width, height: box.height, inside: box.top >= 0 && box.bottom <= innerHeight && box.right <= innerWidth, reachable: top !== null && close.contains(top),
                  share: room.getBoundingClientRect().height / innerHeight };
              } else {
                requestAnimationFrame(look);
              }
            };
            requestAnimationFrame(look);
            """);
        await Page.GotoAsync(kind == PageKind.Rendered ? await ArticleAsync(Long) : Embed(Slot("article-bottom", "320x50") + Long));
        await Page.WaitForFunctionAsync("() => window.first !== undefined");

        var first = JsonDocument.Parse(await Page.EvaluateAsync<string>("() => JSON.stringify(window.first)")).RootElement;
        Assert.True(first.GetProperty("width").GetDouble() >= 44 && first.GetProperty("height").GetDouble() >= 44, $"It is too small: {first}");
        Assert.True(first.GetProperty("inside").GetBoolean() && first.GetProperty("reachable").GetBoolean(), $"It cannot be reached: {first}");
        Assert.True(first.GetProperty("share").GetDouble() <= 0.3, $"It covers too much: {first}");
        await Assertions.Expect(Page.Locator("sokbo-slot").GetByText("광고", new() { Exact = true })).ToBeVisibleAsync();

        await Page.GetByRole(AriaRole.Button, new() { Name = "광고 닫기" }).PressAsync("Enter");

        await Assertions.Expect(Page.Locator("sokbo-slot [data-creative]")).ToBeHiddenAsync();
        await BookAsync(["article-bottom"], Text("다른 광고"));
        await Page.EvaluateAsync("() => new Promise((done) => setTimeout(done, 1000))");
        await Assertions.Expect(Page.Locator("sokbo-slot [data-creative]")).ToBeHiddenAsync();
        Assert.Single(Context.Pages);
    }

    [Fact]
    public async Task Escape_closes_a_floating_banner_and_without_one_nothing_lies_over_the_content()
    {
        await AddSlotAsync("article-bottom", "320x50", new JsonObject { ["floating"] = true });
        await Page.GotoAsync(await ArticleAsync(Long));
        await Page.WaitForFunctionAsync("() => document.documentElement.dataset.live === 'yes'");
        await Assertions.Expect(Page.Locator("sokbo-slot")).ToHaveCSSAsync("visibility", "hidden");

        await BookAsync(["article-bottom"], Text());
        await Assertions.Expect(Page.Locator("sokbo-slot [data-creative]")).ToBeVisibleAsync();
        await Page.Keyboard.PressAsync("Escape");

        await Assertions.Expect(Page.Locator("sokbo-slot")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task The_house_banner_and_the_passback_take_turns_with_the_campaign()
    {
        await AddSlotAsync("article-bottom", "320x50", new JsonObject { ["house"] = new JsonObject { ["text"] = "구독 안내", ["landingUrl"] = "https://example.com/subscribe" } });
        await AddSlotAsync("side", "320x50", new JsonObject { ["passback"] = true, ["house"] = new JsonObject { ["text"] = "나타나지 않는다" } });
        await Page.GotoAsync(Embed(Slot("article-bottom", "320x50", "<p>첫째</p>") + Slot("side", "320x50", "<p id=\"passback\">다른 곳의 광고</p>")));

        await Assertions.Expect(Page.GetByRole(AriaRole.Link, new() { Name = "구독 안내" })).ToBeVisibleAsync();
        await Assertions.Expect(Page.Locator("#passback")).ToBeVisibleAsync();
        await Page.EvaluateAsync("() => { window.passback = document.getElementById('passback'); }");

        var campaign = await BookAsync(["article-bottom", "side"], Text());
        await Assertions.Expect(Page.Locator("sokbo-slot [data-creative]")).ToHaveCountAsync(2);
        await Assertions.Expect(Page.Locator("#passback")).ToBeHiddenAsync();

        await Publication.PostAsync($"campaigns/{campaign}/pause", []);
        await Assertions.Expect(Page.Locator("#passback")).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Link, new() { Name = "구독 안내" })).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByText("나타나지 않는다")).ToHaveCountAsync(0);
        Assert.True(await Page.EvaluateAsync<bool>("() => window.passback === document.getElementById('passback')"));
    }

    [Fact]
    public async Task A_rendered_page_shows_the_house_banner_of_its_slot_also_without_script()
    {
        await AddSlotAsync("article-bottom", "320x50", new JsonObject { ["house"] = new JsonObject { ["text"] = "구독 안내", ["landingUrl"] = "https://example.com/subscribe" } });
        await using var plain = await Chromium.Browser.NewContextAsync(new() { JavaScriptEnabled = false });
        var page = await plain.NewPageAsync();
        await page.GotoAsync(await ArticleAsync());

        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "구독 안내" })).ToHaveAttributeAsync("href", "https://example.com/subscribe");
    }

    [Fact]
    public async Task A_lazy_slot_asks_when_it_is_as_near_as_its_setting_says()
    {
        await AddSlotAsync("article-bottom", "320x50", new JsonObject { ["lazyDistancePercent"] = 0 });
        await BookAsync(["article-bottom"], Text());
        var asked = 0;
        Page.Request += (_, request) => asked += request.Url.EndsWith("/ads/decisions", StringComparison.Ordinal) ? 1 : 0;
        await OpenAsync(await ArticleAsync(Long));
        var slot = Page.Locator("sokbo-slot");
        await Page.EvaluateAsync("() => scrollTo(0, document.querySelector('sokbo-slot').getBoundingClientRect().top + scrollY - innerHeight * 1.5)");
        await Page.EvaluateAsync("() => new Promise((done) => setTimeout(done, 600))");
        Assert.Equal(0, asked);

        await slot.ScrollIntoViewIfNeededAsync();
        await Assertions.Expect(slot.Locator("a[href*='/ads/clicks/']")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_narrow_page_with_little_to_read_bears_one_banner()
    {
        foreach (var slot in new[] { "one", "two" })
        {
            await AddSlotAsync(slot, "300x250");
            await BookAsync([slot], Text());
        }

        await Page.GotoAsync(Embed($"<p>짧다.</p>{Slot("one", "300x250")}{Slot("two", "300x250")}"));
        await Assertions.Expect(Page.Locator("sokbo-slot [data-creative]")).ToHaveCountAsync(1);
        await Page.EvaluateAsync("() => new Promise((done) => setTimeout(done, 800))");
        await Assertions.Expect(Page.Locator("sokbo-slot [data-creative]")).ToHaveCountAsync(1);

        await Page.EvaluateAsync("() => { const text = document.createElement('p'); text.style.height = '3000px'; document.body.append(text); }");
        await Page.Locator("sokbo-slot").Last.ScrollIntoViewIfNeededAsync();
        await Page.Mouse.WheelAsync(0, 10);
        await Assertions.Expect(Page.Locator("sokbo-slot [data-creative]")).ToHaveCountAsync(2);
    }
}
