using System.Text.RegularExpressions;
using Sokbo.Fixtures.Processes;

namespace Sokbo.Browser.Tests.Embedding;

/// <summary>The code in docs/recipes, as a publisher copies it.</summary>
internal static partial class Recipes
{
    /// <summary>The block of that language in a recipe, with the addresses and ids of a test in place of the examples.</summary>
    public static string Read(string name, string language, Uri server, string site, string article)
    {
        var text = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "recipes", $"{name}.md"));
        var block = Block().Matches(text).First(match => match.Groups["language"].Value == language).Groups["code"].Value;
        return block
            .Replace("https://news.example.kr", server.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal)
            .Replace("\"default\"", $"\"{site}\"", StringComparison.Ordinal)
            .Replace("'default'", $"'{site}'", StringComparison.Ordinal)
            .Replace("site=default", $"site={site}", StringComparison.Ordinal)
            .Replace("ARTICLE", article, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^```(?<language>\w+)\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Block();
}
