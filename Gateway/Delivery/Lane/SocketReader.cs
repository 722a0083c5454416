using System.Buffers;
using System.Buffers.Binary;
using System.Text.Unicode;

namespace Sokbo.Gateway.Delivery.Lane;

/// <summary>
/// Takes a client's WebSocket frames apart (RFC 6455, 5 and 7). Pure: bytes in, events out; holds nothing between messages
/// and at most <paramref name="bytesMax"/> within one. Never throws.
/// </summary>
internal sealed class SocketReader(int bytesMax)
{
    private const int ControlBytesMax = 125;

    private ArrayBufferWriter<byte>? _fragments;
    private bool _isText;

    /// <summary>Takes one event off the front of the bytes; what is not whole yet stays.</summary>
    public SocketEvent Next(ref ReadOnlySequence<byte> bytes)
    {
        while (true)
        {
            var before = bytes.Length;
            var found = NextFrame(ref bytes);
            if (found.Kind != SocketEventKind.None || bytes.Length == before)
            {
                return found;
            }
        }
    }

    /// <summary>Nothing, with bytes taken, is a fragment that was kept.</summary>
    private SocketEvent NextFrame(ref ReadOnlySequence<byte> bytes)
    {
        Span<byte> head = stackalloc byte[14];
        var have = (int)Math.Min(head.Length, bytes.Length);
        bytes.Slice(0, have).CopyTo(head);
        if (have < 2)
        {
            return default;
        }

        var (final, operation) = ((head[0] & SocketFrame.FinalBit) != 0, head[0] & 0x0f);
        if (HeadError(head, final, operation) is { } error)
        {
            return error;
        }

        var lengthBytes = (head[1] & 0x7f) switch { SocketFrame.LengthInTwo => 2, SocketFrame.LengthInEight => 8, _ => 0 };
        var start = 2 + lengthBytes + 4;
        if (have < start)
        {
            return default;
        }

        var length = lengthBytes switch
        {
            0 => (ulong)(head[1] & 0x7f),
            2 => BinaryPrimitives.ReadUInt16BigEndian(head[2..]),
            _ => BinaryPrimitives.ReadUInt64BigEndian(head[2..]),
        };
        if (length > (ulong)(bytesMax - (_fragments?.WrittenCount ?? 0)))
        {
            return SocketEvent.Broken(SocketClose.TooBig);
        }

        if (bytes.Length - start < (long)length)
        {
            return default;
        }

        var payload = bytes.Slice(start, (long)length).ToArray();
        Unmask(payload, head.Slice(start - 4, 4));
        bytes = bytes.Slice(start + (long)length);
        return operation >= SocketFrame.Close ? Control(operation, payload) : Data(final, operation, payload);
    }

    private SocketEvent? HeadError(ReadOnlySpan<byte> head, bool final, int operation)
    {
        var isReserved = (head[0] & 0x70) != 0;
        var isMasked = (head[1] & SocketFrame.MaskBit) != 0;
        var isFitting = operation switch
        {
            SocketFrame.Continuation => _fragments is not null,
            SocketFrame.Text or SocketFrame.Binary => _fragments is null,
            SocketFrame.Close or SocketFrame.Ping or SocketFrame.Pong => final && (head[1] & 0x7f) <= ControlBytesMax,
            _ => false,
        };
        return isReserved || !isMasked || !isFitting ? SocketEvent.Broken(SocketClose.ProtocolError) : null;
    }

    private SocketEvent Data(bool final, int operation, byte[] payload)
    {
        _isText = operation == SocketFrame.Continuation ? _isText : operation == SocketFrame.Text;
        if (!final || _fragments is not null)
        {
            _fragments ??= new ArrayBufferWriter<byte>();
            _fragments.Write(payload);
        }

        if (!final)
        {
            return default;
        }

        var message = _fragments?.WrittenSpan.ToArray() ?? payload;
        _fragments = null;
        return _isText && !Utf8.IsValid(message) ? SocketEvent.Broken(SocketClose.InvalidText) : SocketEvent.Of(SocketEventKind.Message, message);
    }

    private static SocketEvent Control(int operation, byte[] payload) => operation switch
    {
        SocketFrame.Ping => SocketEvent.Of(SocketEventKind.Ping, payload),
        SocketFrame.Pong => SocketEvent.Of(SocketEventKind.Pong, payload),
        _ => Goodbye(payload),
    };

    private static SocketEvent Goodbye(byte[] payload)
    {
        if (payload.Length == 0)
        {
            return new SocketEvent(SocketEventKind.Closed, [], SocketClose.Normal);
        }

        var code = payload.Length == 1 ? 0 : BinaryPrimitives.ReadUInt16BigEndian(payload);
        if (code is not (>= 1000 and <= 1003 or >= 1007 and <= 1014 or >= 3000 and <= 4999))
        {
            return SocketEvent.Broken(SocketClose.ProtocolError);
        }

        return Utf8.IsValid(payload.AsSpan(2))
            ? new SocketEvent(SocketEventKind.Closed, [], (SocketClose)code)
            : SocketEvent.Broken(SocketClose.InvalidText);
    }

    private static void Unmask(Span<byte> payload, ReadOnlySpan<byte> mask)
    {
        for (var i = 0; i < payload.Length; i++)
        {
            payload[i] ^= mask[i & 3];
        }
    }
}
