namespace Sokbo.Gateway.Ads.Decisions;

/// <summary>A request as the catalogue understands it.</summary>
internal readonly ref struct DecisionInputs
{
    /// <summary>Numbers of the page's values, see <see cref="TargetingIndex.Resolve"/>.</summary>
    public required ReadOnlySpan<int> Values { get; init; }

    /// <summary>Numbers of the labels that the page shows.</summary>
    public required ReadOnlySpan<int> Labels { get; init; }

    /// <summary>Only campaigns that are cleared for it may stand beside what the page shows.</summary>
    public required bool Emergency { get; init; }

    /// <summary>Campaigns that the reader has seen often enough.</summary>
    public required ReadOnlySpan<ulong> Capped { get; init; }
}
