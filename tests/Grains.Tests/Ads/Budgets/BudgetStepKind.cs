namespace Sokbo.Grains.Tests.Ads.Budgets;

internal enum BudgetStepKind
{
    Ask = 0,
    Event = 1,
    GiveBack = 2,
    Close = 3,
    NextDay = 4,
    Repeat = 5,
}
