using System.Text.Json;
using Microsoft.Playwright;

namespace Sokbo.Browser.Tests.Ads;

/// <summary>What a reader sees is counted once.</summary>
public sealed class CountingTests(Chromium chromium) : CountedTest(chromium)
{
    [Theory]
    [InlineData(PageKind.Rendered)]
    [InlineData(PageKind.Embedded)]
    public async Task One_view_is_one_rendered_and_one_viewable(PageKind kind)
    {
        await Page.GotoAsync(await PutAsync(kind));

        await Assertions.Expect(Banner(Page)).ToContainTextAsync(Publication.Banner);
        await SeeAsync(3_000);
        Assert.Single(Asked);
        Assert.False(JsonDocument.Parse(Asked.Single()).RootElement.GetProperty("consent").GetBoolean());
        Assert.Empty(await Context.CookiesAsync());
    }

    [Fact]
    public async Task Below_the_fold_nothing_is_asked_for_until_the_reader_comes_near_and_what_the_page_shows_is_told()
    {
        const string Slot = """<sokbo-slot site="{0}" slot="article-bottom" size="728x90"></sokbo-slot>""";
        var slot = Slot.Replace("{0}", Site, StringComparison.Ordinal);
        await Page.GotoAsync(await PutAsync(PageKind.Embedded, "div { height: 4000px; }", $"{slot}<div></div>"));
        await UntilAsync(OneView);
        Assert.Single(Asked);

        await Page.EvaluateAsync("() => scrollTo(0, 2900)");
        await UntilAsync(new Counts(2, 1, 0, 0));
        await Page.EvaluateAsync("() => scrollTo(0, 9999)");
        await UntilAsync(new Counts(2, 2, 0, 0));

        using var second = JsonDocument.Parse(Asked.Last());
        var shown = second.RootElement.GetProperty("page").GetProperty("shown").EnumerateArray().Select(creative => creative.GetString());
        Assert.Equal([await Banner(Page).First.GetAttributeAsync("data-creative")], shown);
        Assert.Equal(2, Asked.Count);
    }

    [Fact]
    public async Task The_second_is_a_second_to_within_50_ms()
    {
        await Page.AddInitScriptAsync(
            """
            window.measured = {};
            const send = window.fetch;
            window.fetch = (address, options) => {
              if (String(address).endsWith('/ads/events')) {
                for (const { event } of JSON.parse(options.body)) { measured[event] = performance.now(); }
              }
              return send(address, options);
            };
            const watch = () => {
              const body = document.querySelector('sokbo-slot')?.shadowRoot?.querySelector('.body');
              const box = body?.getBoundingClientRect();
              if (measured.rendered && box.height > 0 && box.top + box.height / 2 <= innerHeight) {
                measured.seen = performance.now();
                // How late this machine's timers are is not the page's doing.
                setTimeout(() => { measured.plain = performance.now(); }, 1000);
              } else {
                requestAnimationFrame(watch);
              }
            };
            requestAnimationFrame(watch);
            """);
        await Page.GotoAsync(await PutAsync(PageKind.Embedded, "div { height: 1000px; } sokbo-slot { margin-bottom: 1000px; }", "<div></div>"));
        await UntilAsync(new Counts(1, 0, 0, 0));

        await Page.EvaluateAsync("() => scrollTo(0, 500)");
        await Page.WaitForFunctionAsync("() => measured.viewable && measured.plain", null, new() { Timeout = 20_000 });

        var measured = await EvaluateAsync("() => measured");
        double Of(string name) => measured.GetProperty(name).GetDouble();
        Assert.InRange(Of("viewable") - Of("seen"), 1_000, double.MaxValue);
        Assert.InRange(Of("viewable") - Of("plain"), -50, 50);
    }

