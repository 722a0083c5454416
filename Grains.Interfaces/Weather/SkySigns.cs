using System.Text.Json;

namespace Sokbo.Grains.Interfaces.Weather;

/// <summary>Sky words to signs, from the list that the script of the pages uses as well.</summary>
public static class SkySigns
{
    public const string Neutral = "neutral";

    private const string Resource = "sky.json";

    private static readonly string[][] Signs = Read();

    /// <summary>The vocabulary is open: an unknown word keeps the neutral sign.</summary>
    public static string Of(string word) =>
        Signs.FirstOrDefault(sign => word.Contains(sign[0], StringComparison.Ordinal))?[1] ?? Neutral;

    private static string[][] Read()
    {
        using var stream = typeof(SkySigns).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource {Resource} is missing.");
        return JsonSerializer.Deserialize<string[][]>(stream)
            ?? throw new InvalidOperationException($"The resource {Resource} is empty.");
    }
}
