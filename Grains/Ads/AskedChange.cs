using Sokbo.Grains.Interfaces.Ads;

namespace Sokbo.Grains.Ads;

/// <summary>A change that the campaign makes when its budget agrees, and forgets otherwise.</summary>
[GenerateSerializer, Immutable, Alias("ads.AskedChange")]
internal sealed record AskedChange([property: Id(0)] CampaignDraft Draft, [property: Id(1)] AdsAct Act);
