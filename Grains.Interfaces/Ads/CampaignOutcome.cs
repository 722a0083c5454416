namespace Sokbo.Grains.Interfaces.Ads;

/// <summary>Answer to an act: the campaign as it stands after it, or why nothing has changed.</summary>
[GenerateSerializer, Immutable, Alias("ads.CampaignOutcome")]
public sealed record CampaignOutcome(
    [property: Id(0)] AdsVerdict Verdict,
    [property: Id(1)] CampaignDetails? Campaign,
    [property: Id(2)] string CreativeId = "");
