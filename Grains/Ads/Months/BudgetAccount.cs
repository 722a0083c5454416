using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Ads.Months;

namespace Sokbo.Grains.Ads.Months;

/// <summary>What a campaign owes by month: sums over closed months, which nothing changes any more, and what is open.</summary>
[GenerateSerializer, Immutable, Alias("ads.BudgetAccount")]
internal sealed record BudgetAccount
{
    public const int CreditsMax = 100;
    public const int CreditIdsMax = 256;
    public const int ClosedMonthsMax = 240;

    public static readonly BudgetAccount Empty = new();

    /// <summary>The day in Seoul on which the campaign was booked: a flat price without a start is due then.</summary>
    [Id(0)] public int BookedDay { get; init; }

    /// <summary>The last closed month as yyyymm; 0 for none.</summary>
    [Id(1)] public int ClosedThrough { get; init; }

    /// <summary>Whole won of all closed months, credits not taken off.</summary>
    [Id(2)] public long ClosedWon { get; init; }

    /// <summary>The part of it that a flat price made.</summary>
    [Id(3)] public long ClosedFlatWon { get; init; }

    [Id(4)] public long ClosedCreditWon { get; init; }

    /// <summary>Thousandths of a won that closed months left over; the next month begins with them.</summary>
    [Id(5)] public int Remainder { get; init; }

    /// <summary>By open month, in order.</summary>
    [Id(6)] public ImmutableArray<MonthBilled> Months { get; init; } = [];

    /// <summary>Of the open months.</summary>
    [Id(7)] public ImmutableArray<CampaignCredit> Credits { get; init; } = [];

    /// <summary>The last credits ever made, oldest first: a repetition finds itself here and changes nothing.</summary>
    [Id(8)] public ImmutableArray<string> CreditIds { get; init; } = [];

    /// <summary>Numbers that are delivered again, all in all: the goal is so much higher than the campaign's own.</summary>
    [Id(9)] public long MadeGood { get; init; }

    /// <summary>Closed months that have an account of their own, because there was something in them; in order, the last ones.</summary>
    [Id(10)] public ImmutableArray<int> ClosedMonths { get; init; } = [];
}
