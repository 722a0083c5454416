using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Gateway.Articles.Surfaces;

/// <summary>
/// Pieces of an article's text by which it is found in an answer of its own, whatever the format escapes: a second look,
/// behind what the structure says. Elsewhere the same words may be another article's.
/// </summary>
internal static partial class SurfaceTraces
{
    private const int LengthMin = 8;

    /// <summary>
    /// The longest plain run of the headline, of the summary and of each of the first blocks. Short ones could be anybody's,
    /// and what is in <paramref name="said"/> the tombstone says itself.
    /// </summary>
    public static string[] Of(ArticleDraft draft, params string[] said) =>
    [
        .. draft.Blocks.Take(5).Select(block => WebUtility.HtmlDecode(Tags().Replace(block.Html, "\n"))).Prepend(draft.Summary).Prepend(draft.Headline)
            .Select(text => Runs().Matches(text).Select(match => match.Value.Trim()).MaxBy(run => run.Length) ?? "")
            .Where(run => run.Length >= LengthMin && !said.Any(words => words.Contains(run, StringComparison.Ordinal)))
            .Distinct(StringComparer.Ordinal),
    ];

    public static bool AreIn(string[] traces, byte[] answer) => AreIn(traces, Encoding.UTF8.GetString(answer));

    public static bool AreIn(string[] traces, string text) => traces.Any(trace => text.Contains(trace, StringComparison.Ordinal));

    [GeneratedRegex(@"[\p{L}\p{Nd} ]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Runs();

    [GeneratedRegex("<[^>]*>", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Tags();
}
