using Microsoft.AspNetCore.Http.HttpResults;
using Sokbo.Gateway.Access;
using Sokbo.Gateway.Api;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Ads;

/// <summary>Finds campaigns for those who may see them.</summary>
internal static class CampaignAccess
{
    public static async Task<(CampaignDetails? Campaign, ProblemHttpResult? Refusal)> FindAsync(
        string id, Caller caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var campaign = Identifier.IsValid(id) ? await grains.GetGrain<ICampaignGrain>(id).Read(cancellationToken) : null;
        return campaign switch
        {
            null => (null, ApiProblem.NotFound("campaign", id)),
            _ when !caller.MayUseAccount(campaign.Owner.AdvertiserId) => (null, AdsAnswers.WrongAccount(campaign.Owner.AdvertiserId)),
            _ when !caller.MayUseSite(campaign.Owner.Site) => (null, ApiProblem.WrongSite(campaign.Owner.Site)),
            _ => (campaign, null),
        };
    }
}
