using System.Buffers;
using System.Text;
using MessagePack;
using Microsoft.AspNetCore.SignalR;
using Sokbo.Gateway.Delivery.Lane;
using Sokbo.Gateway.Delivery.Wire;

namespace Sokbo.Gateway.Delivery;

/// <summary>
/// Puts ready-made updates into one hub invocation <c>Updates([…])</c>, byte for byte what the stock protocols write.
/// Assembled by hand because a hub protocol would encode every update again for each combination that waits somewhere.
/// </summary>
internal static class UpdatesFrame
{
    private const byte RecordSeparator = 0x1e;

    private static readonly string[] ProtocolNames = ["json", "messagepack"];

    public static string NameOf(WireFormat format) => ProtocolNames[(int)format];

    public static WireFormat FormatOf(string protocol) => (WireFormat)Array.IndexOf(ProtocolNames, protocol);

    public static SerializedHubMessage Of(IReadOnlyList<OutboundUpdate> updates, WireFormat format) =>
        new([new SerializedMessage(ProtocolNames[(int)format], format == WireFormat.Json ? Json(updates) : MessagePack(updates))]);

    /// <summary>The invocation as one WebSocket frame, ready for the wire.</summary>
    public static byte[] ForSocket(IReadOnlyList<OutboundUpdate> updates, WireFormat format) => format == WireFormat.Json
        ? SocketFrame.Write(SocketFrame.Text, Json(updates))
        : SocketFrame.Write(SocketFrame.Binary, MessagePack(updates));

    internal static byte[] Json(IReadOnlyList<OutboundUpdate> updates)
    {
        var head = "{\"type\":1,\"target\":\"Updates\",\"arguments\":[["u8;
        var tail = "]]}"u8;
        var buffer = new ArrayBufferWriter<byte>(head.Length + tail.Length + 1 + updates.Sum(update => update.Size(WireFormat.Json) + 1));
        buffer.Write(head);
        for (var i = 0; i < updates.Count; i++)
        {
            if (i > 0)
            {
                buffer.Write(","u8);
            }

            buffer.Write(updates[i].Envelope.Json.Span);
        }

        buffer.Write(tail);
        buffer.Write([RecordSeparator]);
        return buffer.WrittenSpan.ToArray();
    }

    internal static byte[] MessagePack(IReadOnlyList<OutboundUpdate> updates)
    {
        var body = new ArrayBufferWriter<byte>(32 + updates.Sum(update => update.Size(WireFormat.MessagePack)));
        var writer = new MessagePackWriter(body);
        writer.WriteArrayHeader(6);
        writer.Write(1); // Invocation.
        writer.WriteMapHeader(0); // Headers.
        writer.WriteNil(); // No invocation id: no answer is expected.
        writer.WriteString(Encoding.ASCII.GetBytes("Updates"));
        writer.WriteArrayHeader(1);
        writer.WriteArrayHeader(updates.Count);
        foreach (var update in updates)
        {
            writer.WriteRaw(update.Envelope.MessagePack.Span);
        }

        writer.WriteArrayHeader(0); // Streams.
        writer.Flush();
        return [.. LengthPrefix(body.WrittenCount), .. body.WrittenSpan];
    }

    /// <summary>Seven bits a byte, lowest first, the high bit set on all but the last.</summary>
    private static byte[] LengthPrefix(int length)
    {
        var bytes = new List<byte>(5);
        do
        {
            var low = (byte)(length & 0x7f);
            length >>= 7;
            bytes.Add(length > 0 ? (byte)(low | 0x80) : low);
        }
        while (length > 0);
        return [.. bytes];
    }
}
