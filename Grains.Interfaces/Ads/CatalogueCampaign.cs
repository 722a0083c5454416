using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Ads.Budgets;
using Sokbo.Grains.Interfaces.Ads.Rules;

namespace Sokbo.Grains.Interfaces.Ads;

/// <summary>A campaign as gateways decide on it. Paused and ended campaigns are in the catalogue too, so that clicks still find their way.</summary>
[GenerateSerializer, Immutable, Alias("ads.CatalogueCampaign")]
public sealed record CatalogueCampaign
{
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required string AdvertiserId { get; init; }

    [Id(2)] public required string AdvertiserName { get; init; }

    [Id(3)] public required int Revision { get; init; }

    /// <summary>Ids of slots on the catalogue's site.</summary>
    [Id(4)] public required ImmutableArray<string> Slots { get; init; }

    [Id(5)] public DateTimeOffset? Start { get; init; }

    [Id(6)] public DateTimeOffset? End { get; init; }

    [Id(7)] public bool Paused { get; init; }

    /// <summary>Share of the rotation among the campaigns of one slot, 1 to 1,000.</summary>
    [Id(8)] public required int Weight { get; init; }

    [Id(9)] public ImmutableArray<Creative> Creatives { get; init; } = [];

    [Id(10)] public bool Sample { get; init; }

    [Id(11)] public string Name { get; init; } = "";

    [Id(12)] public Pricing Pricing { get; init; }

    /// <summary>Whole won, as <see cref="Pricing"/> says.</summary>
    [Id(14)] public long PriceWon { get; init; }

    [Id(15)] public long? Goal { get; init; }

    [Id(16)] public long? DailyCap { get; init; }

    [Id(17)] public Pacing Pacing { get; init; }

    [Id(13)] public DeliveryRules Rules { get; init; } = DeliveryRules.None;

    /// <summary>Links to its page that were not revoked.</summary>
    [Id(30)] public ImmutableArray<CatalogueLink> Links { get; init; } = [];

    public bool IsWithinDates(DateTimeOffset now) => IsWithinDates(moment => now >= moment);

    /// <param name="hasPassed">Whether a moment has come.</param>
    public bool IsWithinDates(Func<DateTimeOffset, bool> hasPassed) => (Start is not { } start || hasPassed(start)) && (End is not { } end || !hasPassed(end));
}
