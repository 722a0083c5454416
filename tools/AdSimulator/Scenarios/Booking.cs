using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Ads.Budgets;

namespace Sokbo.AdSimulator.Scenarios;

/// <summary>One campaign as it is booked.</summary>
internal sealed record Booking
{
    public required string Id { get; init; }

    public required long Goal { get; init; }

    public required DateTimeOffset Start { get; init; }

    public required DateTimeOffset End { get; init; }

    public Pricing Pricing { get; init; } = Pricing.Rendered;

    public Pacing Pacing { get; init; } = Pacing.Even;

    public long? DailyCap { get; init; }

    /// <summary>Ids of slots that the traffic names.</summary>
    public ImmutableArray<string> Slots { get; init; } = ["slot"];

    /// <summary>Share of the rotation, 1 to 1,000.</summary>
    public int Weight { get; init; } = 1;

    public BudgetTerms Terms => new()
    {
        Site = "default",
        AdvertiserId = "advertiser",
        Revision = 1,
        Pricing = Pricing,
        Goal = Goal,
        DailyCap = DailyCap,
        Start = Start,
        End = End,
        Pacing = Pacing,
    };
}
