using System.Diagnostics;

namespace Sokbo.Load;

/// <summary>The longest time between two updates at one reader.</summary>
internal sealed class ArrivalGap
{
    private long _last;

    public TimeSpan Longest { get; private set; }

    public void Mark()
    {
        var now = Stopwatch.GetTimestamp();
        if (_last != 0 && Stopwatch.GetElapsedTime(_last, now) is var gap && gap > Longest)
        {
            Longest = gap;
        }

        _last = now;
    }

    public void Clear() => (_last, Longest) = (0, TimeSpan.Zero);
}
