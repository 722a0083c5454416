namespace Sokbo.Grains.Ads;

[GenerateSerializer, Alias("ads.CampaignStore")]
internal sealed class CampaignStore
{
    /// <summary>Null while the campaign does not exist.</summary>
    [Id(0)] public CampaignRecord? Record { get; init; }
}
