using Sokbo.Grains.Interfaces.Ads;

namespace Sokbo.Grains.Ads;

/// <param name="Verdict">What the caller is told.</param>
/// <param name="Next">The record after the act; null where nothing changes.</param>
/// <param name="CreativeId">The creative that the act is about; empty for none.</param>
internal sealed record CampaignDecision(AdsVerdict Verdict, CampaignRecord? Next = null, string CreativeId = "");
