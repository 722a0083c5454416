namespace Sokbo.Grains.Interfaces.Ads.Bookings;

/// <summary>What pages of readers have asked for in one slot.</summary>
/// <param name="Slot">Its id; <see cref="MonthDemand.OtherSlots"/> for those that did not get a row of their own.</param>
/// <param name="Requests">Banners that were asked for.</param>
/// <param name="Shown">Those that were a campaign's.</param>
[GenerateSerializer, Immutable, Alias("ads.SlotDemand")]
public sealed record SlotDemand([property: Id(0)] string Slot, [property: Id(1)] long Requests, [property: Id(2)] long Shown)
{
    /// <summary>Answered with the house's line, with what stands in the page, or with nothing.</summary>
    public long Unfilled => Requests - Shown;
}
