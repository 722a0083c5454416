namespace Sokbo.Grains.Ads;

/// <summary>An act that was carried out, and the creative it made or changed.</summary>
[GenerateSerializer, Immutable, Alias("ads.CampaignOperation")]
internal sealed record CampaignOperation([property: Id(0)] string Id, [property: Id(1)] string CreativeId);
