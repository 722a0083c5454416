namespace Sokbo.Grains.Interfaces.Delivery;

/// <summary>
/// What an update carries: the state of a topic (in a snapshot) or a change of it (in a delta).
/// Payloads are immutable, travel only inside the cluster, and are never sent to browsers as they are.
/// </summary>
[GenerateSerializer, Immutable, Alias("delivery.TopicPayload")]
public abstract record TopicPayload
{
    /// <summary>The state after <paramref name="delta"/>. Topics that only send snapshots need not override it.</summary>
    /// <exception cref="InvalidOperationException">The delta is not one of this topic.</exception>
    public virtual TopicPayload Apply(TopicPayload delta) =>
        throw new InvalidOperationException($"{GetType().Name} takes no delta of type {delta.GetType().Name}.");
}
