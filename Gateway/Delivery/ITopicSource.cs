using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Delivery;

/// <summary>A topic as a connection's outbox sees it.</summary>
internal interface ITopicSource
{
    TopicName Topic { get; }

    /// <summary>The newest state as an update; null while there is none. Never blocks: it is read under the outbox's lock.</summary>
    OutboundUpdate? Snapshot(bool barrier);
}
