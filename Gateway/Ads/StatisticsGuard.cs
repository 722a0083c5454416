using System.Security.Claims;
using Sokbo.Gateway.Access;
using Sokbo.Gateway.Ads.Links;
using Sokbo.Gateway.Delivery;
using Sokbo.Grains.Interfaces.Access;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Ads;

/// <summary>A campaign's statistics are for ad operations, for its advertiser, as over the API, and for who has a link to its page.</summary>
internal sealed class StatisticsGuard(IGrainFactory grains, Lazy<CampaignLinks> links) : ITopicGuard
{
    public async ValueTask<bool> MayHearAsync(TopicName topic, ClaimsPrincipal? user, CancellationToken cancellationToken)
    {
        if (topic.Kind == TopicKind.Statistics && CampaignLinks.TextOf(user) is { } text)
        {
            var linked = await links.Value.FindAsync(text, cancellationToken);
            return linked.Standing == LinkStanding.Known && linked.Campaign!.Id == topic.Owner.Key.ToString();
        }

        if (topic.Kind != TopicKind.Statistics || user is null || Caller.Of(user) is not { } caller || !caller.Has(Role.AdOps | Role.Advertiser))
        {
            return false;
        }

        var campaign = await grains.GetGrain<ICampaignGrain>(topic.Owner.Key.ToString()!).Read(cancellationToken);
        return campaign is not null && caller.MayUseAccount(campaign.Owner.AdvertiserId) && caller.MayUseSite(campaign.Owner.Site);
    }
}
