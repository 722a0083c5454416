using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Interfaces.Articles;

/// <summary>State of <c>front/{site}</c> and <c>section/{site}/{id}</c>: newest first by first publication, then by id.</summary>
[GenerateSerializer, Immutable, Alias("articles.ArticleList")]
public sealed record ArticleList([property: Id(0)] ImmutableArray<ArticleCard> Cards) : TopicPayload
{
    /// <summary>Older articles leave the list; they keep their pages.</summary>
    public const int CardsMax = 60;

    public override TopicPayload Apply(TopicPayload delta) => delta is ArticleListDelta change
        ? new ArticleList(
        [
            .. Cards
                .Where(card => !change.Removed.Contains(card.Id) && !change.Upserted.Any(other => other.Id == card.Id))
                .Concat(change.Upserted)
                .OrderByDescending(card => card.FirstPublishedAt)
                .ThenByDescending(card => card.Id, StringComparer.Ordinal)
                .Take(CardsMax),
        ])
        : base.Apply(delta);
}
