using System.Collections.Immutable;

namespace Sokbo.Grains.Interfaces.Ads.Bookings;

/// <summary>What the pages of a site have asked for in a month, as gateways have reported it; each report is in it once.</summary>
/// <param name="Month">yyyymm in Seoul.</param>
/// <param name="Slots">By their ids. At most <see cref="SiteTraffic.SlotsMax"/>, and one for all others.</param>
[GenerateSerializer, Immutable, Alias("ads.MonthDemand")]
public sealed record MonthDemand([property: Id(0)] int Month, [property: Id(1)] ImmutableArray<SlotDemand> Slots)
{
    /// <summary>No slot has this id.</summary>
    public const string OtherSlots = "*";
}
