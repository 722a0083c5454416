using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Ads.Events;

namespace Sokbo.Grains.Interfaces.Ads.Budgets;

/// <summary>What a campaign's ledger sums up to, counted from its rows alone.</summary>
[GenerateSerializer, Immutable, Alias("ads.LedgerAudit")]
public sealed record LedgerAudit
{
    [Id(0)] public required long Rows { get; init; }

    /// <summary>Of the last row, lower-case hexadecimal.</summary>
    [Id(1)] public required string Hash { get; init; }

    [Id(2)] public required long Billed { get; init; }

    /// <summary>Whole won: what invoices over all rows say, credits not taken off.</summary>
    [Id(3)] public required long SpendWon { get; init; }

    [Id(4)] public required ImmutableArray<EventCount> Counts { get; init; }

    /// <summary>Whole won of the credits in the rows.</summary>
    [Id(6)] public long CreditWon { get; init; }

    /// <summary>The last month that a row closes, as yyyymm; 0 for none.</summary>
    [Id(7)] public int ClosedThrough { get; init; }

    /// <summary>The first thing that is wrong: a broken chain, or sums that are not the budget's. Empty when all agree.</summary>
    [Id(5)] public string Problem { get; init; } = "";
}
