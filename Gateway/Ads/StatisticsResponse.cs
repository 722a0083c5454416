using System.Collections.Immutable;
using Sokbo.Gateway.Ads.Pauses;
using Sokbo.Grains.Interfaces.Ads.Budgets;
using Sokbo.Grains.Interfaces.Ads.Events;

namespace Sokbo.Gateway.Ads;

/// <summary>What was counted and billed since the beginning: the sums of the ledger up to the row that it names.</summary>
internal sealed record StatisticsResponse
{
    public required string Id { get; init; }

    /// <summary><c>flat</c>, <c>rendered</c>, <c>viewable</c> or <c>click</c>.</summary>
    public required string Pricing { get; init; }

    public required long PriceWon { get; init; }

    public long? Goal { get; init; }

    public long? DailyCap { get; init; }

    /// <summary>Events that bill; never more than the goal.</summary>
    public required long Billed { get; init; }

    /// <summary>Numbers given out that may still bill.</summary>
    public required long Open { get; init; }

    /// <summary>Of the current day in Seoul.</summary>
    public required long BilledToday { get; init; }

    /// <summary>Whole won; 0 for a flat price.</summary>
    public required long SpendWon { get; init; }

    /// <summary>Billed events that the pacing asks for by now.</summary>
    public long? Expected { get; init; }

    /// <summary>True after a restore, until an operator releases the campaign.</summary>
    public bool? Held { get; init; }

    /// <summary>While it is paused.</summary>
    public PauseResponse? Pause { get; init; }

    /// <summary>Every event is in exactly one: all names, those that bill and those that do not.</summary>
    public required IReadOnlyDictionary<string, long> Counts { get; init; }

    public required ImmutableArray<StatisticsRow> Rows { get; init; }

    public required long LedgerRows { get; init; }

    /// <summary>Of the last row, which contains that of the row before, and so on to the first.</summary>
    public required string LedgerHash { get; init; }

    public static StatisticsResponse Of(BudgetState state) => new()
    {
        Id = state.Campaign,
        Pricing = CampaignTerms.Name(state.Terms.Pricing),
        PriceWon = state.Terms.PriceWon,
        Goal = state.Terms.Goal,
        DailyCap = state.Terms.DailyCap,
        Billed = state.Billed,
        Open = state.Open,
        BilledToday = state.BilledToday,
        SpendWon = state.SpendWon,
        Expected = state.Terms.Goal is null ? null : state.Expected,
        Held = state.Held ? true : null,
        Counts = Enum.GetValues<EventBucket>().ToDictionary(Name, state.CountOf),
        Rows =
        [
            .. state.Counts
                .GroupBy(count => (count.Slot, count.Creative))
                .OrderBy(group => group.Key.Slot, StringComparer.Ordinal)
                .ThenBy(group => group.Key.Creative, StringComparer.Ordinal)
                .Select(group => new StatisticsRow(
                    group.Key.Slot,
                    group.Key.Creative,
                    group.GroupBy(count => count.Bucket).OrderBy(bucket => bucket.Key).ToDictionary(bucket => Name(bucket.Key), bucket => bucket.Sum(count => count.Count)))),
        ],
        LedgerRows = state.LedgerRows,
        LedgerHash = state.LedgerHash,
    };

    public static string Name(EventBucket bucket)
    {
        var name = bucket.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
