using Sokbo.Gateway.Delivery.Wire;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Delivery;

/// <summary>A topic as this process holds it at one moment.</summary>
internal sealed record TopicView
{
    public required TopicName Topic { get; init; }

    public required Position Position { get; init; }

    public required TopicPayload State { get; init; }

    /// <summary>When what the topic shows became so, by the clock of its owner and in whole seconds; null where that does not say.</summary>
    public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>Time since it was last confirmed that this is where the owner stands; on the monotonic clock.</summary>
    public required TimeSpan ConfirmedAge { get; init; }

    /// <summary>True when nothing has been confirmed for <see cref="DeliveryOptions.OldAfterMilliseconds"/>: mark the page, and believe no key.</summary>
    public required bool Old { get; init; }

    /// <summary>The state as browsers receive it, ready-made; null for topics that never leave the cluster.</summary>
    public required WireData? Data { get; init; }

    public TState As<TState>()
        where TState : TopicPayload => (TState)State;
}
