using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Ads.Budgets;
using Sokbo.Grains.Interfaces.Ads.Events;

namespace Sokbo.Grains.Ads.Budgets;

/// <summary>
/// How the traffic that could have gone to a campaign runs over a day, learned from the decisions that gateways report:
/// those depend on readers alone, while what was shown depends on the pacing that is to be found. Pure.
/// </summary>
/// <remarks>
/// An hour counts when it was heard from its beginning to its end. What is learned comes into use at midnight in Seoul, and
/// the curve goes on from where it stands then: it never jumps.
/// </remarks>
[GenerateSerializer, Immutable, Alias("ads.TrafficProfile")]
internal sealed record TrafficProfile
{
    public const int HoursOfDay = 24;

    /// <summary>After so many days of an hour the default has no part in it any more.</summary>
    public const int DaysEnough = 4;

    /// <summary>What one day more changes, once there are enough.</summary>
    private const double Smoothing = 0.3;

    /// <summary>A rush counts as so many times the usual at most: it says nothing about tomorrow.</summary>
    private const double RushMax = 3;

    /// <summary>Of the mean hour. No hour is without traffic for good: a curve that stands still there could not be caught up in it.</summary>
    private const double LeastPart = 0.02;

    public static TrafficProfile Unknown { get; } = new();

    /// <summary>Decisions by hour of the day in Seoul, smoothed over days; 24, or empty while nothing is learned.</summary>
    [Id(0)] public ImmutableArray<double> Seen { get; init; } = [];

    /// <summary>Days that are in each of them, at most <see cref="DaysEnough"/>.</summary>
    [Id(1)] public ImmutableArray<int> Days { get; init; } = [];

    /// <summary>The hour since 1970 (UTC) that is counted now; 0 before there is one.</summary>
    [Id(2)] public int Hour { get; init; }

    /// <summary>Decisions of it.</summary>
    [Id(3)] public long Decisions { get; init; }

    /// <summary>It was heard from its beginning.</summary>
    [Id(4)] public bool IsWhole { get; init; }

    /// <summary>Traffic by hour of the day that is in use, in any unit; empty for the default.</summary>
    [Id(5)] public ImmutableArray<double> Adopted { get; init; } = [];

    /// <summary>Since when.</summary>
    [Id(6)] public DateTimeOffset Since { get; init; }

    /// <summary>The part of the period's traffic that had passed by then.</summary>
    [Id(7)] public double ShareBefore { get; init; }

    public ImmutableArray<double> Profile => Adopted.IsDefaultOrEmpty ? PacingCurve.DefaultProfile : Adopted;

    /// <summary>Takes decisions that came since the last time, and adopts what is learned when a day has begun.</summary>
    public TrafficProfile Saw(long decisions, BudgetTerms terms, DateTimeOffset now)
    {
        var hour = Hours.Of(now);
        if (hour <= Hour)
        {
            return this with { Decisions = Decisions + decisions };
        }

        var counted = IsWhole && hour == Hour + 1 ? Learned(HourOfDay(Hour), Decisions) : this;
        var next = counted with { Hour = hour, Decisions = decisions, IsWhole = Hour != 0 && hour == Hour + 1 };
        return Hour != 0 && SeoulDay.Of(Hours.Start(hour)) != SeoulDay.Of(Hours.Start(Hour)) ? next.AdoptedAt(terms, now) : next;
    }

    /// <summary>The part of a period's traffic that has passed by a moment; never falls.</summary>
    public double EvenShare(DateTimeOffset start, DateTimeOffset end, DateTimeOffset at) =>
        Since <= start || Since >= end ? PacingCurve.EvenShare(start, end, at, Profile)
        // Which profile was in use before is not kept: what is certain is how much had passed at the change.
        : at < Since ? ShareBefore * PacingCurve.EvenShare(start, Since, at, Profile)
        : ShareBefore + ((1 - ShareBefore) * PacingCurve.EvenShare(Since, end, at, Profile));

    /// <summary>For a period with other dates.</summary>
    public TrafficProfile FromTheStart() => this with { Since = default, ShareBefore = 0 };

    private static int HourOfDay(int hour) => (hour + SeoulDay.Offset.Hours) % HoursOfDay;

    private TrafficProfile Learned(int hourOfDay, long decisions)
    {
        var seen = Seen.IsDefaultOrEmpty ? [.. new double[HoursOfDay]] : Seen;
        var days = Days.IsDefaultOrEmpty ? [.. new int[HoursOfDay]] : Days;
        var known = seen[hourOfDay];
        var part = Math.Max(Smoothing, 1.0 / (days[hourOfDay] + 1));
        var counted = days[hourOfDay] > 0 && known > 0 ? Math.Min(decisions, RushMax * known) : decisions;
        return this with
        {
            Seen = seen.SetItem(hourOfDay, known + (part * (counted - known))),
            Days = days.SetItem(hourOfDay, Math.Min(days[hourOfDay] + 1, DaysEnough)),
        };
    }

    private TrafficProfile AdoptedAt(BudgetTerms terms, DateTimeOffset now)
    {
        if (terms is not { Start: { } start, End: { } end } || Seen.IsDefaultOrEmpty || Seen.Sum() <= 0)
        {
            return this;
        }

        return this with { Adopted = Blended(), Since = now, ShareBefore = EvenShare(start, end, now) };
    }

    /// <summary>What was seen, and the default, to the same scale, where little or nothing was.</summary>
    private ImmutableArray<double> Blended()
    {
        var usual = PacingCurve.DefaultProfile;
        var heard = Enumerable.Range(0, HoursOfDay).Where(hour => Days[hour] > 0).ToList();
        var scale = heard.Sum(hour => Seen[hour]) / heard.Sum(hour => usual[hour]);
        double[] blended =
        [
            .. Enumerable.Range(0, HoursOfDay).Select(hour =>
            {
                var part = (double)Days[hour] / DaysEnough;
                return (part * Seen[hour]) + ((1 - part) * scale * usual[hour]);
            }),
        ];
        var least = LeastPart * blended.Average();
        return [.. blended.Select(weight => Math.Max(least, weight))];
    }
}
