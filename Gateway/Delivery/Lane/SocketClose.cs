namespace Sokbo.Gateway.Delivery.Lane;

/// <summary>Close codes of RFC 6455, 7.4.1, that this server sends.</summary>
internal enum SocketClose
{
    Normal = 1000,
    GoingAway = 1001,
    ProtocolError = 1002,
    InvalidText = 1007,
    PolicyViolation = 1008,
    TooBig = 1009,
}
