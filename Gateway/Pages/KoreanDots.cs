using System.Text.RegularExpressions;

namespace Sokbo.Gateway.Pages;

/// <summary>
/// The dots of Korean lists that newsrooms type as U+2024 and U+2027: data keeps them, but common Korean fonts have no
/// sign for them, so that readers see boxes. Pages show U+00B7 instead. The script has the same rule in view/dots.ts.
/// </summary>
internal static partial class KoreanDots
{
    private const string Unreadable = "\u2024\u2027";

    /// <summary>
    /// Markup with readable dots in its text. Tags keep theirs, because addresses are in them, and so do scripts, which
    /// hold data. Every &gt; in an attribute must be escaped, as the renderer and the writer of blocks do.
    /// </summary>
    public static string ReadableMarkup(string html) =>
        html.AsSpan().ContainsAny(Unreadable) ? Parts().Replace(html, part => part.Length == 1 ? "\u00B7" : part.Value) : html;

    [GeneratedRegex("<script[^>]*>.*?</script>|<[^>]*>|[\u2024\u2027]", RegexOptions.Singleline | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Parts();
}
