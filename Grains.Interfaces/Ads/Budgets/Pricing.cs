namespace Sokbo.Grains.Interfaces.Ads.Budgets;

/// <summary>What is paid for, and so which event bills.</summary>
[GenerateSerializer, Alias("ads.Pricing")]
public enum Pricing
{
    /// <summary>A price for a period: delivery is unlimited and counted, and no event bills.</summary>
    Flat = 0,

    /// <summary>A price for a thousand rendered impressions.</summary>
    Rendered = 1,

    /// <summary>A price for a thousand viewable impressions.</summary>
    Viewable = 2,

    /// <summary>A price for each click.</summary>
    Click = 3,
}
