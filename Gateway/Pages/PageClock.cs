namespace Sokbo.Gateway.Pages;

/// <summary>
/// The time of a page that is being rendered. Whatever a page shows of time it asks here, so that it is known when time alone
/// last made another page of it: rendered anew from the same states, it is the same page until that has moved on. For one
/// request, which does one thing after the other.
/// </summary>
public sealed class PageClock(DateTimeOffset now)
{
    /// <summary>When the last moment came that the page depends on; year 1 while it depends on none.</summary>
    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>The beginning of this day in Seoul.</summary>
    public DateTimeOffset Today => Began(SeoulTime.DayOf(now));

    /// <summary>The beginning of this hour.</summary>
    public DateTimeOffset Hour => Began(now.AddTicks(-(now.UtcTicks % TimeSpan.TicksPerHour)));

    /// <summary>The beginning of this minute.</summary>
    public DateTimeOffset Minute => Began(now.AddTicks(-(now.UtcTicks % TimeSpan.TicksPerMinute)));

    /// <summary>For whoever keeps the page. It must not be shown.</summary>
    internal DateTimeOffset Now => now;

    public bool HasPassed(DateTimeOffset moment)
    {
        if (moment > now)
        {
            return false;
        }

        Began(moment);
        return true;
    }

    private DateTimeOffset Began(DateTimeOffset moment)
    {
        ChangedAt = moment > ChangedAt ? moment : ChangedAt;
        return moment;
    }
}
