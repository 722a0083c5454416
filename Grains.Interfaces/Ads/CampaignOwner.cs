namespace Sokbo.Grains.Interfaces.Ads;

/// <summary>Whose campaign it is, and where: fixed at its creation.</summary>
[GenerateSerializer, Immutable, Alias("ads.CampaignOwner")]
public sealed record CampaignOwner(
    [property: Id(0)] string Site,
    [property: Id(1)] string AdvertiserId,
    [property: Id(2)] string AdvertiserName,
    [property: Id(3)] bool Sample);
