using Sokbo.Grains.Interfaces.Ads.Budgets;

namespace Sokbo.AdSimulator.Scenarios;

/// <summary>What becomes of a banner that was decided. Each delay is exponential with its mean.</summary>
internal sealed record Readers
{
    /// <summary>Part of the decided banners that ever render.</summary>
    public double RenderRate { get; init; } = 0.95;

    public double RenderSeconds { get; init; } = 1.5;

    /// <summary>Part of the rendered ones that are seen.</summary>
    public double ViewableRate { get; init; } = 0.6;

    public double ViewableSeconds { get; init; } = 4;

    /// <summary>Part of the rendered ones that are clicked.</summary>
    public double ClickRate { get; init; } = 0.01;

    public double ClickSeconds { get; init; } = 8;

    /// <summary>Billed events for each banner that was decided, on average.</summary>
    public double YieldOf(Pricing pricing) => pricing switch
    {
        Pricing.Viewable => RenderRate * ViewableRate,
        Pricing.Click => RenderRate * ClickRate,
        _ => RenderRate,
    };
}
