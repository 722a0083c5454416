namespace Sokbo.Grains.Pulls;

/// <summary>What all that is pulled from elsewhere has in common: growing pauses by chance, and days in which calls are counted.</summary>
internal static class PullPause
{
    private const int DoublingsMax = 20;

    /// <summary>+09:00 for as long as this program has existed.</summary>
    private static readonly TimeSpan SeoulOffset = TimeSpan.FromHours(9);

    private static readonly TimeSpan RetryAfterMax = TimeSpan.FromHours(1);

    /// <summary>After a call that brought nothing: anywhere in a window that doubles, and not before the source has asked for.</summary>
    /// <param name="failures">Before this one.</param>
    /// <param name="shortest">Always.</param>
    /// <param name="longest">Of the part by chance.</param>
    /// <param name="retryAfter">What the source has asked for.</param>
    /// <param name="roll">Chance, from 0 to below 1.</param>
    public static TimeSpan After(int failures, TimeSpan shortest, TimeSpan longest, TimeSpan? retryAfter, double roll)
    {
        var window = Math.Min(longest.TotalSeconds, shortest.TotalSeconds * Math.Pow(2, Math.Min(failures, DoublingsMax)));
        var pause = shortest + TimeSpan.FromSeconds(roll * window);
        var asked = retryAfter > RetryAfterMax ? RetryAfterMax : retryAfter ?? TimeSpan.Zero;
        return asked > pause ? asked : pause;
    }

    /// <summary>Day of Seoul, counted from year 1.</summary>
    public static int DayOf(DateTimeOffset now) => DateOnly.FromDateTime(now.ToOffset(SeoulOffset).DateTime).DayNumber;

    public static DateTimeOffset StartOf(int day) => new(DateOnly.FromDayNumber(day).ToDateTime(TimeOnly.MinValue), SeoulOffset);
}
