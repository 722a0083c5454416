using System.Collections.Immutable;
using Sokbo.Grains.Ads.Months;
using Sokbo.Grains.Interfaces.Ads.Budgets;
using Sokbo.Grains.Interfaces.Ads.Events;

namespace Sokbo.Grains.Ads.Budgets;

/// <summary>What a budget writes with every change; small, whatever the campaign has delivered.</summary>
[GenerateSerializer, Immutable, Alias("ads.BudgetHead")]
internal sealed record BudgetHead
{
    public const int EpochsMax = 16;
    public const int DaysMax = 4;

    [Id(0)] public required BudgetTerms Terms { get; init; }

    /// <summary>The store's incarnation that the numbers were given out in.</summary>
    [Id(1)] public required string Incarnation { get; init; }

    /// <summary>Restored from a backup: nothing is given out until an operator releases the campaign.</summary>
    [Id(2)] public bool Held { get; init; }

    /// <summary>Random high halves of lease ids, the present one last. Each incarnation of the store has its own.</summary>
    [Id(3)] public required ImmutableArray<int> Epochs { get; init; }

    /// <summary>Leases given out in the present epoch.</summary>
    [Id(4)] public int LeasesMade { get; init; }

    /// <summary>Leases that are not closed, oldest first.</summary>
    [Id(5)] public ImmutableArray<LeaseRecord> Open { get; init; } = [];

    /// <summary>What is folded of each log.</summary>
    [Id(6)] public ImmutableDictionary<string, LogCursor> Cursors { get; init; } = ImmutableDictionary<string, LogCursor>.Empty;

    /// <summary>Sums over all hours, sorted by slot, creative and bucket.</summary>
    [Id(7)] public ImmutableArray<EventCount> Totals { get; init; } = [];

    [Id(8)] public long Billed { get; init; }

    /// <summary>Billed of the last days in Seoul that had any, the latest last.</summary>
    [Id(9)] public ImmutableArray<DayCount> Days { get; init; } = [];

    [Id(10)] public long LedgerRows { get; init; }

    /// <summary>Hash of the last row of the ledger, lower-case hexadecimal; empty before the first.</summary>
    [Id(11)] public string LedgerHash { get; init; } = "";

    /// <summary>Closed leases are forgotten up to this hour since 1970 (UTC).</summary>
    [Id(12)] public int SweptHour { get; init; }

    /// <summary>The hour since 1970 (UTC) whose list has the first row of the ledger; 0 before there is one.</summary>
    [Id(13)] public int LedgerFrom { get; init; }

    /// <summary>Numbers of all leases that are closed.</summary>
    [Id(14)] public long Tried { get; init; }

    /// <summary>How the traffic runs over a day, as far as it is learned.</summary>
    [Id(15)] public TrafficProfile Traffic { get; init; } = TrafficProfile.Unknown;

    /// <summary>Months, credits and what they cost.</summary>
    [Id(16)] public BudgetAccount Account { get; init; } = BudgetAccount.Empty;

    public int Epoch => Epochs[^1];

    public long BilledOn(int day) => Days.FirstOrDefault(known => known.Day == day).Count;
}
