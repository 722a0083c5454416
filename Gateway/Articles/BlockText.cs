using System.Collections.Immutable;
using System.Net;
using System.Text.RegularExpressions;
using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Gateway.Articles;

/// <summary>Text without markup. Blocks hold inline markup that we have written, so every &lt; in it opens a tag.</summary>
internal static partial class BlockText
{
    public static string Of(ImmutableArray<ArticleBlock> blocks) => string.Join(
        ' ', blocks.SelectMany(block => block.Items.Prepend(block.Html)).Select(Of).Where(text => text.Length > 0));

    /// <summary>The beginning of a text, a pair of surrogates never cut in two.</summary>
    public static string Start(string text, int lengthMax) => text.Length <= lengthMax
        ? text
        : text[..(char.IsHighSurrogate(text[lengthMax - 1]) ? lengthMax - 1 : lengthMax)].TrimEnd() + "…";

    private static string Of(string html) => WebUtility.HtmlDecode(Tags().Replace(html.Replace("<br>", " ", StringComparison.Ordinal), "")).Trim();

    [GeneratedRegex("<[^>]*>", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Tags();
}
