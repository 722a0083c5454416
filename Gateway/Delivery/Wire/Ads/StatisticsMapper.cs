using Sokbo.Gateway.Ads;
using Sokbo.Gateway.Ads.Statistics;
using Sokbo.Grains.Interfaces.Ads.Budgets;
using Sokbo.Grains.Interfaces.Ads.Events;

namespace Sokbo.Gateway.Delivery.Wire.Ads;

internal sealed class StatisticsMapper : WireMapper<BudgetState>
{
    protected override object Map(BudgetState payload, WireStep step) => new WireStatistics
    {
        Id = payload.Campaign,
        Pricing = CampaignTerms.Name(payload.Terms.Pricing),
        Goal = payload.Terms.Goal,
        Billed = payload.Billed,
        BilledToday = payload.BilledToday,
        Open = payload.Open,
        SpendWon = payload.SpendWon,
        CreditWon = payload.CreditWon,
        ViewableRate = Numbers.Rate(payload.CountOf(EventBucket.Viewable), payload.CountOf(EventBucket.Rendered)),
        ClickRate = Numbers.Rate(payload.CountOf(EventBucket.Click), payload.CountOf(EventBucket.Rendered)),
        Pace = payload.Terms.Goal is null ? null : Numbers.Rate(payload.Billed, payload.Expected),
        GoalShare = Numbers.Rate(payload.Billed, payload.Terms.Goal ?? 0),
        TimeShare = payload.TimeShare,
        Expected = payload.Terms.Goal is null ? null : payload.Expected,
        Held = payload.Held ? true : null,
        Counts =
        [
            .. payload.Counts.Select(count => new WireCount
            {
                Slot = count.Slot,
                Creative = count.Creative,
                Bucket = StatisticsResponse.Name(count.Bucket),
                Count = count.Count,
            }),
        ],
        Hours = [.. payload.Recent.Select(hour => (long[])[hour.Hour, hour.Rendered, hour.Viewable, hour.Clicks, hour.Others])],
        LedgerRows = payload.LedgerRows,
    };
}
