namespace Sokbo.Grains.Interfaces.Ads;

/// <summary>Days in Seoul as yyyymmdd: nine hours ahead of UTC, without summer time since 1988.</summary>
public static class SeoulDay
{
    public static readonly TimeSpan Offset = TimeSpan.FromHours(9);

    public static int Of(DateTimeOffset moment)
    {
        var local = moment.ToOffset(Offset);
        return (local.Year * 10_000) + (local.Month * 100) + local.Day;
    }

    /// <summary>The midnight with which the day of a moment began.</summary>
    public static DateTimeOffset StartOf(DateTimeOffset moment) => new(moment.ToOffset(Offset).Date, Offset);

    /// <summary>When the day begins; null for what is no day of the years 2000 to 9998.</summary>
    public static DateTimeOffset? Start(int day)
    {
        var (year, month, date) = (day / 10_000, day / 100 % 100, day % 100);
        return year is >= 2000 and <= 9998 && month is >= 1 and <= 12 && date >= 1 && date <= DateTime.DaysInMonth(year, month)
            ? new DateTimeOffset(year, month, date, 0, 0, 0, Offset)
            : null;
    }
}
