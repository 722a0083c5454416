using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Interfaces.Articles;

/// <summary>
/// State of <c>front/{site}</c> and <c>section/{site}/{id}</c>. The cards are newest first by first publication, then by id;
/// <see cref="Displayed"/> is the order of the page.
/// </summary>
[GenerateSerializer, Immutable, Alias("articles.ArticleList")]
public sealed record ArticleList([property: Id(0)] ImmutableArray<ArticleCard> Cards) : TopicPayload
{
    /// <summary>Older articles leave the list; they keep their pages.</summary>
    public const int CardsMax = 60;

    /// <summary>Cards that stand elsewhere than their age says, by index.</summary>
    [Id(1)] public ImmutableArray<ListPlace> Places { get; init; } = [];

    /// <summary>Over when its time is over, which is not told.</summary>
    [Id(2)] public ListNotice? Notice { get; init; }

    /// <summary>The cards in the order of the page: the arranged ones in their places, the others newest first around them.</summary>
    public ImmutableArray<ArticleCard> Displayed
    {
        get
        {
            if (Places.IsDefaultOrEmpty)
            {
                return Cards;
            }

            var cards = Cards.ToDictionary(card => card.Id);
            var order = Cards.Where(card => Places.All(place => place.Article != card.Id)).ToList();
            foreach (var place in Places)
            {
                if (cards.TryGetValue(place.Article, out var card))
                {
                    order.Insert(Math.Min(place.Index, order.Count), card);
                }
            }

            return [.. order];
        }
    }

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
        {
            Places = change.Places.IsDefault ? [] : change.Places,
            Notice = change.Notice,
        }
        : base.Apply(delta);
}
