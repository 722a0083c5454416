using System.Collections.Immutable;

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
}
