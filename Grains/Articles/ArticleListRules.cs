using System.Collections.Immutable;
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
        if (content.Version <= state.RevisionOf(content.Id))
        {
            return state;
        }

        if (content.Stage == ArticleStage.Retracted)
        {
            state = Silence(state, content.Id);
        }

        var cards = state.Cards.RemoveAll(card => card.Id == content.Id);
        var removed = state.Removed.RemoveAll(card => card.Id == content.Id);
        if (belongs && content.IsListed)
        {
            return state with { Cards = Keep(cards.Append(Card(content)), state.Arrangement), Removed = removed };
        }

        return state with { Cards = cards, Removed = removed.AddLast(new RemovedCard(content.Id, content.Version), ArticleListState.RemovedMax) };
    }

    /// <summary>
    /// A retracted article may be erased later, and nothing that was said of it may be left then: the notice of it goes, and
    /// so do the reasons of the acts that arranged it or took it out. Who arranged what, and when, stays.
    /// </summary>
    public static ArticleListState Silence(ArticleListState state, string article)
    {
        ImmutableArray<ArrangementEntry> entries = state.Arrangements.IsDefault ? [] : state.Arrangements;
        return state with
        {
            Arranged = IsNoticed(state.Arrangement) ? state.Arrangement with { Notice = null } : state.Arranged,
            Arrangements =
            [
                .. entries.Select((entry, index) => Names(entry) || (index > 0 && Names(entries[index - 1])) ? entry with { Reason = "", Arrangement = Mute(entry.Arrangement) } : entry),
            ],
        };

        bool Names(ArrangementEntry entry) => entry.Arrangement.Articles.Contains(article);
        bool IsNoticed(ListArrangement arrangement) => arrangement.Notice?.Article == article;
        ListArrangement Mute(ListArrangement arrangement) => IsNoticed(arrangement) ? arrangement with { Notice = arrangement.Notice! with { Text = "" } } : arrangement;
    }

    /// <summary>The list in another arrangement, with what it knows.</summary>
    public static ArticleListState Arrange(ArticleListState state, ListArrangement arrangement, ArticleAct act, DateTimeOffset now)
    {
        var next = arrangement with { Revision = state.Arrangement.Revision + 1 };
        ImmutableArray<ArrangementEntry> entries = state.Arrangements.IsDefault ? [] : state.Arrangements;
        ImmutableArray<string> operations = state.Operations.IsDefault ? [] : state.Operations;
        return state with
        {
            Cards = Keep(state.Cards, next),
            Arranged = next,
            Arrangements = (entries.Length < ArrangementEntry.KeptMax ? entries : entries.RemoveAt(0)).Add(new ArrangementEntry(now, act.Author, act.Reason, next)),
            Operations = (operations.Length < ArticleListState.OperationsMax ? operations : operations.RemoveAt(0)).Add(act.OperationId),
        };
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

        return Change(before, after);
    }

    /// <summary>How to tell of a list that has only moved or grown.</summary>
    public static TopicChange Change(ArticleListState before, ArticleListState after)
    {
        var (old, next) = (before.Public, after.Public);
        var delta = new ArticleListDelta(
            [.. next.Cards.Except(old.Cards)],
            [.. old.Cards.Select(card => card.Id).Except(next.Cards.Select(card => card.Id))])
        {
            Places = next.Places,
            Notice = next.Notice,
        };
        var same = delta.Upserted.IsEmpty && delta.Removed.IsEmpty && next.Notice == old.Notice && next.Places.AsSpan().SequenceEqual(old.Places.AsSpan());
        return same ? TopicChange.None : TopicChange.Delta(delta);
    }

    /// <summary>Newest first by first publication, then by id.</summary>
    public static ImmutableArray<ArticleCard> Sort(IEnumerable<ArticleCard> cards) =>
        [.. cards.OrderByDescending(card => card.FirstPublishedAt).ThenByDescending(card => card.Id, StringComparer.Ordinal)];

    public static ArticleCard Card(ArticleContent content)
    {
        var image = content.LeadImage;
        return new ArticleCard
        {
            Id = content.Id,
            Revision = content.Version,
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
            Live = content.Live is { CoverageEnd: null },
        };
    }

    private static ImmutableArray<ArticleCard> Keep(IEnumerable<ArticleCard> cards, ListArrangement arrangement)
    {
        var arranged = arrangement.Articles.ToHashSet(StringComparer.Ordinal);
        return [.. Sort(cards).Where((card, index) => index < ArticleListState.KeptMax || arranged.Contains(card.Id))];
    }
}
