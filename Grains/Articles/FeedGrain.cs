using Orleans.Concurrency;
using Sokbo.Grains.Delivery;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Articles;

/// <summary>What the feeds of a site or of a section are written from. The key is <c>site</c> or <c>site/section</c>.</summary>
[GrainType("feed")]
[MayInterleave(nameof(IsAnnouncement))]
internal sealed class FeedGrain(
    [PersistentState(StorageNames.State, StorageNames.Default)] IPersistentState<TopicRecord<FeedState>> store,
    TopicGrainServices services) : ArticleSurfaceGrain<FeedState>(store, services)
{
    protected override string Topic => $"feed/{this.GetPrimaryKeyString()}";

    protected override FeedState Empty => new() { ChangedAt = DateTimeOffset.FromUnixTimeSeconds(Time.GetUtcNow().ToUnixTimeSeconds()) };

    /// <summary>A feed that is younger than its list begins with what the list shows.</summary>
    public override async Task Ensure(CancellationToken cancellationToken)
    {
        if (State is not null)
        {
            return;
        }

        var feed = Empty;
        foreach (var id in await ListedAsync(cancellationToken))
        {
            if (await GrainFactory.GetGrain<IArticleGrain>(id).GetPublic(cancellationToken) is { } content)
            {
                feed = Apply(feed, content).After;
            }
        }

        await CommitAsync(feed, TopicChange.Snapshot, cancellationToken);
    }

    protected override TopicPayload? Publish(FeedState state) => state.Public;

    protected override (FeedState After, TopicChange Change) Apply(FeedState before, ArticleContent content)
    {
        var key = this.GetPrimaryKeyString();
        var belongs = content.Site == key || $"{content.Site}/{content.Section}" == key;
        var after = FeedRules.Apply(before, content, belongs, Time.GetUtcNow());
        return (after, content.IsWithheld ? TopicChange.Barrier : TopicChange.Snapshot);
    }

    private async Task<string[]> ListedAsync(CancellationToken cancellationToken)
    {
        var key = this.GetPrimaryKeyString().Split('/');
        var topic = key.Length == 1 ? TopicName.Front(key[0]) : TopicName.Section(key[0], key[1]);
        var answer = await GrainFactory.GetGrain<ITopicGrain>(topic.Owner).Pull(topic.Text, new Position("", 0), cancellationToken);
        return answer.State is ArticleList list ? [.. list.Cards.Select(card => card.Id)] : [];
    }
}
