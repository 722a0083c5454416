namespace Sokbo.Grains.Interfaces.Ads.Budgets;

/// <summary>How a goal is spread over its period.</summary>
[GenerateSerializer, Alias("ads.Pacing")]
public enum Pacing
{
    /// <summary>In step with the usual traffic.</summary>
    Even = 0,

    /// <summary>Up to 40 % ahead of even, all of it gained in the first half of the period and given back in the second.</summary>
    FrontLoaded = 1,

    /// <summary>As much as the traffic gives.</summary>
    Fast = 2,
}
