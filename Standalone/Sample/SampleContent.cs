using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sokbo.Standalone.Sample;

internal static class SampleContent
{
    private const string Resource = "sample/content.json";

    public static JsonNode Read()
    {
        using var stream = typeof(SampleContent).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource {Resource} is missing.");
        return JsonNode.Parse(stream) ?? throw new JsonException($"The resource {Resource} is empty.");
    }
}
