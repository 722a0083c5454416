using System.Collections.Concurrent;
using Sokbo.Gateway.Delivery;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Tests.Ads;

/// <summary>Topics as a test puts them, confirmed as long ago as it says.</summary>
internal sealed class FixedTopics : ITopicReader
{
    private readonly ConcurrentDictionary<string, (TopicPayload State, long Seq)> _states = new();

    public TimeSpan ConfirmedAge { get; set; }

    /// <summary>Of all of them.</summary>
    public DateTimeOffset? ChangedAt { get; set; }

    /// <summary>Those whose owners do not answer, though nothing has ever been heard of them.</summary>
    public HashSet<string> Unavailable { get; } = [];

    /// <summary>Whether the gateway has heard nothing for long.</summary>
    public bool Old { get; set; }

    public void Put(TopicName topic, TopicPayload state) => _states.AddOrUpdate(topic.Text, (state, 1), (_, before) => (state, before.Seq + 1));

    public ValueTask<TopicView?> Read(TopicName topic, CancellationToken cancellationToken) => Unavailable.Contains(topic.Text)
        ? throw new TopicUnavailableException(topic)
        : ValueTask.FromResult(Peek(topic));

    public ValueTask<TopicView?> Refresh(TopicName topic, CancellationToken cancellationToken) => Read(topic, cancellationToken);

    public TopicView? Peek(TopicName topic) => _states.TryGetValue(topic.Text, out var known)
        ? new TopicView { Topic = topic, Position = new Position("e", known.Seq), State = known.State, ChangedAt = ChangedAt, ConfirmedAge = ConfirmedAge, Old = Old, Data = null }
        : null;

    public IDisposable Pin(TopicName topic) => new MemoryStream();
}
