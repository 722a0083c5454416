using Sokbo.Grains.Delivery;
using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Grains.Articles;

/// <summary>How a list follows its articles.</summary>
internal static class ArticleListRules
{
    /// <summary>
    /// The list after it has seen <paramref name="content"/>; the same object where it knew that or newer. What does not
    /// <paramref name="belongs"/> in this list leaves it.
    /// </summary>
    public static ArticleListState Apply(ArticleListState state, ArticleContent content, bool belongs)
    {
        if (content.Revision <= state.RevisionOf(content.Id))
        {
            return state;
        }

        var cards = state.Cards.RemoveAll(card => card.Id == content.Id);
        var removed = state.Removed.RemoveAll(card => card.Id == content.Id);
        if (belongs && content.IsListed)
        {
            return new ArticleListState
            {
                Cards =
                [
                    .. cards.Append(Card(content))
                        .OrderByDescending(card => card.FirstPublishedAt)
                        .ThenByDescending(card => card.Id, StringComparer.Ordinal)
                        .Take(ArticleListState.KeptMax),
                ],
                Removed = removed,
            };
        }

        if (removed.Length >= ArticleListState.RemovedMax)
        {
            removed = removed.RemoveRange(0, removed.Length - ArticleListState.RemovedMax + 1);
        }

        return new ArticleListState { Cards = cards, Removed = removed.Add(new RemovedCard(content.Id, content.Revision)) };
    }

    /// <summary>
    /// How to tell of it. A retraction or hold is a barrier wherever the list has known the article: updates that carry its
    /// headline may still wait somewhere.
    /// </summary>
    public static TopicChange Change(ArticleListState before, ArticleListState after, ArticleContent content)
    {
        if (content.IsWithheld)
        {
            return before.RevisionOf(content.Id) > 0 ? TopicChange.Barrier : TopicChange.None;
        }

        var (old, next) = (before.Public.Cards, after.Public.Cards);
        var delta = new ArticleListDelta(
            [.. next.Except(old)],
            [.. old.Select(card => card.Id).Except(next.Select(card => card.Id))]);
        return delta.Upserted.IsEmpty && delta.Removed.IsEmpty ? TopicChange.None : TopicChange.Delta(delta);
    }

    public static ArticleCard Card(ArticleContent content)
    {
        var image = content.LeadImage;
        return new ArticleCard
        {
            Id = content.Id,
            Revision = content.Revision,
            Section = content.Section,
            Headline = content.Headline,
            Summary = content.Summary,
            Image = image?.Url ?? "",
            ImageAlt = image?.Alt ?? "",
            FirstPublishedAt = content.FirstPublishedAt,
            ModifiedAt = content.ModifiedAt,
            Corrected = content.Notes.Length > 0,
            Sample = content.Sample,
            CorrectionRequested = content.CorrectionRequestedAt is not null,
        };
    }
}
