using System.Text.Json.Nodes;

namespace Sokbo.Browser.Tests.Ads;

/// <summary>Two competitors and a neutral campaign in two slots of one page: whatever turns over, the competitors never meet.</summary>
public sealed class CompetitorsTests(Chromium chromium) : BookedTest(chromium)
{
    private const int SwapsMin = 4;

    [Fact]
    public async Task Competitors_do_not_meet_across_the_slots_and_swaps_of_a_page()
    {
        foreach (var slot in new[] { "one", "two" })
        {
            await AddSlotAsync(slot, "728x90", new JsonObject { ["intervalSeconds"] = 5 });
        }

        await BookAsync(["one", "two"], Text("새벽커피"), new JsonObject { ["labels"] = new JsonArray("coffee") });
        await BookAsync(["one", "two"], Text("노을커피"), new JsonObject { ["labels"] = new JsonArray("coffee") });
        await BookAsync(["one", "two"], Text("동네책방"));
        await Page.AddInitScriptAsync("""
            window.seen = [];
            const look = () => {
              const shown = [...document.querySelectorAll('sokbo-slot')].map((slot) => slot.shadowRoot?.querySelector('[data-creative]')?.textContent ?? '');
              const now = shown.join('|');
              if (now !== window.seen.at(-1)) { window.seen.push(now); }
              requestAnimationFrame(look);
            };
            requestAnimationFrame(look);
            """);
        await Page.GotoAsync(Embed(Slot("one", "728x90") + Slot("two", "728x90")));

        await Page.WaitForFunctionAsync($"() => window.seen.length >= {SwapsMin}", null, new() { Timeout = 40_000 });

        var seen = (await Page.EvaluateAsync<string[]>("() => window.seen"))!;
        Assert.DoesNotContain(seen, shown => shown.Split('|').Count(text => text.EndsWith("커피", StringComparison.Ordinal)) > 1);
        Assert.Contains(seen, shown => shown.Contains("커피", StringComparison.Ordinal));
    }
}
