using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Ads.Bookings;

namespace Sokbo.Grains.Ads.Bookings;

/// <summary>An hour that is not over for long enough to be folded.</summary>
[GenerateSerializer, Immutable, Alias("ads.SeenHour")]
internal sealed record SeenHour([property: Id(0)] int Hour, [property: Id(1)] ImmutableArray<SlotTraffic> Slots);
