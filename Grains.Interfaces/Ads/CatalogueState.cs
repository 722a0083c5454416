using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Interfaces.Ads;

/// <summary>State of the cluster topic <c>catalogue/{site}</c>: all that a gateway needs to decide without asking.</summary>
[ClusterOnly, GenerateSerializer, Immutable, Alias("ads.CatalogueState")]
public sealed record CatalogueState([property: Id(0)] ImmutableArray<CatalogueCampaign> Campaigns) : TopicPayload
{
    public const int CampaignsMax = 2_000;

    /// <summary>Secret that signs the tickets of the site; made once, leaves the cluster never.</summary>
    [Id(1)] public ImmutableArray<byte> TicketKey { get; init; } = [];

    public CatalogueCampaign? Find(string id) => Campaigns.FirstOrDefault(campaign => campaign.Id == id);

    public override TopicPayload Apply(TopicPayload delta) => delta is CatalogueDelta change
        ? this with { Campaigns = [.. Campaigns.Where(campaign => campaign.Id != change.Campaign.Id && campaign.Id != change.Dropped), change.Campaign] }
        : base.Apply(delta);
}
