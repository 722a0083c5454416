using System.Text.Json.Serialization;

namespace Sokbo.Gateway.Delivery.Wire;

/// <summary>
/// A value that is encoded at most once per wire format, on first use, and whose bytes are then shared by every
/// connection, answer and page that carries it. The bytes must not be written to.
/// </summary>
[JsonConverter(typeof(WireDataJsonConverter))]
public sealed class WireData
{
    private readonly Lock _gate = new();
    private readonly Func<object> _value;
    private object? _made;
    private byte[]? _json;
    private byte[]? _messagePack;

    /// <param name="value">Makes the record to encode; called at most once.</param>
    internal WireData(Func<object> value) => _value = value;

    /// <summary>UTF-8, safe to stand in HTML as the content of a script element.</summary>
    public ReadOnlyMemory<byte> Json => Bytes(WireFormat.Json);

    public ReadOnlyMemory<byte> MessagePack => Bytes(WireFormat.MessagePack);

    internal ReadOnlyMemory<byte> In(WireFormat format) => Bytes(format);

    private byte[] Bytes(WireFormat format)
    {
        var ready = format == WireFormat.Json ? Volatile.Read(ref _json) : Volatile.Read(ref _messagePack);
        if (ready is not null)
        {
            return ready;
        }

        lock (_gate)
        {
            return format == WireFormat.Json
                ? _json ??= WireJson.Encode(_made ??= _value())
                : _messagePack ??= WireMessagePack.Encode(_made ??= _value());
        }
    }
}
