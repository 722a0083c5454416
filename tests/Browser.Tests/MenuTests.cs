using System.Globalization;
using Microsoft.Playwright;

namespace Sokbo.Browser.Tests;

/// <summary>A menu that is wider than the screen.</summary>
public sealed class MenuTests(Chromium chromium) : PageTest(chromium)
{
    private const int Width = 390;

    private const int Middle = 8;

    /// <summary>A wide entry among narrow ones.</summary>
    private static readonly string[] Sections =
        [.. Enumerable.Range(0, 17).Select(number => string.Create(CultureInfo.InvariantCulture, $"{(number == Middle ? "a-long-name" : "s")}-{number}"))];

    /// <summary>The first entry, the last one, and some between.</summary>
    private static readonly string[] Paths = ["/", AddressIn(1), AddressIn(Middle), AddressIn(12), AddressIn(16), "/weather"];

    private readonly string _site = "m" + Guid.NewGuid().ToString("N")[..12];
    private Uri? _home;

    protected override BrowserNewContextOptions Options => new() { ViewportSize = new() { Width = Width, Height = 844 } };

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _home = await Publication.AddSiteAsync(_site, Sections);
    }

    [Fact]
    public async Task The_entry_of_the_page_is_in_view_with_its_neighbours_and_nothing_shifts()
    {
        await Page.AddInitScriptAsync("""
            window.shifts = [];
            new PerformanceObserver((list) => shifts.push(...list.getEntries().map((entry) => entry.value))).observe({ type: 'layout-shift', buffered: true });
            """);

        foreach (var path in Paths)
        {
            await OpenAsync(AddressOf(path));
            await AssertInViewAsync(Page, path);
            if (path == "/weather")
            {
                // The last thing that its script changes.
                await Assertions.Expect(Page.GetByTestId("near-button")).ToBeEnabledAsync();
            }

            Assert.True((await EvaluateAsync("() => shifts.reduce((sum, value) => sum + value, 0)")).GetDouble() < 0.001, $"{path} shifts.");
        }

        await Page.GotoAsync(AddressOf(AddressIn(Middle)));
        await AssertReachableAsync(Page, Sections[Middle - 1], Sections[Middle + 1]);
    }

    [Fact]
    public async Task The_entry_of_the_page_is_in_view_without_script()
    {
        await using var context = await Chromium.Browser.NewContextAsync(new(Options) { JavaScriptEnabled = false });
        var page = await context.NewPageAsync();

        foreach (var path in Paths)
        {
            await page.GotoAsync(AddressOf(path));
            await AssertInViewAsync(page, path);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_entry_of_the_page_is_in_view_in_a_browser_that_begins_every_strip_at_its_start(bool script)
    {
        await using var browser = await LaunchOlderAsync();
        await using var context = await browser.NewContextAsync(new(Options) { JavaScriptEnabled = script });
        var page = await context.NewPageAsync();

        foreach (var path in Paths)
        {
            await page.GotoAsync(AddressOf(path));
            Assert.Equal(0, await page.EvaluateAsync<double>("() => document.querySelector('.menu ul').scrollLeft"));
            await AssertInViewAsync(page, path);
        }

        // At the end of the strip the entry has its own place again, and the last ones are not under it.
        await page.GotoAsync(AddressOf(AddressIn(Middle)));
        await page.EvaluateAsync("() => document.querySelector('.menu ul').scrollBy(10000, 0)");
        await AssertInViewAsync(page, "the end of the strip");
        await AssertReachableAsync(page, Sections[15], Sections[16]);
    }

    [Fact]
    public async Task The_keyboard_reaches_nothing_that_lies_under_the_entry_at_the_edge()
    {
        await using var browser = await LaunchOlderAsync();
        await using var context = await browser.NewContextAsync(Options);
        var page = await context.NewPageAsync();
        await page.GotoAsync(AddressOf(AddressIn(Middle)));
        await page.Locator(".menu a").First.FocusAsync();

        foreach (var section in Sections)
        {
            await page.Keyboard.PressAsync("Tab");
            await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = section, Exact = true })).ToBeFocusedAsync();
            Assert.True(await page.EvaluateAsync<bool>(
                """
                () => {
                  const { left, right, top, bottom } = document.activeElement.getBoundingClientRect();
                  return [left + 2, right - 2].some((x) => document.elementFromPoint(x, (top + bottom) / 2) === document.activeElement);
                }
                """), $"{section} has the focus and cannot be seen.");
        }
    }

    [Fact]
    public async Task A_reader_who_scrolls_the_menu_is_not_brought_back()
    {
        await OpenAsync(AddressOf(AddressIn(16)));
        Assert.NotEqual(0, (await EvaluateAsync("() => document.querySelector('.menu ul').scrollLeft")).GetDouble());

        await Page.Locator(".menu").HoverAsync();
        await Page.Mouse.WheelAsync(-5_000, 0);
        await Page.WaitForFunctionAsync("() => document.querySelector('.menu ul').scrollLeft === 0");
        await Page.SetViewportSizeAsync(Width - 20, 700);
        await Publication.ObserveAsync(4.5m, "흐림");
        await Assertions.Expect(Page.Locator(".ticker li[data-station='108'] .temperature").First).ToHaveTextAsync("4.5℃");

        Assert.Equal(0, (await EvaluateAsync("() => document.querySelector('.menu ul').scrollLeft")).GetDouble());
    }

    /// <summary>A browser of before scroll-initial-target.</summary>
    private Task<IBrowser> LaunchOlderAsync() => Chromium.LaunchAsync(with: ["--disable-blink-features=CSSScrollInitialTarget"]);

    private static string AddressIn(int section) => $"/sections/{Sections[section]}";

    private string AddressOf(string path) => new Uri(_home!, path).AbsoluteUri;

    /// <summary>Whole, on the screen, and under nothing else.</summary>
    private static async Task AssertInViewAsync(IPage page, string path)
    {
        var entry = page.Locator(".menu [aria-current=page]");
        var box = await entry.BoundingBoxAsync();
        Assert.True(box is { X: >= 0 } && box.X + box.Width <= Width, $"On {path} the entry is at {box?.X} and {box?.Width} pixels wide.");
        Assert.True(await entry.EvaluateAsync<bool>(
            """
            (entry) => {
              const { left, right, top, bottom } = entry.getBoundingClientRect();
              return [left + 2, (left + right) / 2, right - 2].every((x) => document.elementFromPoint(x, (top + bottom) / 2) === entry);
            }
            """), $"On {path} something lies over the entry.");
    }

    private static async Task AssertReachableAsync(IPage page, params string[] sections)
    {
        foreach (var section in sections)
        {
            Assert.True(await page.GetByRole(AriaRole.Link, new() { Name = section, Exact = true }).EvaluateAsync<bool>(
                """
                (entry) => {
                  const { left, right, top, bottom } = entry.getBoundingClientRect();
                  return left >= 0 && right <= innerWidth && document.elementFromPoint((left + right) / 2, (top + bottom) / 2) === entry;
                }
                """), $"{section} cannot be seen.");
        }
    }
}
