using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Pages;

/// <summary>The topics that one request has read, in the order in which it did. A request reads one after the other.</summary>
internal sealed class TopicReads
{
    private readonly List<TopicRead> _reads = [];

    public ImmutableArray<TopicRead> All => [.. _reads];

    public void Add(TopicName topic, Position? position) => _reads.Add(new TopicRead(topic, position));
}
