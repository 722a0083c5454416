using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sokbo.Gateway.Ads.Decisions;

/// <summary>
/// Reads a path or the whole page; of the page its members, with the strictness of the API. They have a type of their
/// own because reading a page with these options would lead back here.
/// </summary>
internal sealed class PageRequestConverter : JsonConverter<PageRequest>
{
    public override PageRequest Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return new PageRequest { Path = reader.GetString() };
        }

        var members = JsonSerializer.Deserialize<PageMembers>(ref reader, options)!;
        return new PageRequest
        {
            Path = members.Path,
            Section = members.Section,
            Tags = members.Tags,
            Referrer = members.Referrer,
            KeyValues = members.KeyValues?.ToDictionary(pair => pair.Key, pair => Values(pair.Value), StringComparer.Ordinal),
            Shown = members.Shown,
            Regions = members.Regions,
        };
    }

    public override void Write(Utf8JsonWriter writer, PageRequest value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Pages are only read.");

    /// <summary>A key with one value may give it without a list.</summary>
    private static IReadOnlyList<string> Values(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => [element.GetString()!],
        JsonValueKind.Array when element.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) =>
            [.. element.EnumerateArray().Select(item => item.GetString()!)],
        _ => throw new JsonException("A key-value must be a text or a list of texts."),
    };
}
