using System.Text.Json;

namespace Sokbo.Gateway.Pages;

/// <summary>Sky words to signs, from the list that the script of the pages uses as well.</summary>
internal static class SkySigns
{
    private static readonly string[][] Signs = Read();

    /// <summary>The vocabulary is open: an unknown word keeps the neutral sign.</summary>
    public static string Of(string word) =>
        Signs.FirstOrDefault(sign => word.Contains(sign[0], StringComparison.Ordinal))?[1] ?? "neutral";

    private static string[][] Read()
    {
        using var stream = typeof(SkySigns).Assembly.GetManifestResourceStream("web/sky.json")
            ?? throw new InvalidOperationException("The resource web/sky.json is missing.");
        return JsonSerializer.Deserialize<string[][]>(stream)
            ?? throw new InvalidOperationException("The resource web/sky.json is empty.");
    }
}
