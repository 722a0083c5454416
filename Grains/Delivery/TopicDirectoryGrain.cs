using System.Collections.Immutable;
using Orleans.Concurrency;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Delivery;

/// <summary>Stateless worker: it holds nothing between calls, so any number of activations agree.</summary>
[GrainType("topic-directory")]
[StatelessWorker]
internal sealed class TopicDirectoryGrain(ITopicStore store) : Grain, ITopicDirectoryGrain
{
    private const int TopicsMax = 1_000;

    public async Task<ImmutableArray<bool>> Exist(ImmutableArray<string> topics, CancellationToken cancellationToken)
    {
        if (topics.Length > TopicsMax)
        {
            throw new ArgumentException($"At most {TopicsMax} topics a call.", nameof(topics));
        }

        // The readers of a topic can be counted where the topic exists.
        var names = topics.Select(topic => TopicName.TryParse(topic, out var name) ? name.Counted ?? name : null).ToArray();
        var owners = names.OfType<TopicName>().Select(name => name.Owner).ToArray();
        var found = await store.ExistAsync(owners, cancellationToken);
        var next = 0;
        return [.. names.Select(name => name is not null && found[next++])];
    }
}
