using System.Globalization;
using System.Runtime.InteropServices;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Ads.Budgets;

namespace Sokbo.Grains.Ads.Months;

/// <summary>
/// A flat price over the days of its period in Seoul: every day costs the same whole number of won, and the last day what
/// is left besides. Pure.
/// </summary>
/// <param name="PriceWon">For the whole period.</param>
/// <param name="FirstDay">yyyymmdd.</param>
/// <param name="LastDay">yyyymmdd, not before the first.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FlatPrice(long PriceWon, int FirstDay, int LastDay)
{
    /// <summary>A campaign without a start begins on the day it was booked; one without an end costs everything on its first day.</summary>
    public static FlatPrice Of(BudgetTerms terms, int bookedDay)
    {
        var first = terms.Start is { } start ? SeoulDay.Of(start) : bookedDay;
        var last = terms.End is { } end ? SeoulDay.Of(end.AddTicks(-1)) : first;
        return new FlatPrice(terms.PriceWon, first, Math.Max(first, last));
    }

    /// <summary>Won for the days up to this one, included.</summary>
    public long DueThrough(int day)
    {
        var days = DaysBetween(FirstDay, LastDay);
        var passed = DaysThrough(day);
        return passed == days ? PriceWon : passed * (PriceWon / days);
    }

    /// <summary>Days of the period up to this one, included.</summary>
    public int DaysThrough(int day) => day < FirstDay ? 0 : DaysBetween(FirstDay, Math.Min(day, LastDay));

    private static int DaysBetween(int first, int last) => Date(last).DayNumber - Date(first).DayNumber + 1;

    private static DateOnly Date(int day) => DateOnly.ParseExact(day.ToString("00000000", CultureInfo.InvariantCulture), "yyyyMMdd", CultureInfo.InvariantCulture);
}
