namespace Sokbo.Grains.Ads.Bookings;

/// <summary>The last report of a gateway that was taken, and in which hour.</summary>
[GenerateSerializer, Immutable, Alias("ads.TrafficCursor")]
internal sealed record TrafficCursor([property: Id(0)] string Gateway, [property: Id(1)] long Seq, [property: Id(2)] int Hour);
