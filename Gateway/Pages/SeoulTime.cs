using System.Globalization;

namespace Sokbo.Gateway.Pages;

/// <summary>
/// Dates as the pages show them: of Seoul, with the zone's history for archives. The weekday is spelled here, because
/// the culture that would spell it is missing where globalisation is invariant.
/// </summary>
internal static class SeoulTime
{
    private const string Korean = "일월화수목금토";
    private static readonly string[] English = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Seoul");

    public static DateTimeOffset Of(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, Zone);

    /// <summary>The beginning of the day that a time is in.</summary>
    public static DateTimeOffset DayOf(DateTimeOffset time)
    {
        var midnight = Of(time).Date;
        return new DateTimeOffset(midnight, Zone.GetUtcOffset(midnight));
    }

    /// <summary>2026.11.23 (월)</summary>
    public static string DateWithWeekday(DateTimeOffset time, PageLanguage language)
    {
        var local = Of(time);
        var day = (int)local.DayOfWeek;
        var name = language == PageLanguage.English ? English[day] : Korean[day].ToString();
        return $"{Text(local, "yyyy.MM.dd")} ({name})";
    }

    /// <summary>2026.11.23 14:05</summary>
    public static string DateAndTime(DateTimeOffset time) => Text(Of(time), "yyyy.MM.dd HH:mm");

    /// <summary>11.23 14:05</summary>
    public static string ShortDateAndTime(DateTimeOffset time) => Text(Of(time), "MM.dd HH:mm");

    /// <summary>14:05</summary>
    public static string HourAndMinute(DateTimeOffset time) => Text(Of(time), "HH:mm");

    /// <summary>14:05 of the day that it is, and 11.23 14:05 of any other.</summary>
    public static string ClockOrDate(DateTimeOffset time, PageClock clock) =>
        DayOf(time) == clock.Today ? HourAndMinute(time) : ShortDateAndTime(time);

    /// <summary>14시 05분</summary>
    public static string ClockTime(DateTimeOffset time, PageLanguage language) =>
        Text(Of(time), language == PageLanguage.English ? "HH:mm" : "HH'시' mm'분'");

    /// <summary>2026-11-23T14:05:00+09:00, for machines.</summary>
    public static string Machine(DateTimeOffset time) => Text(Of(time), "yyyy-MM-dd'T'HH:mm:sszzz");

    private static string Text(DateTimeOffset time, string format) => time.ToString(format, CultureInfo.InvariantCulture);
}
