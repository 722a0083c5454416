using System.Collections.Immutable;

namespace Sokbo.Grains.Interfaces.Ads.Bookings;

/// <summary>What a gateway has seen on one site since its last report. Without slots it says that it was there, and nobody came.</summary>
/// <param name="Gateway">One run of one gateway process.</param>
/// <param name="Seq">Grows with each report of the run; a repetition has the same one and counts once.</param>
/// <param name="Hour">The hour since 1970 (UTC) in which it was made.</param>
/// <param name="Slots">One for each slot and hour.</param>
[GenerateSerializer, Immutable, Alias("ads.TrafficReport")]
public sealed record TrafficReport(
    [property: Id(0)] string Gateway,
    [property: Id(1)] long Seq,
    [property: Id(2)] int Hour,
    [property: Id(3)] ImmutableArray<SlotTraffic> Slots);
