using MessagePack;
using MessagePack.Formatters;

namespace Sokbo.Gateway.Delivery.Wire;

/// <summary>Writes bytes that are already MessagePack.</summary>
internal sealed class WireDataMessagePackFormatter : IMessagePackFormatter<WireData?>
{
    public void Serialize(ref MessagePackWriter writer, WireData? value, MessagePackSerializerOptions options)
    {
        if (value is null)
        {
            writer.WriteNil();
        }
        else
        {
            writer.WriteRaw(value.MessagePack.Span);
        }
    }

    public WireData? Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options) =>
        throw new NotSupportedException("Ready-made wire data is only ever written.");
}
