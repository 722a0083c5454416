namespace Sokbo.Gateway.Delivery;

/// <summary>What an outbox knows of one of its topics; changed under the outbox's lock only.</summary>
internal sealed class OutboxTopic(ITopicSource source)
{
    public ITopicSource Source { get; } = source;

    /// <summary>Updates of the topic that wait in the queue.</summary>
    public int Waiting { get; set; }

    /// <summary>While it is set the queue holds nothing of the topic, and its newest snapshot leaves when the connection drains.</summary>
    public OutboxMark Mark { get; set; }

    /// <summary>A barrier gave way to the snapshot, which then has to be a barrier itself.</summary>
    public bool BarrierDropped { get; set; }

    /// <summary>The connection has left the topic, or is closed: nothing is taken any more.</summary>
    public bool Gone { get; set; }
}
