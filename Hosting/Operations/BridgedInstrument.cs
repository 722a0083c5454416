namespace Sokbo.Hosting.Operations;

/// <summary>One instrument as it appears on <c>/metrics</c>.</summary>
/// <param name="Name">Name of the metric.</param>
/// <param name="Kind">What it is shown as.</param>
internal sealed record BridgedInstrument(string Name, BridgedKind Kind)
{
    /// <summary>The tags that stay, in the order of <see cref="Labels"/>; all others are summed over.</summary>
    public string[] Tags { get; init; } = [];

    public string[] Labels { get; init; } = [];

    /// <summary>Factor from the instrument's unit to the metric's.</summary>
    public double Scale { get; init; } = 1;

    public double[] Buckets { get; init; } = [];
}
