namespace Sokbo.Grains.Interfaces.Ads;

[GenerateSerializer, Immutable, Alias("ads.AdvertiserOutcome")]
public sealed record AdvertiserOutcome(
    [property: Id(0)] AdsVerdict Verdict,
    [property: Id(1)] AdvertiserDetails? Advertiser);
