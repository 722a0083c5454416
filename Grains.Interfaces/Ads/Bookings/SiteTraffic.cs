using System.Collections.Immutable;

namespace Sokbo.Grains.Interfaces.Ads.Bookings;

/// <summary>The recorded traffic of a site.</summary>
[GenerateSerializer, Immutable, Alias("ads.SiteTraffic")]
public sealed record SiteTraffic([property: Id(0)] ImmutableArray<SlotProfile> Slots)
{
    public const int SlotsMax = 500;

    public static SiteTraffic None { get; } = new([]);
}
