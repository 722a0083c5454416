using System.Collections.Immutable;
using Sokbo.Gateway.Ads.Pauses;
using Sokbo.Gateway.Ads.Statistics;
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

    /// <summary>Whole won without VAT, credits not taken off; of a flat price the days that have come.</summary>
    public required long SpendWon { get; init; }

    /// <summary>Whole won of all credits and make-goods.</summary>
    public required long CreditWon { get; init; }

    /// <summary>Viewable impressions and clicks by rendered ones; absent before there is one.</summary>
    public double? ViewableRate { get; init; }

    public double? ClickRate { get; init; }

    /// <summary>Billed events by those that the pacing asks for by now; 1 is as planned.</summary>
    public double? Pace { get; init; }

    /// <summary>Billed events by the goal, and the part of the period that has passed.</summary>
    public double? GoalShare { get; init; }

    public double? TimeShare { get; init; }

    /// <summary>Billed events that the pacing asks for by now.</summary>
    public long? Expected { get; init; }

    /// <summary>True after a restore, until an operator releases the campaign.</summary>
    public bool? Held { get; init; }

    /// <summary>While it is paused.</summary>
    public PauseResponse? Pause { get; init; }

    /// <summary>Every event is in exactly one: all names, those that bill and those that do not.</summary>
    public required IReadOnlyDictionary<string, long> Counts { get; init; }

    public required ImmutableArray<StatisticsRow> Rows { get; init; }

    /// <summary>The hours of the last two days in which something was counted, oldest first.</summary>
    public required ImmutableArray<StatisticsHour> Hours { get; init; }

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
        CreditWon = state.CreditWon,
        ViewableRate = Numbers.Rate(state.CountOf(EventBucket.Viewable), state.CountOf(EventBucket.Rendered)),
        ClickRate = Numbers.Rate(state.CountOf(EventBucket.Click), state.CountOf(EventBucket.Rendered)),
        Pace = state.Terms.Goal is null ? null : Numbers.Rate(state.Billed, state.Expected),
        GoalShare = Numbers.Rate(state.Billed, state.Terms.Goal ?? 0),
        TimeShare = state.TimeShare,
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
        Hours = [.. state.Recent.Select(hour => new StatisticsHour(Grains.Interfaces.Ads.Events.Hours.Start(hour.Hour), hour.Rendered, hour.Viewable, hour.Clicks, hour.Others))],
        LedgerRows = state.LedgerRows,
        LedgerHash = state.LedgerHash,
    };

    public static string Name(EventBucket bucket)
    {
        var name = bucket.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
