using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Grains.Articles;

/// <summary>
/// A list and a reserve behind it, so that a card that leaves makes room for the next:
/// <code>
///   Cards   [ newest … 60 | … 120 | arranged ]   the first 60 are public, and older ones that are arranged
///   Removed [ id → revision ]                    what left, so that an older state cannot bring it back
/// </code>
/// </summary>
[GenerateSerializer, Immutable, Alias("articles.ArticleListState")]
internal sealed record ArticleListState
{
    public const int KeptMax = 2 * ArticleList.CardsMax;

    public const int RemovedMax = 500;

    public const int OperationsMax = 64;

    public static ArticleListState Empty { get; } = new();

    [Id(0)] public ImmutableArray<ArticleCard> Cards { get; init; } = [];

    /// <summary>Most recently removed last.</summary>
    [Id(1)] public ImmutableArray<RemovedCard> Removed { get; init; } = [];

    /// <summary>Null where nobody has arranged it.</summary>
    [Id(2)] public ListArrangement? Arranged { get; init; }

    /// <summary>Oldest first, at most <see cref="ArrangementEntry.KeptMax"/>.</summary>
    [Id(3)] public ImmutableArray<ArrangementEntry> Arrangements { get; init; } = [];

    /// <summary>Acts that arranged it, most recent last, at most <see cref="OperationsMax"/>.</summary>
    [Id(4)] public ImmutableArray<string> Operations { get; init; } = [];

    public ListArrangement Arrangement => Arranged ?? ListArrangement.None;

    public ArticleList Public => ArrangementRules.Arrange(Cards, Arrangement);

    /// <summary>Revision of the article that the list knows; 0 for none.</summary>
    public int RevisionOf(string id) =>
        Cards.FirstOrDefault(card => card.Id == id)?.Revision ?? Removed.FirstOrDefault(card => card.Id == id)?.Revision ?? 0;
}
