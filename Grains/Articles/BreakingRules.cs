using System.Collections.Immutable;
using Sokbo.Grains.Delivery;
using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Grains.Articles;

/// <summary>How the band follows its articles, and what is done with it by hand.</summary>
internal static class BreakingRules
{
    public static BreakingState Apply(BreakingState state, ArticleContent content)
    {
        if (content.Version <= state.RevisionOf(content.Id))
        {
            return state;
        }

        var current = state.Items.FirstOrDefault(item => item.IsOf(content.Id));

        // What was raised by hand for an article says what the article said: it leaves with the text.
        var items = state.Items.RemoveAll(item => item.IsOf(content.Id) || (content.IsWithheld && item.ArticleId == content.Id));
        var removed = state.Removed.RemoveAll(card => card.Id == content.Id);
        if (content is { Breaking: true, IsListed: true })
        {
            var item = new BreakingItem(
                content.Id, content.Version, content.Headline, current?.RaisedAt ?? content.VersionCreatedAt, content.Sample);
            return Ordered(state with { Removed = removed }, items.Add(item));
        }

        return state with
        {
            Items = items,
            Removed = removed.AddLast(new RemovedCard(content.Id, content.Version), BreakingState.RemovedMax),
            Entries = content.Stage == ArticleStage.Retracted ? Silence(EntriesOf(state), content.Id) : state.Entries,
        };
    }

    /// <summary>
    /// The band with the item on it; the same object where it is there already, or the act was carried out before. An edit
    /// keeps its place.
    /// </summary>
    public static BreakingState Raise(BreakingState state, BreakingItem item, ArticleAct act, DateTimeOffset now)
    {
        var current = state.ByHand(item.Id);
        var next = current is null ? item : item with { RaisedAt = current.RaisedAt };
        return next == current || IsDone(state, act)
            ? state
            : Ordered(Note(state, current is null ? "raise" : "change", next, act, now), Without(state, item.Id).Add(next));
    }

    /// <summary>The band without the item; the same object where it is not there.</summary>
    public static BreakingState Lower(BreakingState state, string id, ArticleAct act, DateTimeOffset now) =>
        state.ByHand(id) is { } item && !IsDone(state, act) ? Note(state, "lower", item, act, now) with { Items = Without(state, id) } : state;

    /// <summary>The band without what has had its time.</summary>
    public static BreakingState Expire(BreakingState state, DateTimeOffset now) =>
        state.Items.Any(item => item.Until <= now) ? state with { Items = state.Items.RemoveAll(item => item.Until <= now) } : state;

    /// <summary>
    /// How to tell of it. What is withheld is a barrier even where it stands on the band no more: an update that carries its
    /// headline may still wait somewhere.
    /// </summary>
    public static TopicChange Change(BreakingState before, BreakingState after, ArticleContent content) =>
        content.IsWithheld ? TopicChange.Barrier
        : before.Items.AsSpan().SequenceEqual(after.Items.AsSpan()) ? TopicChange.None
        : TopicChange.Snapshot;

    private static bool IsDone(BreakingState state, ArticleAct act) => EntriesOf(state).Any(entry => entry.OperationId == act.OperationId);

    private static ImmutableArray<BreakingItem> Without(BreakingState state, string id) => state.Items.RemoveAll(item => item.IsByHand && item.Id == id);

    private static BreakingState Note(BreakingState state, string name, BreakingItem item, ArticleAct act, DateTimeOffset now) => state with
    {
        Entries = EntriesOf(state).AddLast(
            new BreakingEntry { At = now, Author = act.Author, Act = name, Reason = act.Reason, Item = item, OperationId = act.OperationId },
            BreakingEntry.KeptMax),
    };

    /// <summary>A retracted article may be erased later, and nothing of it may be left then; who has done what stays.</summary>
    private static ImmutableArray<BreakingEntry> Silence(ImmutableArray<BreakingEntry> entries, string article) =>
        [.. entries.Select(entry => entry.Item.ArticleId == article ? entry with { Reason = "", Item = entry.Item with { Headline = "" } } : entry)];

    /// <summary>States of before there was a log have none.</summary>
    private static ImmutableArray<BreakingEntry> EntriesOf(BreakingState state) => state.Entries.IsDefault ? [] : state.Entries;

    /// <summary>The newest first. An article that finds no room is remembered, so that an older state of it does not come back.</summary>
    private static BreakingState Ordered(BreakingState state, ImmutableArray<BreakingItem> items)
    {
        BreakingItem[] all = [.. items.OrderByDescending(other => other.RaisedAt).ThenByDescending(other => other.Key, StringComparer.Ordinal)];
        return state with
        {
            Items = [.. all.Take(BreakingState.ItemsMax)],
            Removed = all.Skip(BreakingState.ItemsMax).Where(item => !item.IsByHand)
                .Aggregate(state.Removed, (removed, item) => removed.AddLast(new RemovedCard(item.ArticleId, item.Revision), BreakingState.RemovedMax)),
        };
    }
}
