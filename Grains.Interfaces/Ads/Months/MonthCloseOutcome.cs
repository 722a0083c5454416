namespace Sokbo.Grains.Interfaces.Ads.Months;

/// <param name="Verdict">What became of it.</param>
/// <param name="State">All months as they stand after it.</param>
[GenerateSerializer, Immutable, Alias("ads.MonthCloseOutcome")]
public sealed record MonthCloseOutcome([property: Id(0)] MonthCloseVerdict Verdict, [property: Id(1)] MonthsState State);
