using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sokbo.Gateway.Delivery.Wire;

internal sealed class WireAnswersJsonConverter : JsonConverter<WireAnswers>
{
    public override WireAnswers Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Answers are only ever written.");

    public override void Write(Utf8JsonWriter writer, WireAnswers value, JsonSerializerOptions options)
    {
        value.Encoding();
        writer.WriteStartArray();
        foreach (var answer in value)
        {
            JsonSerializer.Serialize(writer, answer, options);
        }

        writer.WriteEndArray();
    }
}
