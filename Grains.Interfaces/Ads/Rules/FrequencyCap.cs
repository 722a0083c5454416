namespace Sokbo.Grains.Interfaces.Ads.Rules;

/// <summary>How often one reader sees a campaign at most. A period begins with the first impression in it.</summary>
/// <param name="Count">1 to <see cref="CountMax"/>.</param>
/// <param name="Period">At most one cap of each period.</param>
[GenerateSerializer, Immutable, Alias("ads.FrequencyCap")]
public sealed record FrequencyCap(
    [property: Id(0)] int Count,
    [property: Id(1)] CapPeriod Period)
{
    public const int CountMax = 1_000;
}
