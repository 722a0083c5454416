using System.Net;
using AngleSharp.Html.Parser;

namespace Sokbo.Gateway.Articles;

/// <summary>Between markup and plain text.</summary>
internal static class PlainText
{
    private static readonly char[] White = [' ', '\t', '\r', '\n', '\f'];

    /// <summary>What a reader would see of the markup, in one line. Text without markup stays as it is.</summary>
    public static string Of(string html)
    {
        var text = html.AsSpan().ContainsAny('<', '&') ? new HtmlParser().ParseDocument(html).Body?.TextContent ?? "" : html;
        return string.Join(' ', text.Split(White, StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Empty lines part paragraphs.</summary>
    public static string ToHtml(string text) => string.Concat(text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(paragraph => $"<p>{WebUtility.HtmlEncode(paragraph).Replace("\n", "<br>", StringComparison.Ordinal)}</p>"));
}
