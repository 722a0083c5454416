namespace Sokbo.Grains.Interfaces.Ads.Events;

[GenerateSerializer, Immutable, Alias("ads.FoldEntry")]
public sealed record FoldEntry(
    [property: Id(0)] long Seq,
    [property: Id(1)] CampaignEvents Events);
