using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using MessagePack;

namespace Sokbo.Gateway.Delivery.Wire;

/// <summary>
/// JSON as browsers receive it: members carry the names of their MessagePack keys (one source for both formats),
/// null members are left out, and Hangul stays readable while <c>&lt; &gt; &amp;</c> are escaped, so that the text may
/// stand in HTML.
/// </summary>
internal static class WireJson
{
    public static JsonSerializerOptions Options { get; } = Create();

    public static byte[] Encode(object value) => JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), Options);

    /// <summary>Makes the hub speak the same JSON.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { UseKeyNames } };
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions();
        Configure(options);
        options.MakeReadOnly();
        return options;
    }

    private static void UseKeyNames(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            var keys = property.AttributeProvider?.GetCustomAttributes(typeof(KeyAttribute), inherit: true);
            if (keys is [KeyAttribute { StringKey: { } name }])
            {
                property.Name = name;
            }
        }
    }
}
