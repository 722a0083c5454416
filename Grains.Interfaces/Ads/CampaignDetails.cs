using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Ads.Budgets;

namespace Sokbo.Grains.Interfaces.Ads;

/// <summary>A campaign as its people see it.</summary>
[GenerateSerializer, Immutable, Alias("ads.CampaignDetails")]
public sealed record CampaignDetails
{
    public const int CreativesMax = 100;

    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required CampaignOwner Owner { get; init; }

    [Id(2)] public required CampaignDraft Draft { get; init; }

    /// <summary>Grows by 1 with each change of the campaign or of one of its creatives, and when it starts or ends.</summary>
    [Id(3)] public required int Revision { get; init; }

    [Id(4)] public bool Paused { get; init; }

    [Id(5)] public ImmutableArray<Creative> Creatives { get; init; } = [];

    /// <summary>When it was paused; null while it is not, and for one that was paused before this was kept.</summary>
    [Id(6)] public DateTimeOffset? PausedAt { get; init; }

    /// <summary>Links that were not revoked, oldest first, those that have ended too.</summary>
    [Id(7)] public ImmutableArray<CampaignLink> Links { get; init; } = [];

    /// <summary>Whether the dates let it run.</summary>
    public bool IsRunningAt(DateTimeOffset now) => !Paused && (Draft.Start is not { } start || now >= start) && (Draft.End is not { } end || now < end);

    public CatalogueCampaign ForCatalogue() => new()
    {
        Id = Id,
        AdvertiserId = Owner.AdvertiserId,
        AdvertiserName = Owner.AdvertiserName,
        Name = Draft.Name,
        Revision = Revision,
        Slots = Draft.Slots,
        Start = Draft.Start,
        End = Draft.End,
        Paused = Paused,
        Weight = Draft.Weight,
        Creatives = Creatives,
        Sample = Owner.Sample,
        Pricing = Draft.Pricing,
        PriceWon = Draft.PriceWon,
        Goal = Draft.Goal,
        DailyCap = Draft.DailyCap,
        Pacing = Draft.Pacing,
        Rules = Draft.Rules,
        Links = [.. Links.Select(link => new CatalogueLink(link.Id, link.Until))],
    };

    public BudgetTerms ForBudget() => new()
    {
        Site = Owner.Site,
        AdvertiserId = Owner.AdvertiserId,
        Revision = Revision,
        Pricing = Draft.Pricing,
        PriceWon = Draft.PriceWon,
        Goal = Draft.Goal,
        DailyCap = Draft.DailyCap,
        Start = Draft.Start,
        End = Draft.End,
        Pacing = Draft.Pacing,
        Paused = Paused,
        Name = Draft.Name,
    };
}
