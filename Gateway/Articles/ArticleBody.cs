using System.Collections.Immutable;
using System.Text;
using AngleSharp.Dom;
using Ganss.Xss;
using Markdig;
using Markdig.Parsers;
using Sokbo.Gateway.Api;
using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Gateway.Articles;

/// <summary>The way of a body from what an author sent to blocks, and back to HTML for editing.</summary>
internal static class ArticleBody
{
    public const int BytesMax = 512 * 1024;

    /// <summary>
    /// What goes with its content, because that is active, a control, or no text. Every other tag is seen through: what can
    /// come out is named by <see cref="InlineHtml"/> and <see cref="Render(ImmutableArray{ArticleBlock})"/>, and no text is
    /// lost because an older editor wrote <c>font</c> or <c>center</c> around it.
    /// </summary>
    private static readonly HashSet<string> Removed = new(StringComparer.Ordinal)
    {
        "script", "style", "template", "noscript", "noembed", "noframes", "xmp", "plaintext", "title", "base", "link", "meta",
        "object", "embed", "applet", "param", "frame", "frameset", "video", "audio", "source", "track", "canvas", "svg", "math",
        "input", "button", "select", "option", "optgroup", "datalist", "textarea", "output", "progress", "meter", "dialog",
    };

    /// <summary>
    /// Emphasis knows that Korean particles follow a closing quotation mark without a space. Nothing that is indented is code,
    /// and a date at the beginning of a line is no list.
    /// </summary>
    private static readonly MarkdownPipeline Markdown = NewMarkdown();

    /// <summary>Blocks of the body; what is wrong with it goes to <paramref name="errors"/>, tags that were taken out to <paramref name="dropped"/>.</summary>
    public static ImmutableArray<ArticleBlock> Read(string body, bool markdown, RequestErrors errors, out string[] dropped)
    {
        dropped = [];
        if (Encoding.UTF8.GetByteCount(body) is var bytes && bytes > BytesMax)
        {
            errors.Add("/body", $"Has {bytes} bytes in UTF-8; at most {BytesMax} are taken.");
            return [];
        }

        if (markdown && !TryRender(body, errors, out body))
        {
            return [];
        }

        var gone = new SortedSet<string>(StringComparer.Ordinal);
        var sanitizer = Sanitizer();
        sanitizer.RemovingTag += (_, removing) =>
        {
            removing.Cancel = removing.Tag.NamespaceUri == NamespaceNames.HtmlUri && !Removed.Contains(removing.Tag.LocalName);
            if (!removing.Cancel)
            {
                gone.Add(removing.Tag.LocalName);
            }
        };
        using var document = sanitizer.SanitizeDom(body);
        var blocks = document.Body is { } root ? new BlockReader(errors, gone, titleIsCredit: markdown).Read(root) : [];
        dropped = [.. gone.Take(20)];
        errors.Check(blocks.Count <= ArticleDraft.BlocksMax, "/body", $"Has {blocks.Count} blocks; at most {ArticleDraft.BlocksMax} are taken.");
        return [.. blocks.Take(ArticleDraft.BlocksMax)];
    }

    /// <summary>HTML that reads back to the same blocks.</summary>
    public static string Render(ImmutableArray<ArticleBlock> blocks) => string.Join('\n', blocks.Select(Render));

    private static string Render(ArticleBlock block) => block.Kind switch
    {
        BlockKind.Heading => FormattableString.Invariant($"<h{block.Level}>{block.Html}</h{block.Level}>"),
        BlockKind.Quote => $"<blockquote>{block.Html}</blockquote>",
        BlockKind.List => $"<{(block.Ordered ? "ol" : "ul")}>{string.Concat(block.Items.Select(item => $"<li>{item}</li>"))}</{(block.Ordered ? "ol" : "ul")}>",
        BlockKind.Image => $"<figure><img src=\"{InlineHtml.Escape(block.Url)}\" alt=\"{InlineHtml.Escape(block.Alt)}\"{Credit(block)}{Size(block)}>{Caption(block)}</figure>",
        BlockKind.Table => $"<table>{TableCaption(block)}<tbody>{string.Concat(block.Rows.Select((row, index) => Row(row, block.Headed && index == 0)))}</tbody></table>",
        BlockKind.File => $"<p><a href=\"{InlineHtml.Escape(block.Url)}\" download>{block.Html}</a></p>",
        BlockKind.Embed => $"<iframe src=\"{InlineHtml.Escape(block.Url)}\" title=\"{InlineHtml.Escape(block.Alt)}\"></iframe>",
        _ => $"<p>{block.Html}</p>",
    };

    private static string TableCaption(ArticleBlock block) => block.Html.Length > 0 ? $"<caption>{block.Html}</caption>" : "";

    private static string Row(ImmutableArray<string> cells, bool head) =>
        $"<tr>{string.Concat(cells.Select(cell => head ? $"<th>{cell}</th>" : $"<td>{cell}</td>"))}</tr>";

    private static string Size(ArticleBlock block) =>
        (block.Width > 0 ? FormattableString.Invariant($" width=\"{block.Width}\"") : "")
        + (block.Height > 0 ? FormattableString.Invariant($" height=\"{block.Height}\"") : "");

    private static string Credit(ArticleBlock block) =>
        string.IsNullOrEmpty(block.Credit) ? "" : $" {BlockReader.CreditAttribute}=\"{InlineHtml.Escape(block.Credit)}\"";

    private static string Caption(ArticleBlock block) => block.Html.Length > 0 ? $"<figcaption>{block.Html}</figcaption>" : "";

    private static bool TryRender(string markdown, RequestErrors errors, out string html)
    {
        try
        {
            html = Markdig.Markdown.ToHtml(markdown, Markdown);
            return true;
        }
        catch (ArgumentException)
        {
            // Markdig refuses to follow markup that is nested without end.
            errors.Add("/body", "The Markdown is nested too deeply.");
            html = "";
            return false;
        }
    }

    private static MarkdownPipeline NewMarkdown()
    {
        var builder = new MarkdownPipelineBuilder().DisableHtml().UseCjkFriendlyEmphasis().UsePipeTables();
        builder.BlockParsers.TryRemove<IndentedCodeBlockParser>();
        builder.BlockParsers.FindExact<ListBlockParser>()!.ItemParsers.ReplaceOrAdd<NumberedListItemParser>(new NumberedItems());
        return builder.Build();
    }

    // CreateDefault and not a new set of options: those would know no attribute as an address, and javascript: would survive.
    private static HtmlSanitizer Sanitizer()
    {
        var sanitizer = new HtmlSanitizer();
        sanitizer.AllowedTags.Clear();
        Set(sanitizer.AllowedAttributes, ["href", "src", "alt", "width", "height", "title", "download", BlockReader.CreditAttribute]);
        Set(sanitizer.AllowedSchemes, ["http", "https", "mailto", "tel"]);
        sanitizer.AllowedCssProperties.Clear();
        sanitizer.AllowedAtRules.Clear();
        sanitizer.AllowDataAttributes = false;
        return sanitizer;
    }

    private static void Set(ISet<string> set, IEnumerable<string> values)
    {
        set.Clear();
        set.UnionWith(values);
    }
}