    [Theory]
    [PageKinds(PageKind.Rendered)]
    public async Task Half_of_a_banner_for_a_second_is_a_view_and_less_is_none(PageKind kind)
    {
        await Page.GotoAsync(await PutAsync(kind, "sokbo-slot { margin-top: 1000px !important; margin-bottom: 1000px !important; }"));
        await UntilAsync(new Counts(1, 0, 0, 0));
        const string Show = """
            (share) => {
              const slot = document.querySelector('sokbo-slot');
              const box = (slot.shadowRoot ?? slot).querySelector('.body, .ad-body').getBoundingClientRect();
              scrollTo({ top: Math.floor(scrollY + box.top + box.height * share - innerHeight), behavior: 'instant' });
              return true;
            }
            """;

        await Page.EvaluateAsync(Show, 0.45);
        await UntilAsync(new Counts(1, 0, 0, 0), 3_000);
        await Page.EvaluateAsync(Show, 0.55);

        await UntilAsync(OneView);
    }

    [Theory]
    [PageKinds(PageKind.Embedded)]
    public async Task Clicks_by_keyboard_and_by_the_middle_button_go_by_the_counting_address(PageKind kind)
    {
        await Page.GotoAsync(await PutAsync(kind));
        await UntilAsync(OneView);

        var opened = Context.WaitForPageAsync();
        await Banner(Page).FocusAsync();
        await Page.Keyboard.PressAsync("Enter");
        await opened;
        await UntilAsync(new Counts(1, 1, 1, 0));
        opened = Context.WaitForPageAsync();
        await Banner(Page).ClickAsync(new() { Button = MouseButton.Middle });
        await opened;

        // Both were heard; one ticket is one click.
        await UntilAsync(new Counts(1, 1, 1, 1));
    }

    [Theory]
    [PageKinds(PageKind.Rendered)]
    public async Task What_a_page_could_not_send_leaves_with_it(PageKind kind)
    {
        await Page.AddInitScriptAsync(
            """
            const send = window.fetch;
            window.fetch = (address, options) => String(address).endsWith('/ads/events') ? Promise.reject(new TypeError('No network.')) : send(address, options);
            """);
        await Page.GotoAsync(await PutAsync(kind));
        await Banner(Page).ScrollIntoViewIfNeededAsync();
        await Page.WaitForTimeoutAsync(2_500);
        Assert.Equal(Nothing, await CountAsync());

        await Page.GotoAsync("about:blank");

        await UntilAsync(OneView);
    }

    [Theory]
    [PageKinds(PageKind.Embedded)]
    public async Task Beacons_are_repeated_until_they_are_kept_and_count_once(PageKind kind)
    {
        var refused = 0;
        await Page.RouteAsync("**/ads/events", route => Interlocked.Increment(ref refused) <= 3
            ? route.FulfillAsync(new() { Status = 503, Headers = [new("Access-Control-Allow-Origin", "*")] })
            : route.ContinueAsync());

        await Page.GotoAsync(await PutAsync(kind));

        await SeeAsync();
        Assert.True(refused > 3);
    }

    [Theory]
    [PageKinds(PageKind.Rendered)]
    public async Task The_label_is_there_whatever_the_page_styles_and_is_never_announced(PageKind kind)
    {
        await Page.GotoAsync(await PutAsync(kind, "sokbo-slot::part(label) { display: none !important; visibility: hidden !important; opacity: 0 !important; }"));
        await Assertions.Expect(Banner(Page)).ToBeVisibleAsync();

        await Assertions.Expect(Page.GetByRole(AriaRole.Complementary, new() { Name = "광고" })).ToHaveCountAsync(1);
        var label = Page.Locator("sokbo-slot").Locator(".label, .ad-label");
        await Assertions.Expect(label).ToHaveTextAsync("광고");
        await Assertions.Expect(label).ToBeVisibleAsync();
        Assert.Equal("1", await label.EvaluateAsync<string>("(label) => getComputedStyle(label).opacity"));
        Assert.True(await label.EvaluateAsync<bool>("(label) => label.closest('[aria-live], [aria-hidden], [role=status], [role=alert]') === null && label.getRootNode().host?.closest('[aria-live]') == null"));
    }
}
