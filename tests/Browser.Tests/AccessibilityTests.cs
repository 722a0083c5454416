using System.Text.Json;
using Microsoft.Playwright;

namespace Sokbo.Browser.Tests;

public sealed class AccessibilityTests(Chromium chromium) : PageTest(chromium)
{
    [Fact]
    public async Task Only_the_status_region_is_live()
    {
        var id = await Publication.PublishAsync("조용한 기사", "<p>본문.</p>");
        await OpenAsync($"/articles/{id}");
        await Assertions.Expect(Page.Locator("sokbo-slot .ad-link")).ToBeVisibleAsync();

        var nodes = await AccessibilityTreeAsync();

        var live = nodes.Where(node => Property(node, "live") is "polite" or "assertive").Select(node => Role(node)).ToList();
        Assert.Equal(["status"], live);
        Assert.All(nodes.Where(node => Role(node) == "button"), node => Assert.NotEmpty(Name(node)));
        Assert.Contains(nodes, node => Role(node) == "group" && Name(node) == "전국 관측소 날씨");
        Assert.Contains(nodes, node => Role(node) == "complementary" && Name(node) == "광고");
    }

    [Fact]
    public async Task A_correction_and_breaking_news_are_said_once_and_readings_never()
    {
        var id = await Publication.PublishAsync("들리는 기사", "<p>본문.</p>");
        await OpenAsync($"/articles/{id}");
        await EvaluateAsync("""
            () => {
              window.said = [];
              new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach((node) => window.said.push(node.textContent))))
                .observe(document.querySelector('[role=status]'), { childList: true });
              return true;
            }
            """);

        await Publication.CorrectAsync(id, "하나를 바로잡습니다.", "들리는 기사", "<p>고친 본문.</p>");
        await Assertions.Expect(Said).ToContainTextAsync("하나를 바로잡습니다.");
        var breaking = await Publication.PublishAsync("다리가 열렸다", "<p>본문.</p>", breaking: true);
        await Assertions.Expect(Said).ToContainTextAsync("다리가 열렸다");
        await Assertions.Expect(Page.GetByTestId("breaking-panel")).ToBeVisibleAsync();
        await Publication.CorrectAsync(breaking, "속보의 본문을 고칩니다.", "다리가 모두 열렸다", "<p>고친 본문.</p>");
        await Assertions.Expect(Page.GetByTestId("breaking-panel")).ToContainTextAsync("다리가 모두 열렸다");
        await Publication.ObserveAsync(1.0m, "흐림");
        await Assertions.Expect(Page.Locator(".ticker li[data-station='108'] .temperature").First).ToHaveTextAsync("1.0℃");
        await Publication.RetractAsync(breaking, "끝났습니다.");
        await Assertions.Expect(Page.GetByTestId("breaking-panel")).ToHaveCountAsync(0);

        var said = (await EvaluateAsync("() => window.said")).EnumerateArray().Select(line => line.GetString()!).ToList();
        Assert.Equal(2, said.Count);
        Assert.Contains("하나를 바로잡습니다.", said[0], StringComparison.Ordinal);
        Assert.Equal("속보. 다리가 열렸다", said[1]);
    }

    [Fact]
    public async Task The_keyboard_reaches_and_works_both_pause_buttons()
    {
        var id = await Publication.PublishAsync("자판으로 읽는 기사", "<p>본문.</p>");
        await OpenAsync($"/articles/{id}");
        await Assertions.Expect(Page.Locator("sokbo-slot .ad-link")).ToBeVisibleAsync();
        var reached = new List<string>();

        for (var step = 0; step < 40; step++)
        {
            await Page.Keyboard.PressAsync("Tab");
            var name = (await EvaluateAsync("() => document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent.trim()")).GetString()!;
            reached.Add(name);
            if (name == "날씨 멈추기")
            {
                await Page.Keyboard.PressAsync("Space");
                await Assertions.Expect(Page.GetByRole(AriaRole.Button, new() { Name = "날씨 움직이기" })).ToBeFocusedAsync();
                Assert.Equal(0, (await EvaluateAsync("() => document.querySelector('.ticker-track').getAnimations().length")).GetInt32());
            }

            if (name == "광고 멈추기")
            {
                await Page.Keyboard.PressAsync("Enter");
                await Assertions.Expect(Page.GetByRole(AriaRole.Button, new() { Name = "광고 바꾸기 계속" })).ToBeFocusedAsync();
                break;
            }
        }

        Assert.Equal("본문으로 바로가기", reached[0]);
        Assert.Contains("전국 관측소 날씨", reached);
        Assert.Contains("날씨 멈추기", reached);
        Assert.Equal("광고 멈추기", reached[^1]);
    }

    [Fact]
    public async Task The_strip_moves_and_stands_still_under_reduced_motion()
    {
        await OpenAsync("/");
        Assert.Equal(1, (await EvaluateAsync("() => document.querySelector('.ticker-track').getAnimations().length")).GetInt32());

        await Page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });

        await Assertions.Expect(Page.GetByTestId("ticker-button")).ToBeHiddenAsync();
        Assert.Equal(0, (await EvaluateAsync("() => document.querySelector('.ticker-track').getAnimations().length")).GetInt32());
        await Page.Locator(".ticker-viewport").FocusAsync();
        await Page.Keyboard.PressAsync("ArrowRight");
        await Page.WaitForFunctionAsync("() => document.querySelector('.ticker-viewport').scrollLeft > 0");
    }

    private async Task<List<JsonElement>> AccessibilityTreeAsync()
    {
        var session = await Page.Context.NewCDPSessionAsync(Page);
        var tree = await session.SendAsync("Accessibility.getFullAXTree");
        return [.. tree!.Value.GetProperty("nodes").EnumerateArray().Where(node => !node.GetProperty("ignored").GetBoolean())];
    }

    private static string Role(JsonElement node) => node.GetProperty("role").GetProperty("value").GetString()!;

    private static string Name(JsonElement node) =>
        node.TryGetProperty("name", out var name) && name.TryGetProperty("value", out var value) ? value.GetString()! : "";

    private static string? Property(JsonElement node, string name) =>
        node.TryGetProperty("properties", out var properties)
            ? properties.EnumerateArray().Where(property => property.GetProperty("name").GetString() == name)
                .Select(property => property.GetProperty("value").GetProperty("value").ToString()).FirstOrDefault()
            : null;
}
