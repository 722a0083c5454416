using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Ads.Events;

namespace Sokbo.Grains.Ads.Budgets;

/// <param name="Day">A day in Seoul as yyyymmdd.</param>
/// <param name="Counts">By slot, creative, bucket and hour.</param>
[GenerateSerializer, Immutable, Alias("ads.DayCounts")]
internal sealed record DayCounts([property: Id(0)] int Day, [property: Id(1)] ImmutableArray<EventCount> Counts);
