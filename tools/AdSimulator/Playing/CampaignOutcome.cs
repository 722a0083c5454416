using System.Collections.Immutable;
using Sokbo.AdSimulator.Scenarios;
using Sokbo.Grains.Ads.Budgets;
using Sokbo.Grains.Interfaces.Ads.Budgets;

namespace Sokbo.AdSimulator.Playing;

/// <summary>What has become of a booking.</summary>
internal sealed record CampaignOutcome
{
    /// <summary>So often chance alone is further off at a mark: four standard deviations of what is normally distributed.</summary>
    private const double Rarity = 1 / 30_000.0;

    /// <summary>From here on what is counted is normally distributed, near enough.</summary>
    private const double Many = 100;

    public required Booking Booking { get; init; }

    /// <summary>One every five minutes of its period.</summary>
    public required ImmutableArray<Mark> Marks { get; init; }

    public required BudgetHead Head { get; init; }

    /// <summary>The most that was ever billed and out beyond the goal; above 0 only where more numbers than events are needed.</summary>
    public required long ExcessMax { get; init; }

    /// <summary>Requests of gateways for numbers, and how many of them were granted.</summary>
    public required long Asked { get; init; }

    public required long Granted { get; init; }

    /// <summary>Off the curve by this at most, in events; 0 where there is no curve.</summary>
    public double OffMax => HasCurve && Marks.Length > 0 ? Marks.Max(mark => Math.Abs(mark.Off)) : 0;

    /// <summary>Billed events for each number that is given out, on average; it decides how far off chance alone may be.</summary>
    public required double Yield { get; init; }

    /// <summary>One percent of the goal, and one event at least.</summary>
    public double Tolerance => Math.Max(1, Booking.Goal / 100.0);

    /// <summary>
    /// Events by which what the numbers under way bring may differ from its mean: nobody can take them back, and whether they
    /// bill is chance. 0 for rendered impressions, where the number that does not bill comes back.
    /// </summary>
    public double Chance => Booking.Pricing == Pricing.Rendered || Marks.Length < 2
        ? 0
        : Beyond((1 - Yield) * PacingRules.UnderWay(Booking.Pricing, SteepestPerSecond));

    /// <summary>What may be off at a mark. Where chance has a part in it, two events may come for the one that is waited for.</summary>
    public double Limit => Chance == 0 ? Tolerance : Tolerance + Math.Max(1, Chance);

    public bool HasCurve => Booking.Pacing != Pacing.Fast;

    /// <summary>Marks that are further off than may be.</summary>
    public int MarksOff => HasCurve ? Marks.Count(mark => Math.Abs(mark.Off) > Limit + 1e-6) : 0;

    /// <summary>By how much rare events (Poisson) are more than their mean, at most, but for one time in <see cref="Rarity"/>.</summary>
    private static double Beyond(double mean)
    {
        if (mean > Many)
        {
            return 4 * Math.Sqrt(mean);
        }

        var (count, term) = (0, Math.Exp(-mean));
        for (var rest = 1 - term; rest > Rarity; rest -= term)
        {
            count++;
            term *= mean / count;
        }

        return count - mean;
    }

    private double SteepestPerSecond => Marks.Zip(Marks.Skip(1), (early, late) => (late.Expected - early.Expected) / (late.At - early.At).TotalSeconds).Max();
}
