using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Delivery.Wire;

/// <summary>A mapper of one payload type. Must be pure: what it returns is encoded once and shared by all readers.</summary>
internal abstract class WireMapper<TPayload> : IWireMapper
    where TPayload : TopicPayload
{
    public Type Payload => typeof(TPayload);

    public object Map(WireStep step) => Map((TPayload)step.Payload, step);

    protected abstract object Map(TPayload payload, WireStep step);
}
