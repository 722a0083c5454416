using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Ads.Events;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Interfaces.Ads.Budgets;

/// <summary>State of <c>stats/campaign/{id}</c>: all counts since the beginning, as they are in the ledger.</summary>
[GenerateSerializer, Immutable, Alias("ads.BudgetState")]
public sealed record BudgetState : TopicPayload
{
    [Id(0)] public required string Campaign { get; init; }

    [Id(1)] public required BudgetTerms Terms { get; init; }

    /// <summary>Events that bill; at most the goal.</summary>
    [Id(2)] public required long Billed { get; init; }

    /// <summary>Numbers given out that may still bill.</summary>
    [Id(3)] public required long Open { get; init; }

    /// <summary>Billed of the current day in Seoul.</summary>
    [Id(4)] public required long BilledToday { get; init; }

    /// <summary>
    /// Whole won: what the billed events cost, remainders of a thousand carried; of a flat price the days that have come.
    /// Credits are not taken off.
    /// </summary>
    [Id(5)] public required long SpendWon { get; init; }

    /// <summary>Counts by slot, creative and bucket.</summary>
    [Id(6)] public required ImmutableArray<EventCount> Counts { get; init; }

    /// <summary>True after a restore, until released.</summary>
    [Id(7)] public bool Held { get; init; }

    /// <summary>Rows of the ledger so far, and the hash of the last one in lower-case hexadecimal.</summary>
    [Id(8)] public long LedgerRows { get; init; }

    [Id(9)] public string LedgerHash { get; init; } = "";

    /// <summary>The hour since 1970 (UTC) of the first row; 0 before there is one.</summary>
    [Id(11)] public int LedgerFrom { get; init; }

    /// <summary>Billed events that the curve asks for by now; the goal where there is no curve.</summary>
    [Id(10)] public long Expected { get; init; }

    /// <summary>The present day in Seoul as yyyymmdd, and the one on which the campaign was booked.</summary>
    [Id(30)] public int Today { get; init; }

    [Id(31)] public int BookedDay { get; init; }

    /// <summary>Whole won of all credits, make-goods included.</summary>
    [Id(32)] public long CreditWon { get; init; }

    /// <summary>Numbers that are delivered again; the goal of <see cref="Terms"/> contains them.</summary>
    [Id(33)] public long MadeGood { get; init; }

    /// <summary>The last closed month as yyyymm; 0 for none.</summary>
    [Id(34)] public int ClosedThrough { get; init; }

    /// <summary>The hours of the last two days in which something was counted, in order.</summary>
    [Id(35)] public ImmutableArray<HourCounts> Recent { get; init; } = [];

    /// <summary>The part of the period that has passed, 0 to 1; null without both dates.</summary>
    [Id(36)] public double? TimeShare { get; init; }

    public long CountOf(EventBucket bucket) => Counts.Where(count => count.Bucket == bucket).Sum(count => count.Count);
}
