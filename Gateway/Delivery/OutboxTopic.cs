namespace Sokbo.Gateway.Delivery;

/// <summary>What an outbox knows of one of its topics.</summary>
internal sealed class OutboxTopic(ITopicSource source)
{
    public ITopicSource Source { get; } = source;

    /// <summary>Updates of the topic that wait in the queue.</summary>
    public int Waiting { get; set; }

    /// <summary>The queue holds nothing of the topic; its newest snapshot leaves when the connection drains.</summary>
    public bool Marked { get; set; }

    /// <summary>It stands in the queue of marks already, which therefore never holds it twice.</summary>
    public bool Listed { get; set; }

    /// <summary>A barrier gave way to the snapshot, which then has to be a barrier itself.</summary>
    public bool BarrierDropped { get; set; }
}
