using Microsoft.Playwright;

namespace Sokbo.Browser.Tests;

public sealed class LayoutTests(Chromium chromium) : PageTest(chromium)
{
    private static readonly string[] Texts =
    [
        ".article-body p", "h1", ".kicker a", ".byline", ".times", ".notes span", ".notes time", ".today", ".menu a",
        ".sky-word", ".ticker-by", ".ad-label", ".share-item", ".site-footer p",
    ];

    [Fact]
    public async Task Nothing_runs_over_the_edge_of_a_narrow_screen()
    {
        var id = await Publication.PublishAsync(
            "좁은화면에서도가로로넘치지않는아주길고띄어쓰지않은제목입니다", "<p>https://example.com/" + new string('a', 200) + "</p>");
        await Page.SetViewportSizeAsync(390, 844);

        foreach (var path in new[] { "/", $"/sections/{Publication.Section}", $"/articles/{id}", "/weather", "/console", "/nothing-here" })
        {
            await Page.GotoAsync(path);
            var over = (await EvaluateAsync("() => document.documentElement.scrollWidth - innerWidth")).GetInt32();
            Assert.True(over <= 0, $"{path} is {over} pixels too wide.");
        }
    }

    [Fact]
    public async Task Nothing_shifts_while_the_page_comes_alive_and_readings_change()
    {
        var id = await Publication.PublishAsync("자리를 지키는 기사", "<p>본문.</p>");
        await Page.AddInitScriptAsync(
            """
            window.shifts = [];
            const name = (node) => node?.nodeType === 1 ? `${node.localName}.${node.className}` : node?.parentElement?.className;
            const note = (entry) => ({ value: entry.value, moved: entry.sources.map((source) => name(source.node)) });
            new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map(note))).observe({ type: 'layout-shift', buffered: true });
            """);
        await OpenAsync($"/articles/{id}");
        await Assertions.Expect(Page.Locator("sokbo-slot .ad-link[href^='/ads/clicks/']")).ToBeVisibleAsync();

        await Publication.ObserveAsync(-12.3m, "구름많음");
        await Assertions.Expect(Page.Locator(".ticker li[data-station='108'] .temperature").First).ToHaveTextAsync("−12.3℃");
        var breaking = await Publication.PublishAsync("자리를 밀지 않는 속보", "<p>본문.</p>", breaking: true);
        await Assertions.Expect(Page.GetByTestId("breaking-panel")).ToBeVisibleAsync();

        var shifts = (await EvaluateAsync("() => window.shifts")).EnumerateArray().ToList();
        Assert.True(shifts.Sum(shift => shift.GetProperty("value").GetDouble()) < 0.001, string.Join('\n', shifts));
        await Publication.RetractAsync(breaking, "끝났습니다.");
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Text_stands_out_from_its_ground(ColorScheme scheme)
    {
        await Page.EmulateMediaAsync(new() { ColorScheme = scheme });
        var id = await Publication.PublishAsync("또렷한 기사", "<p>본문.</p><blockquote>인용.</blockquote>");
        await Publication.CorrectAsync(id, "바로잡습니다.", "또렷한 기사", "<p>고친 본문.</p><blockquote>인용.</blockquote>");
        await Page.GotoAsync($"/articles/{id}");

        var contrasts = await EvaluateAsync(
            """
            (selectors) => {
              const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', { willReadFrequently: true });
              const rgb = (colour) => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); return canvas.getImageData(0, 0, 1, 1).data; };
              const light = (colour) => {
                const [r, g, b] = [...rgb(colour)].slice(0, 3).map((v) => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
              };
              const ground = (element) => {
                for (let at = element; at; at = at.parentElement) {
                  const colour = getComputedStyle(at).backgroundColor;
                  if (rgb(colour)[3] === 255) return colour;
                }
                return 'white';
              };
              return selectors.map((selector) => {
                const element = document.querySelector(selector);
                const [a, b] = [light(getComputedStyle(element).color), light(ground(element))].sort((x, y) => y - x);
                return { selector, ratio: (a + 0.05) / (b + 0.05) };
              });
            }
            """,
            Texts);

        Assert.All(contrasts.EnumerateArray(), contrast => Assert.True(
            contrast.GetProperty("ratio").GetDouble() >= 4.5, $"{scheme}: {contrast}"));
    }
}
