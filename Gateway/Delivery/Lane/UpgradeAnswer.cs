using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Sokbo.Gateway.Delivery.Lane;

/// <summary>The answer to an upgrade (RFC 6455, 4.2.2): no sub-protocol, no extension.</summary>
internal static class UpgradeAnswer
{
    private const string Suffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    [SuppressMessage("Security", "CA5350", Justification = "RFC 6455 names SHA-1; it protects nothing here.")]
    public static byte[] To(UpgradeRequest request)
    {
        var accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(request.Key + Suffix)));
        return Encoding.ASCII.GetBytes(
            $"HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: {accept}\r\n\r\n");
    }
}
