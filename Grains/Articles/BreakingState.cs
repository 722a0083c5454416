using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Grains.Articles;

/// <summary>The band, what left it, so that an older state cannot bring that back, and what was done by hand.</summary>
[GenerateSerializer, Immutable, Alias("articles.BreakingState")]
internal sealed record BreakingState
{
    /// <summary>More would not be breaking; the oldest leave.</summary>
    public const int ItemsMax = 10;

    public const int RemovedMax = 200;

    public static BreakingState Empty { get; } = new();

    /// <summary>Newest first.</summary>
    [Id(0)] public ImmutableArray<BreakingItem> Items { get; init; } = [];

    [Id(1)] public ImmutableArray<RemovedCard> Removed { get; init; } = [];

    /// <summary>Oldest first, at most <see cref="BreakingEntry.KeptMax"/>.</summary>
    [Id(2)] public ImmutableArray<BreakingEntry> Entries { get; init; } = [];

    public int RevisionOf(string id) =>
        Items.FirstOrDefault(item => item.IsOf(id))?.Revision ?? Removed.FirstOrDefault(card => card.Id == id)?.Revision ?? 0;

    public BreakingItem? ByHand(string id) => Items.FirstOrDefault(item => item.IsByHand && item.Id == id);
}
