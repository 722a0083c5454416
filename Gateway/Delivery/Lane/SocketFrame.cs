using System.Buffers.Binary;

namespace Sokbo.Gateway.Delivery.Lane;

/// <summary>WebSocket frames as a server writes them (RFC 6455, 5.2): whole, not masked.</summary>
internal static class SocketFrame
{
    public const int Continuation = 0;
    public const int Text = 1;
    public const int Binary = 2;
    public const int Close = 8;
    public const int Ping = 9;
    public const int Pong = 10;

    public const byte FinalBit = 0x80;
    public const byte MaskBit = 0x80;

    /// <summary>The length that stands for "the next two bytes tell"; one more stands for eight.</summary>
    public const int LengthInTwo = 126;

    public const int LengthInEight = 127;

    public static byte[] Write(int operation, ReadOnlySpan<byte> payload)
    {
        var head = payload.Length < LengthInTwo ? 2 : payload.Length <= ushort.MaxValue ? 4 : 10;
        var frame = new byte[head + payload.Length];
        frame[0] = (byte)(FinalBit | operation);
        switch (head)
        {
            case 2:
                frame[1] = (byte)payload.Length;
                break;
            case 4:
                frame[1] = LengthInTwo;
                BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)payload.Length);
                break;
            default:
                frame[1] = LengthInEight;
                BinaryPrimitives.WriteUInt64BigEndian(frame.AsSpan(2), (ulong)payload.Length);
                break;
        }

        payload.CopyTo(frame.AsSpan(head));
        return frame;
    }

    public static byte[] WriteClose(SocketClose code)
    {
        var payload = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(payload, (ushort)code);
        return Write(Close, payload);
    }
}
