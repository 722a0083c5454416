using Sokbo.Grains.Interfaces.Ads;

namespace Sokbo.Gateway.Ads.Decisions;

/// <summary>Everything that a decision on one slot depends on, besides the numbers at hand and whose turn it is.</summary>
internal readonly ref struct DecisionContext
{
    public required CompiledCatalogue Catalogue { get; init; }

    public required SlotState Slot { get; init; }

    public required DateTimeOffset Now { get; init; }

    public string? Section { get; init; }

    public ReadOnlySpan<string> Tags { get; init; }

    /// <summary>One of <see cref="DeviceKind"/>.</summary>
    public string? Device { get; init; }

    public string? ReferrerHost { get; init; }

    /// <summary>A key with several values stands several times.</summary>
    public ReadOnlySpan<KeyValuePair<string, string>> KeyValues { get; init; }

    /// <summary>The page shows a weather warning of the highest level.</summary>
    public bool Emergency { get; init; }

    /// <summary>How often the reader has seen what.</summary>
    public ReadOnlySpan<CapEntry> Caps { get; init; }

    /// <summary>Labels and creatives that are on the page now, apart from the one that this decision replaces.</summary>
    public ReadOnlySpan<string> Shown { get; init; }
}
