namespace Sokbo.Grains.Tests.Ads.Months;

internal enum MonthStepKind
{
    Bill = 0,
    CreditWon = 1,
    MakeGood = 2,
    Wait = 3,
    Close = 4,
    Reprice = 5,
}
