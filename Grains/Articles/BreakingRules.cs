using Sokbo.Grains.Delivery;
using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Grains.Articles;

/// <summary>How the band follows its articles.</summary>
internal static class BreakingRules
{
    public static BreakingState Apply(BreakingState state, ArticleContent content)
    {
        if (content.Revision <= state.RevisionOf(content.Id))
        {
            return state;
        }

        var current = state.Items.FirstOrDefault(item => item.ArticleId == content.Id);
        var items = state.Items.RemoveAll(item => item.ArticleId == content.Id);
        var removed = state.Removed.RemoveAll(card => card.Id == content.Id);
        if (content is { Breaking: true, Stage: not ArticleStage.Retracted })
        {
            var item = new BreakingItem(
                content.Id, content.Revision, content.Headline, current?.RaisedAt ?? content.ModifiedAt, content.Sample);
            return new BreakingState
            {
                Items =
                [
                    .. items.Append(item)
                        .OrderByDescending(other => other.RaisedAt)
                        .ThenByDescending(other => other.ArticleId, StringComparer.Ordinal)
                        .Take(BreakingState.ItemsMax),
                ],
                Removed = removed,
            };
        }

        if (removed.Length >= BreakingState.RemovedMax)
        {
            removed = removed.RemoveRange(0, removed.Length - BreakingState.RemovedMax + 1);
        }

        return new BreakingState { Items = items, Removed = removed.Add(new RemovedCard(content.Id, content.Revision)) };
    }

    public static TopicChange Change(BreakingState before, BreakingState after, ArticleContent content) =>
        content.Stage == ArticleStage.Retracted && before.RevisionOf(content.Id) > 0 ? TopicChange.Barrier
        : before.Items.AsSpan().SequenceEqual(after.Items.AsSpan()) ? TopicChange.None
        : TopicChange.Snapshot;
}
