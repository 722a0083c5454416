namespace Sokbo.Grains.Interfaces.Weather;

/// <summary>How old a reading may be. Pages, API and browsers use these numbers.</summary>
public static class ReadingAges
{
    /// <summary>
    /// From an observation to the expected arrival of the next: stations report hourly, and a report becomes usable 10 to
    /// 40 minutes past the hour. With <see cref="Grace"/> a reading of 07:00 is old from 08:40, the latest of those times.
    /// </summary>
    public static readonly TimeSpan NextAfter = TimeSpan.FromMinutes(70);

    /// <summary>A reading is old when nothing newer has come this long after the expected arrival.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(30);

    /// <summary>From its observation on, a value is not shown any more.</summary>
    public static readonly TimeSpan GoneAfter = TimeSpan.FromHours(3);

    public static DateTimeOffset NextExpectedAt(DateTimeOffset observedAt) => observedAt + NextAfter;

    public static ReadingAge Of(DateTimeOffset? observedAt, DateTimeOffset now) => Of(observedAt, moment => now >= moment);

    /// <param name="observedAt">Null for a reading of no time.</param>
    /// <param name="hasPassed">Whether a moment has come.</param>
    public static ReadingAge Of(DateTimeOffset? observedAt, Func<DateTimeOffset, bool> hasPassed) => observedAt switch
    {
        null => ReadingAge.Gone,
        { } at when hasPassed(at + GoneAfter) => ReadingAge.Gone,
        { } at when hasPassed(NextExpectedAt(at) + Grace) => ReadingAge.Old,
        _ => ReadingAge.Fresh,
    };
}
