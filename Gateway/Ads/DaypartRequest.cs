using Sokbo.Gateway.Api;
using Sokbo.Grains.Interfaces.Ads.Rules;

namespace Sokbo.Gateway.Ads;

/// <summary>Hours of some days of the week, in Seoul.</summary>
internal sealed record DaypartRequest
{
    private static readonly string[] Names = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    /// <summary><c>mon</c> to <c>sun</c>; unless given, every day.</summary>
    public IReadOnlyList<string>? Days { get; init; }

    /// <summary>The first hour, 0 to 23.</summary>
    public int From { get; init; }

    /// <summary>The first hour that is not part of it, at most 24.</summary>
    public int Until { get; init; } = 24;

    public static DaypartRequest Of(Daypart daypart) => new()
    {
        Days = daypart.Days == WeekDays.All ? null : [.. Names.Where((_, day) => ((int)daypart.Days & (1 << day)) != 0)],
        From = daypart.FromHour,
        Until = daypart.UntilHour,
    };

    public void Check(RequestErrors errors, string pointer)
    {
        errors.Check(Days is null || (Days.Count is > 0 and <= 7 && Days.All(Names.Contains)), $"{pointer}/days", $"Must be some of {string.Join(", ", Names)}.");
        errors.Check(From is >= 0 and <= 23, $"{pointer}/from", "Must be an hour from 0 to 23.");
        errors.Check(Until > From && Until <= 24, $"{pointer}/until", "Must be an hour later than from, at most 24. What goes on after midnight is a second daypart.");
    }

    public Daypart Daypart() => new(
        Days is null ? WeekDays.All : (WeekDays)Days.Aggregate(0, (days, name) => days | (1 << Array.IndexOf(Names, name))), From, Until);
}
