using MessagePack;
using MessagePack.Formatters;

namespace Sokbo.Gateway.Delivery.Wire;

/// <summary>Public because MessagePack makes it by reflection.</summary>
public sealed class WireAnswersMessagePackFormatter : IMessagePackFormatter<WireAnswers?>
{
    public void Serialize(ref MessagePackWriter writer, WireAnswers? value, MessagePackSerializerOptions options)
    {
        if (value is null)
        {
            writer.WriteNil();
            return;
        }

        value.Encoding();
        var formatter = options.Resolver.GetFormatterWithVerify<WireAnswer>();
        writer.WriteArrayHeader(value.Count);
        foreach (var answer in value)
        {
            formatter.Serialize(ref writer, answer, options);
        }
    }

    public WireAnswers? Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options) =>
        throw new NotSupportedException("Answers are only ever written.");
}
