namespace Sokbo.Gateway.Delivery.Wire;

internal enum WireFormat
{
    Json = 0,
    MessagePack = 1,
}
