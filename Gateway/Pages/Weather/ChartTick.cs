namespace Sokbo.Gateway.Pages.Weather;

/// <summary>A line of a chart with its label: how far from the left, or from the top, and in what type.</summary>
/// <param name="At">In units of the view box.</param>
/// <param name="Label">Text beside it.</param>
/// <param name="Strong">Midnight, and zero degrees.</param>
internal sealed record ChartTick(int At, string Label, bool Strong);
