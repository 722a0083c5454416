using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Ads;

namespace Sokbo.Grains.Ads;

/// <summary>What a slot grain stores.</summary>
[GenerateSerializer, Immutable, Alias("ads.SlotRecord")]
internal sealed record SlotRecord
{
    public const int LineupsMax = 1_000;

    [Id(0)] public required SlotState Public { get; init; }

    /// <summary>The operation that created the slot.</summary>
    [Id(1)] public required string CreatedBy { get; init; }

    /// <summary>Least recently changed first, at most <see cref="LineupsMax"/>; those that show nothing make room first.</summary>
    [Id(2)] public ImmutableArray<SlotLineup> Lineups { get; init; } = [];
}
