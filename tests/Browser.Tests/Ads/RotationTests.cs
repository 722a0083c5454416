namespace Sokbo.Browser.Tests.Ads;

/// <summary>A page that stays open shows one banner after another, and each counts once.</summary>
public sealed class RotationTests(Chromium chromium) : CountedTest(chromium)
{
    protected override int IntervalSeconds => 8;

    [Theory]
    [PageKinds(PageKind.Rendered)]
    public async Task Each_swap_counts_once_and_none_happens_in_a_hidden_tab(PageKind kind)
    {
        await Page.GotoAsync(await PutAsync(kind));
        await Banner(Page).ScrollIntoViewIfNeededAsync();
        using (var late = new CancellationTokenSource(TimeSpan.FromSeconds(40)))
        {
            while (Asked.Count < 3)
            {
                Assert.False(late.IsCancellationRequested, $"Only {Asked.Count} asked for after 40 s.");
                await Page.WaitForTimeoutAsync(100);
            }
        }

        // The third is seen for some three seconds of its eight. By the page and not by the budget, which hears of it later.
        await Page.WaitForTimeoutAsync(3_000);
        await Page.EvaluateAsync("() => hide(true)");
        await UntilAsync(new Counts(3, 3, 0, 0), 8_000);
        Assert.Equal(3, Asked.Count);

        // What it was seen before counts: the fourth comes after the rest of the interval, not at once and not after a whole one.
        var shown = TimeProvider.System.GetTimestamp();
        await Page.EvaluateAsync("() => hide(false)");
        await Page.WaitForTimeoutAsync(1_500);
        Assert.Equal(3, Asked.Count);
        await UntilAsync(new Counts(4, 4, 0, 0), 0);
        Assert.InRange(TimeProvider.System.GetElapsedTime(shown).TotalSeconds, 2, 20);
        Assert.Equal(4, Asked.Count);
    }
}
