using Sokbo.Grains.Interfaces.Ads.Budgets;
using Sokbo.Grains.Interfaces.Ads.Events;
using Sokbo.Grains.Interfaces.Ads.Months;

namespace Sokbo.Gateway.Ads;

/// <summary>What a campaign's ledger sums up to, counted from its rows alone.</summary>
internal sealed record AuditResponse
{
    public required string Id { get; init; }

    public required long Rows { get; init; }

    /// <summary>Of the last row.</summary>
    public required string Hash { get; init; }

    public required long Billed { get; init; }

    /// <summary>Whole won: what the invoices over all rows say, credits not taken off.</summary>
    public required long SpendWon { get; init; }

    public required long CreditWon { get; init; }

    /// <summary>The last month that a row closes; absent before there is one.</summary>
    public string? ClosedThrough { get; init; }

    public required IReadOnlyDictionary<string, long> Counts { get; init; }

    /// <summary>The first thing that is wrong; empty when the chain is whole and its sums are those of the statistics.</summary>
    public required string Problem { get; init; }

    public static AuditResponse Of(string id, LedgerAudit audit) => new()
    {
        Id = id,
        Rows = audit.Rows,
        Hash = audit.Hash,
        Billed = audit.Billed,
        SpendWon = audit.SpendWon,
        CreditWon = audit.CreditWon,
        ClosedThrough = audit.ClosedThrough == 0 ? null : SeoulMonth.Text(audit.ClosedThrough),
        Counts = Enum.GetValues<EventBucket>().ToDictionary(
            StatisticsResponse.Name, bucket => audit.Counts.Where(count => count.Bucket == bucket).Sum(count => count.Count)),
        Problem = audit.Problem,
    };
}
