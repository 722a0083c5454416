using System.Text.Encodings.Web;
using System.Text.Json;

namespace Sokbo.Gateway.Pages;

/// <summary>JSON for the attribute of an element. The renderer escapes it for markup: escaping it here as well makes Korean six times as long.</summary>
internal static class AttributeJson
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of<T>(T value) => JsonSerializer.Serialize(value, Options);
}
