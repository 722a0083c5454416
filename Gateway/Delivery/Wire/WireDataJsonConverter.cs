using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sokbo.Gateway.Delivery.Wire;

/// <summary>Writes bytes that are already JSON.</summary>
internal sealed class WireDataJsonConverter : JsonConverter<WireData>
{
    public override WireData Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Ready-made wire data is only ever written.");

    public override void Write(Utf8JsonWriter writer, WireData value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.Json.Span, skipInputValidation: true);
}
