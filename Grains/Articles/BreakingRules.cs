using System.Collections.Immutable;
using Sokbo.Grains.Delivery;
using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Grains.Articles;

/// <summary>How the band follows its articles.</summary>
internal static class BreakingRules
{
    public static BreakingState Apply(BreakingState state, ArticleContent content)
    {
        if (content.Version <= state.RevisionOf(content.Id))
        {
            return state;
        }

        var current = state.Items.FirstOrDefault(item => item.Key == content.Id);

        // What was raised by hand for an article says what the article said: it leaves with the text.
        var items = state.Items.RemoveAll(item => item.Key == content.Id || (content.IsWithheld && item.ArticleId == content.Id));
        var removed = state.Removed.RemoveAll(card => card.Id == content.Id);
        if (content is { Breaking: true, IsListed: true })
        {
            var item = new BreakingItem(
                content.Id, content.Version, content.Headline, current?.RaisedAt ?? content.ModifiedAt, content.Sample);
            return new BreakingState { Items = Order(items.Add(item)), Removed = removed };
        }

        if (removed.Length >= BreakingState.RemovedMax)
        {
            removed = removed.RemoveRange(0, removed.Length - BreakingState.RemovedMax + 1);
        }

        return new BreakingState { Items = items, Removed = removed.Add(new RemovedCard(content.Id, content.Version)) };
    }

    /// <summary>The band with the item on it; the same object where it is there already. An edit keeps its place.</summary>
    public static BreakingState Raise(BreakingState state, BreakingItem item)
    {
        var current = state.Items.FirstOrDefault(other => other.Key == item.Key);
        var next = current is null ? item : item with { RaisedAt = current.RaisedAt };
        return next == current ? state : state with { Items = Order(state.Items.RemoveAll(other => other.Key == item.Key).Add(next)) };
    }

    /// <summary>The band without the item; the same object where it is not there.</summary>
    public static BreakingState Lower(BreakingState state, string id) =>
        state.Items.Any(item => item.IsByHand && item.Id == id) ? state with { Items = state.Items.RemoveAll(item => item.IsByHand && item.Id == id) } : state;

    /// <summary>The band without what has had its time.</summary>
    public static BreakingState Expire(BreakingState state, DateTimeOffset now) =>
        state.Items.Any(item => item.Until <= now) ? state with { Items = state.Items.RemoveAll(item => item.Until <= now) } : state;

    public static TopicChange Change(BreakingState before, BreakingState after, ArticleContent content) =>
        content.IsWithheld && before.Items.Any(item => item.ArticleId == content.Id) ? TopicChange.Barrier
        : content.IsWithheld && before.RevisionOf(content.Id) > 0 ? TopicChange.Barrier
        : before.Items.AsSpan().SequenceEqual(after.Items.AsSpan()) ? TopicChange.None
        : TopicChange.Snapshot;

    private static ImmutableArray<BreakingItem> Order(ImmutableArray<BreakingItem> items) =>
    [
        .. items
            .OrderByDescending(other => other.RaisedAt)
            .ThenByDescending(other => other.Key, StringComparer.Ordinal)
            .Take(BreakingState.ItemsMax),
    ];
}
