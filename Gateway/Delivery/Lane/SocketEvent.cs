namespace Sokbo.Gateway.Delivery.Lane;

/// <summary>What a client's frames amount to.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Payload">Of a message or ping, unmasked.</param>
/// <param name="Code">Why the connection ends, with <see cref="SocketEventKind.Closed"/> and <see cref="SocketEventKind.Broken"/>.</param>
internal readonly record struct SocketEvent(SocketEventKind Kind, byte[] Payload, SocketClose Code)
{
    public static SocketEvent Of(SocketEventKind kind, byte[] payload) => new(kind, payload, SocketClose.Normal);

    public static SocketEvent Broken(SocketClose code) => new(SocketEventKind.Broken, [], code);
}
