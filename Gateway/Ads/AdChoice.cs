using Sokbo.Gateway.Ads.Leases;
using Sokbo.Grains.Interfaces.Ads;

namespace Sokbo.Gateway.Ads;

/// <summary>What is shown, and the number that it has spent.</summary>
internal sealed record AdChoice(CatalogueCampaign Campaign, Creative Creative, LeasedNumber Number);
