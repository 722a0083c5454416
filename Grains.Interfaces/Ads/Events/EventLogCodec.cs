using System.Globalization;
using System.Text;
using Orleans.Serialization;

namespace Sokbo.Grains.Interfaces.Ads.Events;

/// <summary>
/// How an entry is stored: its number in 16 decimal digits, which the store's scripts can compare, then the entry as
/// Orleans' serializer writes it.
/// </summary>
public static class EventLogCodec
{
    public const int NumberDigits = 16;

    public static byte[] Encode(Serializer serializer, EventLogEntry entry)
    {
        var body = serializer.SerializeToArray(entry);
        var bytes = new byte[NumberDigits + body.Length];
        Encoding.ASCII.GetBytes(entry.Seq.ToString("D16", CultureInfo.InvariantCulture), bytes);
        body.CopyTo(bytes, NumberDigits);
        return bytes;
    }

    public static EventLogEntry Decode(Serializer serializer, ReadOnlyMemory<byte> bytes) =>
        serializer.Deserialize<EventLogEntry>(bytes[NumberDigits..])
        ?? throw new FormatException("An entry of an event log holds nothing.");
}
