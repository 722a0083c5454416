namespace Sokbo.Gateway.Delivery;

/// <summary>What an outbox knows of one of its topics.</summary>
internal sealed class OutboxTopic
{
    public OutboxTopic(ITopicSource source)
    {
        Source = source;
        Mark = new LinkedListNode<OutboxTopic>(this);
    }

    public ITopicSource Source { get; }

    /// <summary>Updates of the topic that wait in the queue.</summary>
    public int Waiting { get; set; }

    /// <summary>
    /// Its place in the list of marks. In it, the queue holds nothing of the topic, and its newest snapshot leaves when
    /// the connection drains.
    /// </summary>
    public LinkedListNode<OutboxTopic> Mark { get; }

    public bool Marked => Mark.List is not null;

    /// <summary>A barrier gave way to the snapshot, which then has to be a barrier itself.</summary>
    public bool BarrierDropped { get; set; }
}
