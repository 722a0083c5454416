namespace Sokbo.Gateway.Delivery.Lane;

internal enum SocketEventKind
{
    /// <summary>More bytes are needed.</summary>
    None = 0,

    /// <summary>A whole message, however many frames it came in.</summary>
    Message = 1,

    /// <summary>To be answered with a pong of the same payload.</summary>
    Ping = 2,

    Pong = 3,

    /// <summary>The client says goodbye.</summary>
    Closed = 4,

    /// <summary>The client broke the protocol; nothing after it means anything.</summary>
    Broken = 5,
}
