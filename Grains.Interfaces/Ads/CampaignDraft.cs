using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Ads.Budgets;
using Sokbo.Grains.Interfaces.Ads.Rules;

namespace Sokbo.Grains.Interfaces.Ads;

/// <summary>What is booked.</summary>
[GenerateSerializer, Immutable, Alias("ads.CampaignDraft")]
public sealed record CampaignDraft
{
    public const int SlotsMax = 50;
    public const int WeightMax = 1_000;

    [Id(0)] public required string Name { get; init; }

    /// <summary>Ids of slots on the campaign's site.</summary>
    [Id(1)] public required ImmutableArray<string> Slots { get; init; }

    [Id(2)] public DateTimeOffset? Start { get; init; }

    /// <summary>The first moment at which it does not run any more.</summary>
    [Id(3)] public DateTimeOffset? End { get; init; }

    [Id(4)] public required int Weight { get; init; }

    [Id(5)] public Pricing Pricing { get; init; }

    /// <summary>Whole won for the period, for a thousand or for a click, as <see cref="Pricing"/> says.</summary>
    [Id(6)] public long PriceWon { get; init; }

    /// <summary>Events to bill at most; null exactly when the price is flat.</summary>
    [Id(7)] public long? Goal { get; init; }

    /// <summary>Events to bill on one day in Seoul at most; null for no cap.</summary>
    [Id(8)] public long? DailyCap { get; init; }

    [Id(9)] public Pacing Pacing { get; init; }

    [Id(10)] public DeliveryRules Rules { get; init; } = DeliveryRules.None;
}
