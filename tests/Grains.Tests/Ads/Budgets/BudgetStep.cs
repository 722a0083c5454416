using Sokbo.Grains.Interfaces.Ads.Events;

namespace Sokbo.Grains.Tests.Ads.Budgets;

/// <summary>One thing that happens to a budget.</summary>
internal sealed record BudgetStep
{
    public required BudgetStepKind Kind { get; init; }

    public int Gateway { get; init; }

    /// <summary>The place of a lease among those granted; beyond them, one that was never granted.</summary>
    public int Lease { get; init; }

    /// <summary>A number of the lease, or how many are wanted or were issued.</summary>
    public int Number { get; init; }

    public AdEventKind Event { get; init; }

    public int Times { get; init; }
}
