using System.Collections.Immutable;
using Sokbo.Gateway.Ads.Pauses;
using Sokbo.Grains.Interfaces.Ads;

namespace Sokbo.Gateway.Ads;

internal sealed partial record CampaignResponse
{
    public required string Id { get; init; }

    public required string Site { get; init; }

    public required string AdvertiserId { get; init; }

    public required string AdvertiserName { get; init; }

    public required string Name { get; init; }

    public required ImmutableArray<string> Slots { get; init; }

    public DateTimeOffset? Start { get; init; }

    public DateTimeOffset? End { get; init; }

    public required int Weight { get; init; }

    public required bool Paused { get; init; }

    /// <summary>Absent in lists and while it runs.</summary>
    public PauseResponse? Pause { get; init; }

    public bool? Sample { get; init; }

    /// <summary><c>flat</c>, <c>rendered</c>, <c>viewable</c> or <c>click</c>.</summary>
    public required string Pricing { get; init; }

    /// <summary>Whole won; absent for none.</summary>
    public long? PriceWon { get; init; }

    public long? Goal { get; init; }

    public long? DailyCap { get; init; }

    /// <summary><c>even</c>, <c>frontLoaded</c> or <c>fast</c>; absent without a goal.</summary>
    public string? Pacing { get; init; }

    public required int Revision { get; init; }

    public required ImmutableArray<CreativeResponse> Creatives { get; init; }

    /// <summary>From the catalogue of a site.</summary>
    public static CampaignResponse Of(CatalogueCampaign campaign, string site) => new CampaignResponse
    {
        Id = campaign.Id,
        Site = site,
        AdvertiserId = campaign.AdvertiserId,
        AdvertiserName = campaign.AdvertiserName,
        Name = campaign.Name,
        Slots = campaign.Slots,
        Start = campaign.Start,
        End = campaign.End,
        Weight = campaign.Weight,
        Paused = campaign.Paused,
        Sample = campaign.Sample ? true : null,
        Pricing = CampaignTerms.Name(campaign.Pricing),
        PriceWon = campaign.PriceWon == 0 ? null : campaign.PriceWon,
        Goal = campaign.Goal,
        DailyCap = campaign.DailyCap,
        Pacing = campaign.Goal is null ? null : CampaignTerms.Name(campaign.Pacing),
        Revision = campaign.Revision,
        Creatives = [.. campaign.Creatives.Select(CreativeResponse.Of)],
    }.With(campaign.Rules);

    public static CampaignResponse Of(CampaignDetails campaign) => new CampaignResponse
    {
        Id = campaign.Id,
        Site = campaign.Owner.Site,
        AdvertiserId = campaign.Owner.AdvertiserId,
        AdvertiserName = campaign.Owner.AdvertiserName,
        Name = campaign.Draft.Name,
        Slots = campaign.Draft.Slots,
        Start = campaign.Draft.Start,
        End = campaign.Draft.End,
        Weight = campaign.Draft.Weight,
        Paused = campaign.Paused,
        Sample = campaign.Owner.Sample ? true : null,
        Pricing = CampaignTerms.Name(campaign.Draft.Pricing),
        PriceWon = campaign.Draft.PriceWon == 0 ? null : campaign.Draft.PriceWon,
        Goal = campaign.Draft.Goal,
        DailyCap = campaign.Draft.DailyCap,
        Pacing = campaign.Draft.Goal is null ? null : CampaignTerms.Name(campaign.Draft.Pacing),
        Revision = campaign.Revision,
        Creatives = [.. campaign.Creatives.Select(CreativeResponse.Of)],
    }.With(campaign.Draft.Rules);
}
