using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Ads.Rules;

namespace Sokbo.Grains.Ads.Bookings;

/// <summary>What one booking takes, in impressions that render.</summary>
internal sealed record InventoryBooking
{
    public required string Id { get; init; }

    public string Name { get; init; } = "";

    public string AdvertiserId { get; init; } = "";

    public required ImmutableArray<string> Slots { get; init; }

    public required DateTimeOffset Start { get; init; }

    /// <summary>The first moment at which it does not run any more.</summary>
    public required DateTimeOffset End { get; init; }

    public int Weight { get; init; } = 1;

    public DeliveryRules Rules { get; init; } = DeliveryRules.None;

    /// <summary>A flat price: it takes its share by weight, and no number of impressions.</summary>
    public bool IsFlat { get; init; }

    /// <summary>Still to be delivered.</summary>
    public long Impressions { get; init; }

    /// <summary>On one day in Seoul at most; null for no cap.</summary>
    public long? DailyCap { get; init; }

    /// <summary>Of the current day's cap used already.</summary>
    public long UsedToday { get; init; }
}
