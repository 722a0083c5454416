using System.Collections.Immutable;

namespace Sokbo.Grains.Interfaces.Ads;

/// <summary>What one campaign may show in one slot now.</summary>
[GenerateSerializer, Immutable, Alias("ads.LineupChange")]
public sealed record LineupChange(
    [property: Id(0)] string CampaignId,
    [property: Id(1)] int Revision,
    [property: Id(2)] ImmutableArray<string> Shown);
