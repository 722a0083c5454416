using System.Collections.Immutable;

namespace Sokbo.Grains.Ads.Budgets;

/// <param name="Hour">Hour since 1970 (UTC).</param>
/// <param name="Leases">Ids of the leases that were closed in it.</param>
[GenerateSerializer, Immutable, Alias("ads.ClosedLeases")]
internal sealed record ClosedLeases([property: Id(0)] int Hour, [property: Id(1)] ImmutableArray<long> Leases);
