namespace Sokbo.Grains.Interfaces.Ads.Months;

/// <param name="Verdict">What became of it.</param>
/// <param name="Credit">Null unless it is done; null also for the repetition of one whose month was closed long ago.</param>
[GenerateSerializer, Immutable, Alias("ads.CreditOutcome")]
public sealed record CreditOutcome([property: Id(0)] CreditVerdict Verdict, [property: Id(1)] CampaignCredit? Credit);
