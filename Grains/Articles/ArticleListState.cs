using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Grains.Articles;

/// <summary>
/// A list and a reserve behind it, so that a card that leaves makes room for the next:
/// <code>
///   Cards   [ newest … 60 | … 120 ]      the first 60 are public
///   Removed [ id → revision ]            what left, so that an older state cannot bring it back
/// </code>
/// </summary>
[GenerateSerializer, Immutable, Alias("articles.ArticleListState")]
internal sealed record ArticleListState
{
    public const int KeptMax = 2 * ArticleList.CardsMax;

    public const int RemovedMax = 500;

    public static ArticleListState Empty { get; } = new();

    [Id(0)] public ImmutableArray<ArticleCard> Cards { get; init; } = [];

    /// <summary>Most recently removed last.</summary>
    [Id(1)] public ImmutableArray<RemovedCard> Removed { get; init; } = [];

    public ArticleList Public => new([.. Cards.Take(ArticleList.CardsMax)]);

    /// <summary>Revision of the article that the list knows; 0 for none.</summary>
    public int RevisionOf(string id) =>
        Cards.FirstOrDefault(card => card.Id == id)?.Revision ?? Removed.FirstOrDefault(card => card.Id == id)?.Revision ?? 0;
}
