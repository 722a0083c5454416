using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Ads.Budgets;

namespace Sokbo.Grains.Ads.Budgets;

/// <summary>The part of a goal that is due at a moment: the traffic that has passed by then, out of all of the period.</summary>
internal static class PacingCurve
{
    private const double FrontLoad = 1.4;

    /// <summary>
    /// Traffic by hour of the day in Seoul, in parts of any unit, for a site that has not been measured yet: quiet before
    /// dawn, most from the way to work to the late evening. An assumption of ours, replaced by what is measured.
    /// </summary>
    public static ImmutableArray<double> DefaultProfile { get; } =
    [
        16, 10, 7, 6, 7, 12, 26, 44, 56, 56, 52, 52, 56, 52, 48, 47, 48, 52, 54, 54, 55, 54, 46, 30,
    ];

    /// <summary>0 before the start and 1 from the end on; never falls.</summary>
    public static double Share(Pacing pacing, DateTimeOffset start, DateTimeOffset end, DateTimeOffset at, ImmutableArray<double> profile)
    {
        if (at <= start)
        {
            return 0;
        }

        return Shaped(pacing, EvenShare(start, end, at, profile));
    }

    /// <summary>The part of the period's traffic that has passed by a moment.</summary>
    public static double EvenShare(DateTimeOffset start, DateTimeOffset end, DateTimeOffset at, ImmutableArray<double> profile) =>
        at <= start ? 0
        : at >= end ? 1
        : Traffic(start, at, profile) / Traffic(start, end, profile);

    /// <summary>The part of the goal that is due when so much of the traffic has passed.</summary>
    public static double Shaped(Pacing pacing, double even) => pacing switch
    {
        Pacing.Even => even,
        Pacing.FrontLoaded => even <= 0.5 ? FrontLoad * even : 1 - ((2 - FrontLoad) * (1 - even)),
        _ => 1,
    };

    /// <summary>Traffic of a stretch of time, in the profile's unit times hours.</summary>
    private static double Traffic(DateTimeOffset from, DateTimeOffset to, ImmutableArray<double> profile) => Since1970(to, profile) - Since1970(from, profile);

    private static double Since1970(DateTimeOffset moment, ImmutableArray<double> profile)
    {
        var local = moment + SeoulDay.Offset;
        var (days, rest) = Math.DivRem(local.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks, TimeSpan.TicksPerDay);
        var hour = (int)(rest / TimeSpan.TicksPerHour);
        var sum = days * profile.Sum();
        for (var past = 0; past < hour; past++)
        {
            sum += profile[past];
        }

        return sum + (profile[hour] * (rest % TimeSpan.TicksPerHour) / TimeSpan.TicksPerHour);
    }
}
