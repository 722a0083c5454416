using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Sokbo.Fixtures;

/// <summary>Waits for what happens by itself: long enough for a busy machine, so that only what never happens fails.</summary>
public static class Eventually
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public static async Task TrueAsync(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string text = "")
    {
        var started = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(started) > Bound)
            {
                throw new TimeoutException($"Not within {Bound.TotalSeconds:0} s: {text}");
            }

            await Task.Delay(Pause);
        }
    }
}
