using System.Security.Claims;
using Sokbo.Gateway.Access;
using Sokbo.Gateway.Delivery;
using Sokbo.Grains.Interfaces.Access;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Ads;

/// <summary>A campaign's statistics are for ad operations and for its advertiser, as over the API.</summary>
internal sealed class StatisticsGuard(IGrainFactory grains) : ITopicGuard
{
    public async ValueTask<bool> MayHearAsync(TopicName topic, ClaimsPrincipal? user, CancellationToken cancellationToken)
    {
        if (topic.Kind != TopicKind.Statistics || user is null || Caller.Of(user) is not { } caller || !caller.Has(Role.AdOps | Role.Advertiser))
        {
            return false;
        }

        var campaign = await grains.GetGrain<ICampaignGrain>(topic.Owner.Key.ToString()!).Read(cancellationToken);
        return campaign is not null && caller.MayUseAccount(campaign.Owner.AdvertiserId) && caller.MayUseSite(campaign.Owner.Site);
    }
}
