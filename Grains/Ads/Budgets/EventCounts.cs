using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Ads.Events;

namespace Sokbo.Grains.Ads.Budgets;

internal static class EventCounts
{
    /// <summary>The sums, sorted by slot, creative, bucket and hour; what sums up to nothing is left out.</summary>
    public static ImmutableArray<EventCount> Add(IEnumerable<EventCount> one, IEnumerable<EventCount> other) =>
    [
        .. one.Concat(other)
            .GroupBy(count => (count.Slot, count.Creative, count.Bucket, count.Hour))
            .Select(group => group.First() with { Count = group.Sum(count => count.Count) })
            .Where(count => count.Count != 0)
            .OrderBy(count => count.Slot, StringComparer.Ordinal)
            .ThenBy(count => count.Creative, StringComparer.Ordinal)
            .ThenBy(count => count.Bucket)
            .ThenBy(count => count.Hour),
    ];
}
