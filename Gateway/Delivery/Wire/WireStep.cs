using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Delivery.Wire;

/// <summary>
/// A payload on its way to browsers. For a snapshot <see cref="Payload"/> and <see cref="After"/> are the state;
/// for a delta <see cref="Before"/> and <see cref="After"/> are the states around it, so that a mapper may send differences.
/// </summary>
internal readonly record struct WireStep(TopicPayload Payload, TopicPayload? Before, TopicPayload After)
{
    public static WireStep Snapshot(TopicPayload state) => new(state, null, state);
}
