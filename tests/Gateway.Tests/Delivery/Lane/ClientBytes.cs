using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Sokbo.Gateway.Tests.Delivery.Lane;

/// <summary>What a client puts on the wire.</summary>
internal static class ClientBytes
{
    public const string Handshake = "{\"protocol\":\"json\",\"version\":1}\u001e";

    public const string Subscribe = "{\"type\":1,\"invocationId\":\"1\",\"target\":\"Subscribe\",\"arguments\":[[{\"topic\":\"article/a1\"}]]}\u001e";

    public const string SubscribeSent = "{\"type\":1,\"target\":\"Subscribe\",\"arguments\":[[{\"topic\":\"article/a1\"}]]}\u001e";

    public const string PackHandshake = "{\"protocol\":\"messagepack\",\"version\":1}\u001e";

    /// <summary>[1, {}, "1", "Subscribe", [[{"topic": "article/a1"}]], []] with its length in front.</summary>
    public static byte[] PackSubscribe { get; } = Pack();

    public static byte[] Upgrade(string path = "/live", string extra = "") => Encoding.ASCII.GetBytes(
        $"GET {path} HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n"
        + $"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n{extra}\r\n");

    public static byte[] Text(string text) => Frame(1, Encoding.UTF8.GetBytes(text));

    /// <summary>A masked frame; the operation may carry reserved bits.</summary>
    public static byte[] Frame(int operation, ReadOnlySpan<byte> payload, bool final = true, uint mask = 0x12345678)
    {
        var buffer = new ArrayBufferWriter<byte>();
        buffer.Write([(byte)((final ? 0x80 : 0) | operation)]);
        Span<byte> number = stackalloc byte[8];
        switch (payload.Length)
        {
            case < 126:
                buffer.Write([(byte)(0x80 | payload.Length)]);
                break;
            case <= ushort.MaxValue:
                buffer.Write<byte>([0x80 | 126]);
                BinaryPrimitives.WriteUInt16BigEndian(number, (ushort)payload.Length);
                buffer.Write<byte>(number[..2]);
                break;
            default:
                buffer.Write<byte>([0x80 | 127]);
                BinaryPrimitives.WriteUInt64BigEndian(number, (ulong)payload.Length);
                buffer.Write<byte>(number);
                break;
        }

        BinaryPrimitives.WriteUInt32BigEndian(number, mask);
        buffer.Write<byte>(number[..4]);
        for (var i = 0; i < payload.Length; i++)
        {
            buffer.Write([(byte)(payload[i] ^ number[i & 3])]);
        }

        return buffer.WrittenSpan.ToArray();
    }

    public static byte[] Close(int code, string reason = "") => Frame(8, [(byte)(code >> 8), (byte)code, .. Encoding.UTF8.GetBytes(reason)]);

    private static byte[] Pack()
    {
        byte[] body =
        [
            0x96, 0x01, 0x80, 0xa1, (byte)'1', 0xa9, .. "Subscribe"u8, 0x91, 0x91, 0x81, 0xa5, .. "topic"u8, 0xaa, .. "article/a1"u8, 0x90,
        ];
        return [(byte)body.Length, .. body];
    }
}
