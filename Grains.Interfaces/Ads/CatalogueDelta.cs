using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Interfaces.Ads;

/// <summary>A campaign that came or changed.</summary>
/// <param name="Campaign">As it is now.</param>
/// <param name="Dropped">A campaign that had to make room; empty for none.</param>
[ClusterOnly, GenerateSerializer, Immutable, Alias("ads.CatalogueDelta")]
public sealed record CatalogueDelta(
    [property: Id(0)] CatalogueCampaign Campaign,
    [property: Id(1)] string Dropped) : TopicPayload;
