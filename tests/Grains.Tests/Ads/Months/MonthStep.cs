namespace Sokbo.Grains.Tests.Ads.Months;

internal sealed record MonthStep
{
    public required MonthStepKind Kind { get; init; }

    public long Number { get; init; }

    public int DaysAgo { get; init; }
}
