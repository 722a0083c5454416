using System.Collections.Immutable;

namespace Sokbo.Grains.Ads.Bookings;

[GenerateSerializer, Immutable, Alias("ads.FinishedBatch")]
internal sealed record FinishedBatch([property: Id(0)] string OperationId, [property: Id(1)] ImmutableArray<string> Campaigns);
