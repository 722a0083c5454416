using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Ads.Budgets;
using Sokbo.Grains.Interfaces.Ads.Events;

namespace Sokbo.Grains.Interfaces.Ads.Months;

/// <summary>What one campaign costs in one month. Amounts are whole won without VAT. Fixed once it is closed.</summary>
[GenerateSerializer, Immutable, Alias("ads.MonthAccount")]
public sealed record MonthAccount
{
    /// <summary>yyyymm, in Seoul.</summary>
    [Id(0)] public required int Month { get; init; }

    [Id(1)] public required string Campaign { get; init; }

    /// <summary>As they were at the close, or are now.</summary>
    [Id(2)] public required BudgetTerms Terms { get; init; }

    /// <summary>Events that bill in this month; 0 for a flat price.</summary>
    [Id(3)] public required long Billed { get; init; }

    /// <summary>Those of them that belong to days of months that were closed before they came.</summary>
    [Id(4)] public long Carried { get; init; }

    /// <summary>What <see cref="Billed"/> costs, or the part of a flat price that falls on the month's days.</summary>
    [Id(5)] public required long AmountWon { get; init; }

    /// <summary>A flat price: what a change of price or dates makes closed months cost more or less.</summary>
    [Id(6)] public long AdjustmentWon { get; init; }

    [Id(7)] public ImmutableArray<CampaignCredit> Credits { get; init; } = [];

    /// <summary>By slot, creative and bucket, for the hours of the month; what was late for a closed month is in the one after it.</summary>
    [Id(8)] public ImmutableArray<EventCount> Counts { get; init; } = [];

    /// <summary>Days of a flat price that fall on the month; 0 for others.</summary>
    [Id(9)] public int Days { get; init; }

    [Id(10)] public bool Closed { get; init; }

    [Id(11)] public DateTimeOffset? ClosedAt { get; init; }

    [Id(12)] public string ClosedBy { get; init; } = "";

    /// <summary>The row of the ledger that closes the month, and its hash; 0 and empty while it is open.</summary>
    [Id(13)] public long Row { get; init; }

    [Id(14)] public string Hash { get; init; } = "";

    public long CreditWon => Credits.Sum(credit => credit.AmountWon);

    public long NetWon => AmountWon + AdjustmentWon - CreditWon;

    /// <summary>Nothing was counted, and nothing is to be paid.</summary>
    public bool IsEmpty => Billed == 0 && AmountWon == 0 && AdjustmentWon == 0 && Credits.IsEmpty && Counts.IsEmpty;
}
