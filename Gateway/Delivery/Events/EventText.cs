using System.Buffers;
using System.Globalization;
using System.Text;

namespace Sokbo.Gateway.Delivery.Events;

/// <summary>
/// Writes the lines of <c>text/event-stream</c> (WHATWG HTML, 9.2.6). Ids and names must have no line break; data may.
/// </summary>
internal static class EventText
{
    /// <summary>An event of the default name <c>message</c>.</summary>
    public static void Message(IBufferWriter<byte> output, string id, ReadOnlySpan<byte> data)
    {
        Field(output, "id: "u8, Encoding.UTF8.GetBytes(id));
        Data(output, data);
    }

    /// <summary>An event without an id: the last one stays.</summary>
    public static void Named(IBufferWriter<byte> output, string name, ReadOnlySpan<byte> data)
    {
        Field(output, "event: "u8, Encoding.UTF8.GetBytes(name));
        Data(output, data);
    }

    /// <summary>How long a browser waits before it comes back.</summary>
    public static void Retry(IBufferWriter<byte> output, int milliseconds)
    {
        Field(output, "retry: "u8, Encoding.UTF8.GetBytes(milliseconds.ToString(CultureInfo.InvariantCulture)));
        output.Write("\n"u8);
    }

    /// <summary>Nothing for the browser, a sign of life for everything in between.</summary>
    public static void Heartbeat(IBufferWriter<byte> output) => output.Write(":\n\n"u8);

    private static void Data(IBufferWriter<byte> output, ReadOnlySpan<byte> data)
    {
        while (true)
        {
            var end = data.IndexOfAny((byte)'\r', (byte)'\n');
            if (end < 0)
            {
                Field(output, "data: "u8, data);
                output.Write("\n"u8);
                return;
            }

            Field(output, "data: "u8, data[..end]);
            var isPair = data[end] == '\r' && end + 1 < data.Length && data[end + 1] == '\n';
            data = data[(end + (isPair ? 2 : 1))..];
        }
    }

    private static void Field(IBufferWriter<byte> output, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        output.Write(name);
        output.Write(value);
        output.Write("\n"u8);
    }
}
