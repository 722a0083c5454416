using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Media;

namespace Sokbo.Gateway.Pages;

/// <summary>
/// Blocks of a body as HTML. The script of the pages writes the same markup and compares: a difference would make every
/// update replace the whole body of an open article.
/// </summary>
internal static class ArticleMarkup
{
    /// <summary>How wide a picture is laid out: article.css has the same figures.</summary>
    private const string Sizes = "(min-width: 43rem) 43rem, 100vw";

    /// <param name="blocks">Of an article or of a post.</param>
    /// <param name="leads">Whether its first picture loads at once: not in a post, of which a page has many.</param>
    public static string Body(ImmutableArray<ArticleBlock> blocks, bool leads = true)
    {
        var html = new StringBuilder();
        var lead = leads ? blocks.FirstOrDefault(block => block.Kind == BlockKind.Image) : null;
        foreach (var block in blocks)
        {
            Write(html, block, ReferenceEquals(block, lead));
        }

        return html.ToString();
    }

    private static void Write(StringBuilder html, ArticleBlock block, bool lead)
    {
        switch (block.Kind)
        {
            case BlockKind.Heading:
                var level = Math.Clamp(block.Level, 2, 4);
                html.Append(CultureInfo.InvariantCulture, $"<h{level}>{block.Html}</h{level}>");
                break;
            case BlockKind.Quote:
                html.Append(CultureInfo.InvariantCulture, $"<blockquote><p>{block.Html}</p></blockquote>");
                break;
            case BlockKind.List:
                var tag = block.Ordered ? "ol" : "ul";
                html.Append(CultureInfo.InvariantCulture, $"<{tag}>");
                html.AppendJoin("", block.Items.Select(item => $"<li>{item}</li>"));
                html.Append(CultureInfo.InvariantCulture, $"</{tag}>");
                break;
            case BlockKind.Image:
                WriteImage(html, block, lead);
                break;
            case BlockKind.Table:
                WriteTable(html, block);
                break;
            case BlockKind.File:
                html.Append(CultureInfo.InvariantCulture, $"<p class=\"file\"><a href=\"{Escape(block.Url)}\" download>{block.Html}</a></p>");
                break;
            case BlockKind.Embed:
                html.Append(CultureInfo.InvariantCulture, $"<figure class=\"embed\"><iframe src=\"{Escape(block.Url)}\" title=\"{Escape(block.Alt)}\" loading=\"lazy\" sandbox=\"allow-scripts allow-same-origin allow-popups allow-presentation\" allow=\"fullscreen; picture-in-picture\"></iframe></figure>");
                break;
            default:
                html.Append(CultureInfo.InvariantCulture, $"<p>{block.Html}</p>");
                break;
        }
    }

    private static void WriteTable(StringBuilder html, ArticleBlock block)
    {
        // A wide table scrolls by itself, and who has no mouse reaches it.
        html.Append("<div class=\"table\" tabindex=\"0\"><table>");
        if (block.Html.Length > 0)
        {
            html.Append(CultureInfo.InvariantCulture, $"<caption>{block.Html}</caption>");
        }

        html.Append("<tbody>");
        for (var index = 0; index < block.Rows.Length; index++)
        {
            var (open, close) = block.Headed && index == 0 ? ("<th scope=\"col\">", "</th>") : ("<td>", "</td>");
            html.Append("<tr>");
            html.AppendJoin("", block.Rows[index].Select(cell => open + cell + close));
            html.Append("</tr>");
        }

        html.Append("</tbody></table></div>");
    }

    private static void WriteImage(StringBuilder html, ArticleBlock block, bool lead)
    {
        html.Append(CultureInfo.InvariantCulture, $"<figure><img src=\"{Escape(block.Url)}\" alt=\"{Escape(block.Alt)}\"");
        if (block is { Width: > 0, Height: > 0 })
        {
            html.Append(CultureInfo.InvariantCulture, $" width=\"{block.Width}\" height=\"{block.Height}\"");
        }

        if (!block.Widths.IsDefaultOrEmpty && PictureAddress.HashOf(block.Url) is { } hash)
        {
            html.Append(" srcset=\"");
            foreach (var width in block.Widths)
            {
                html.Append(CultureInfo.InvariantCulture, $"{PictureAddress.Smaller(hash, width)} {width}w, ");
            }

            html.Append(CultureInfo.InvariantCulture, $"{block.Url} {block.Width}w\" sizes=\"{Sizes}\"");
        }

        html.Append(lead ? " fetchpriority=\"high\"" : " loading=\"lazy\"").Append(" decoding=\"async\">");
        var credit = string.IsNullOrEmpty(block.Credit) ? "" : $"<span class=\"credit\">{Escape(block.Credit)}</span>";
        if (block.Html.Length > 0 || credit.Length > 0)
        {
            html.Append(CultureInfo.InvariantCulture, $"<figcaption>{block.Html}{(block.Html.Length > 0 && credit.Length > 0 ? " " : "")}{credit}</figcaption>");
        }

        html.Append("</figure>");
    }

    private static string Escape(string value) => value
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal);
}
