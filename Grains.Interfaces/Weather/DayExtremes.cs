namespace Sokbo.Grains.Interfaces.Weather;

/// <summary>
/// The lowest and the highest reading of one day in Seoul, of equal ones the earlier. They are looked up in the history and
/// not kept beside it, so that a correction or a withdrawn reading corrects them too.
/// </summary>
public sealed record DayExtremes(Reading Lowest, Reading Highest)
{
    /// <summary>Korea has one offset all year.</summary>
    private static readonly TimeSpan SeoulOffset = TimeSpan.FromHours(9);

    /// <summary>Of the day that <paramref name="now"/> is in; null while it has no temperature.</summary>
    /// <param name="history">Oldest first.</param>
    /// <param name="now">A moment of the day.</param>
    public static DayExtremes? Of(IEnumerable<Reading> history, DateTimeOffset now)
    {
        DayExtremes? extremes = null;
        var day = now.ToOffset(SeoulOffset).Date;
        foreach (var reading in history.Where(reading => reading.Tenths is not null && reading.ObservedAt.ToOffset(SeoulOffset).Date == day))
        {
            extremes = extremes is null
                ? new DayExtremes(reading, reading)
                : new DayExtremes(
                    reading.Tenths < extremes.Lowest.Tenths ? reading : extremes.Lowest,
                    reading.Tenths > extremes.Highest.Tenths ? reading : extremes.Highest);
        }

        return extremes;
    }
}
