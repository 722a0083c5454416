using Sokbo.Grains.Interfaces.Ads.Budgets;
using Sokbo.Grains.Interfaces.Ads.Events;

namespace Sokbo.Grains.Ads.Bookings;

/// <summary>
/// How many impressions an event takes, from what the budgets of a site have counted; before that from defaults, which weigh
/// as much as some thousand impressions.
/// </summary>
internal sealed record EventRates(double ViewableShare, double ClickShare)
{
    public const double ViewableShareDefault = 0.5;
    public const double ClickShareDefault = 0.001;

    private const double ViewablePrior = 1_000;
    private const double ClickPrior = 20_000;

    public static EventRates Default { get; } = new(ViewableShareDefault, ClickShareDefault);

    public static EventRates Of(IReadOnlyCollection<BudgetState> budgets)
    {
        var rendered = budgets.Sum(budget => (double)budget.CountOf(EventBucket.Rendered));
        var viewable = budgets.Sum(budget => (double)budget.CountOf(EventBucket.Viewable));
        var clicks = budgets.Sum(budget => (double)budget.CountOf(EventBucket.Click));
        return new EventRates(
            (viewable + (ViewableShareDefault * ViewablePrior)) / (rendered + ViewablePrior),
            (clicks + (ClickShareDefault * ClickPrior)) / (rendered + ClickPrior));
    }

    public double ImpressionsFor(Pricing pricing) => pricing switch
    {
        Pricing.Viewable => 1 / ViewableShare,
        Pricing.Click => 1 / ClickShare,
        _ => 1,
    };
}
