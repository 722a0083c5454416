using Sokbo.Grains.Interfaces.Ads;

namespace Sokbo.Gateway.Ads.Decisions;

/// <summary>A decision read back from the journal, with the versions that it was made on.</summary>
internal sealed record RecordedDecision
{
    public required DecisionId Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required CatalogueVersion Catalogue { get; init; }

    public required SlotState Slot { get; init; }

    public required int[] Values { get; init; }

    public required int[] Labels { get; init; }

    /// <summary>As sets of campaigns.</summary>
    public required ulong[] Capped { get; init; }

    public required ulong[] Without { get; init; }

    public required bool Emergency { get; init; }

    public required Choice Choice { get; init; }
}
