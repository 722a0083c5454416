using System.Buffers.Binary;

namespace Sokbo.Load;

/// <summary>WebSocket frames as a client writes them (masked with 0) and reads them.</summary>
internal static class ClientFrame
{
    public const int Text = 1;
    public const int Close = 8;
    public const int Ping = 9;
    public const int Pong = 10;

    private const int Masked = 0x80;

    public static byte[] Write(int operation, ReadOnlySpan<byte> payload)
    {
        byte[] head = payload.Length switch
        {
            < 126 => [(byte)(0x80 | operation), (byte)(Masked | payload.Length)],
            <= ushort.MaxValue => [(byte)(0x80 | operation), Masked | 126, (byte)(payload.Length >> 8), (byte)payload.Length],
            _ => throw new ArgumentException("Too long for a generator's frame.", nameof(payload)),
        };
        return [.. head, 0, 0, 0, 0, .. payload];
    }

    /// <summary>False where the bytes do not hold a whole frame yet.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out bool final, out int operation, out Range payload)
    {
        (final, operation, payload) = (false, 0, default);
        if (bytes.Length < 2)
        {
            return false;
        }

        final = (bytes[0] & 0x80) != 0;
        operation = bytes[0] & 0x0f;
        var (start, length) = (bytes[1] & 0x7f) switch
        {
            126 => bytes.Length < 4 ? (4, long.MaxValue) : (4, BinaryPrimitives.ReadUInt16BigEndian(bytes[2..])),
            127 => bytes.Length < 10 ? (10, long.MaxValue) : (10, BinaryPrimitives.ReadInt64BigEndian(bytes[2..])),
            var small => (2, (long)small),
        };
        if (bytes.Length - start < length)
        {
            return false;
        }

        payload = start..(start + (int)length);
        return true;
    }
}
