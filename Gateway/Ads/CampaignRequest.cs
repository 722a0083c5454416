using Sokbo.Grains.Interfaces.Sites;

namespace Sokbo.Gateway.Ads;

internal sealed partial record CampaignRequest
{
    public const int NameLengthMax = 200;

    /// <summary>Fixed at the creation.</summary>
    public string? AdvertiserId { get; init; }

    public required string Name { get; init; }

    /// <summary>1 to 50 ids of slots on the site.</summary>
    public required IReadOnlyList<string> Slots { get; init; }

    public DateTimeOffset? Start { get; init; }

    /// <summary>The first moment at which it does not run any more.</summary>
    public DateTimeOffset? End { get; init; }

    /// <summary>Share of the rotation among the campaigns of a slot, 1 to 1,000.</summary>
    public int Weight { get; init; } = 1;

    /// <summary>Fixed at the creation.</summary>
    public string? Site { get; init; }

    /// <summary>Marks every banner as 견본; operators only.</summary>
    public bool Sample { get; init; }

    /// <summary>What is paid for: <c>flat</c> (the period), <c>rendered</c>, <c>viewable</c> or <c>click</c>.</summary>
    public string Pricing { get; init; } = CampaignTerms.Flat;

    /// <summary>Whole won: for the period, a thousand impressions or a click.</summary>
    public long PriceWon { get; init; }

    /// <summary>Events to bill at most. Required unless the price is flat, which has none.</summary>
    public long? Goal { get; init; }

    /// <summary>Events to bill on one day in Seoul at most; only with a goal.</summary>
    public long? DailyCap { get; init; }

    /// <summary>How a goal is spread over the period: <c>even</c>, <c>frontLoaded</c> or <c>fast</c>.</summary>
    public string Pacing { get; init; } = CampaignTerms.Even;

    public string SiteOrDefault => Site ?? SiteInfo.DefaultId;
}
