using System.Text.RegularExpressions;

namespace Sokbo.Repository.Tests;

/// <summary>Headings and links of a Markdown text, outside its code.</summary>
internal static partial class MarkdownText
{
    /// <summary>Anchors of the headings, as the usual hosts make them.</summary>
    public static IEnumerable<string> Anchors(string text) => Heading().Matches(Code().Replace(text, "")).Select(match =>
        NotInAnchors().Replace(match.Groups["text"].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    /// <summary>Targets of links and pictures that are not addresses of the web.</summary>
    public static IEnumerable<string> LocalLinks(string text) => Link().Matches(InlineCode().Replace(Code().Replace(text, ""), ""))
        .Select(match => match.Groups["target"].Value)
        .Where(target => !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal));

    [GeneratedRegex(@"^ *```.*?^ *```", RegexOptions.Multiline | RegexOptions.Singleline, 1000)]
    private static partial Regex Code();

    [GeneratedRegex(@"`[^`\n]*`", RegexOptions.None, 1000)]
    private static partial Regex InlineCode();

    [GeneratedRegex(@"^#+ (?<text>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]", RegexOptions.None, 1000)]
    private static partial Regex NotInAnchors();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)[^)]*\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();
}
