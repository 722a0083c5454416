using Sokbo.Grains.Interfaces.Ads;

namespace Sokbo.Gateway.Ads.Links;

/// <param name="Standing">Whether it shows anything.</param>
/// <param name="Token">What was signed; null where nothing was.</param>
/// <param name="Campaign">As the catalogue has it; null unless the link is known.</param>
internal sealed record LinkedCampaign(LinkStanding Standing, LinkToken? Token = null, CatalogueCampaign? Campaign = null)
{
    public static readonly LinkedCampaign Unknown = new(LinkStanding.Unknown);
}
