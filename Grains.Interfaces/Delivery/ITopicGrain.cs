namespace Sokbo.Grains.Interfaces.Delivery;

/// <summary>The owner of a topic, as gateways see it. The grain's key follows from the topic's name (<see cref="TopicName.Owner"/>).</summary>
[Alias("delivery.ITopicGrain")]
public interface ITopicGrain : IGrainWithStringKey
{
    /// <summary>
    /// Registers the gateway and answers from where it stands, in one step: no update falls between the two.
    /// A position ahead of the owner makes the owner read the store again, and start a new epoch if it is still behind.
    /// </summary>
    [Alias("Subscribe")]
    Task<TopicAnswer> Subscribe(TopicSubscription subscription, CancellationToken cancellationToken);

    /// <summary>What came after <paramref name="from"/>; the whole state where the owner no longer has the updates in between.</summary>
    [Alias("Pull")]
    Task<TopicAnswer> Pull(string topic, Position from, CancellationToken cancellationToken);

    /// <summary>Idempotent.</summary>
    [Alias("Unsubscribe")]
    Task Unsubscribe(string topic, string gateway, CancellationToken cancellationToken);
}
