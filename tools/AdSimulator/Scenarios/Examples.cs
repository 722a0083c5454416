namespace Sokbo.AdSimulator.Scenarios;

/// <summary>Scenarios that come with the tool.</summary>
internal static class Examples
{
    private const string Prefix = "examples/";
    private const string Suffix = ".json";

    public static IEnumerable<string> Names => typeof(Examples).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .Select(name => name[Prefix.Length..^Suffix.Length])
        .Order(StringComparer.Ordinal);

    public static string? Find(string name)
    {
        using var stream = typeof(Examples).Assembly.GetManifestResourceStream(Prefix + name + Suffix);
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
