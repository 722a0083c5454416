namespace Sokbo.Gateway.Delivery.Wire;

/// <summary>
/// Turns one type of payload into what browsers receive as <c>data</c>. Register each mapper as a singleton
/// <see cref="IWireMapper"/>; derive from <see cref="WireMapper{TPayload}"/>.
/// </summary>
internal interface IWireMapper
{
    /// <summary>The payload type, exactly: mappers are not inherited.</summary>
    Type Payload { get; }

    /// <summary>A record with <c>[MessagePackObject]</c> and named keys; its null members are left out on the wire.</summary>
    object Map(WireStep step);
}
