using System.Collections.Immutable;

namespace Sokbo.Grains.Ads;

/// <summary>What a slot remembers of a campaign: the newest revision it took, and what that may show.</summary>
[GenerateSerializer, Immutable, Alias("ads.SlotLineup")]
internal sealed record SlotLineup(
    [property: Id(0)] string CampaignId,
    [property: Id(1)] int Revision,
    [property: Id(2)] ImmutableArray<string> Shown);
