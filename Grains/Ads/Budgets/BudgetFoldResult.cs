using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Ads.Events;

namespace Sokbo.Grains.Ads.Budgets;

/// <summary>What a fold has changed.</summary>
internal sealed record BudgetFoldResult
{
    /// <summary>The first entry that was new.</summary>
    public required long First { get; init; }

    /// <summary>The last one.</summary>
    public required long Last { get; init; }

    /// <summary>Leases with new bits.</summary>
    public required ImmutableArray<LeaseSheet> Sheets { get; init; }

    /// <summary>By slot, creative, bucket and hour, in this order. A count is negative where an event moved to another bucket.</summary>
    public required ImmutableArray<EventCount> Counts { get; init; }

    /// <summary>Billed events by day in Seoul.</summary>
    public required ImmutableArray<DayCount> Billed { get; init; }
}
