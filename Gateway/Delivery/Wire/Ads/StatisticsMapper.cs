using Sokbo.Gateway.Ads;
using Sokbo.Grains.Interfaces.Ads.Budgets;

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
        LedgerRows = payload.LedgerRows,
    };
}
