using System.Collections.Immutable;
using System.Globalization;
using AngleSharp.Dom;
using Sokbo.Gateway.Api;
using Sokbo.Gateway.Sites;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Media;

namespace Sokbo.Gateway.Articles;

/// <summary>Turns a sanitised document into blocks. Containers are seen through; text beside blocks becomes paragraphs.</summary>
/// <param name="errors">What is wrong.</param>
/// <param name="dropped">Tags that were taken out.</param>
/// <param name="titleIsCredit">
/// True for Markdown, where an image has no other place for its credit. In HTML a title is a tooltip, such as 클릭하시면 원본을 볼 수 있습니다.
/// </param>
internal sealed class BlockReader(RequestErrors errors, ISet<string> dropped, bool titleIsCredit)
{
    public const string CreditAttribute = "data-credit";

    private const int DepthMax = 64;
    private const int PixelsMax = 20_000;
    private const int FileNameLengthMax = 300;

    /// <summary>What begins on a line of its own.</summary>
    private static readonly HashSet<string> Blocks = new(StringComparer.Ordinal)
    {
        "p", "h1", "h2", "h3", "h4", "h5", "h6", "figure", "figcaption", "blockquote", "pre", "listing", "address", "hr",
        "ul", "ol", "menu", "dir", "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th",
        "div", "section", "article", "header", "footer", "main", "aside", "nav", "hgroup", "search", "center", "form", "fieldset", "legend", "details", "summary",
    };

    /// <summary>What would lose its meaning in the middle of emphasised text.</summary>
    private static readonly HashSet<string> Structures = new(StringComparer.Ordinal) { "figure", "figcaption", "ul", "ol", "menu", "dir", "dl", "table", "pre" };

    private readonly List<ArticleBlock> _blocks = [];
    private InlineHtml _loose = new();

    /// <summary>Where the caption of the figure that is being read is collected; null outside figures.</summary>
    private InlineHtml? _caption;

    public static bool IsBlock(INode node) => node is IElement element && Blocks.Contains(element.LocalName);

    public IReadOnlyList<ArticleBlock> Read(INode root)
    {
        ReadChildren(root, 0);
        FlushLoose();
        return _blocks;
    }

    private void ReadChildren(INode parent, int depth)
    {
        foreach (var node in parent.ChildNodes)
        {
            if (depth < DepthMax && node is IElement element && (IsBlock(node) || HoldsBlocks(element)))
            {
                FlushLoose();
                ReadBlock(element, depth);
            }
            else
            {
                _loose.Add(node);
            }
        }
    }

    /// <summary>A tag of text around whole blocks, as <c>font</c> in older editors: it is a container. Emphasis and links stay around the text of their blocks.</summary>
    private static bool HoldsBlocks(IElement element) =>
        InlineHtml.IsMark(element) ? element.Descendants<IElement>().Any(inner => Structures.Contains(inner.LocalName)) : element.Descendants<IElement>().Any(IsBlock);

    private void ReadBlock(IElement element, int depth)
    {
        switch (element.LocalName)
        {
            case "p" when FileOf(element) is { } file:
                AddFile(file);
                break;
            case "p" or "pre" or "listing" or "address" or "dt" or "dd" when !HoldsBlocks(element):
                AddText(new ArticleBlock { Kind = BlockKind.Paragraph }, element);
                break;
            case "h1" or "h2" or "h3" or "h4" or "h5" or "h6":
                AddText(new ArticleBlock { Kind = BlockKind.Heading, Level = Math.Clamp(element.LocalName[1] - '0', 2, 4) }, element);
                break;
            case "blockquote":
                AddText(new ArticleBlock { Kind = BlockKind.Quote }, element);
                break;
            case "figure":
                ReadFigure(element, depth);
                break;
            case "figcaption" when _caption is { } caption:
                caption.AddBreak();
                caption.Add(element);
                break;
            case "ul" or "ol" or "menu" or "dir":
                ReadList(element);
                break;
            case "table":
                ReadTable(element);
                break;
            default:
                ReadChildren(element, depth + 1);
                FlushLoose();
                break;
        }
    }

    private void AddText(ArticleBlock block, IElement element)
    {
        var inline = new InlineHtml();
        inline.Add(element);
        Add(block, inline);
    }

    private void Add(ArticleBlock block, InlineHtml inline)
    {
        if (inline.Take() is { Length: > 0 } html)
        {
            _blocks.Add(block with { Html = html });
        }

        AddImages(inline.Images);
    }

    private void AddImages(IEnumerable<IElement> images)
    {
        foreach (var image in images)
        {
            AddImage(image);
        }
    }

    private void FlushLoose()
    {
        Add(new ArticleBlock { Kind = BlockKind.Paragraph }, _loose);
        _loose = new InlineHtml();
    }

    /// <summary>Its caption goes to its last image or table; without one it is a paragraph, as is all other text in it.</summary>
    private void ReadFigure(IElement figure, int depth)
    {
        var outer = _caption;
        var caption = _caption = new InlineHtml();
        var first = _blocks.Count;
        ReadChildren(figure, depth + 1);
        FlushLoose();
        _caption = outer;

        var captioned = _blocks.FindLastIndex(block => block.Kind is BlockKind.Image or BlockKind.Table);
        if (captioned >= first && _blocks[captioned].Html.Length == 0)
        {
            _blocks[captioned] = _blocks[captioned] with { Html = caption.Take() };
        }

        Add(new ArticleBlock { Kind = BlockKind.Paragraph }, caption);
    }

    /// <summary>Lists have one level: the items of an inner list follow their parent. What stands beside the items is one too.</summary>
    private void ReadList(IElement list)
    {
        var items = new List<string>();
        var images = new List<IElement>();
        foreach (var part in list.Descendants<IElement>().Where(IsListPart).Prepend(list))
        {
            var inline = new InlineHtml(leaveOut: IsListPart);
            inline.AddChildren(part);
            if (inline.Take() is { Length: > 0 } html)
            {
                items.Add(html);
            }

            images.AddRange(inline.Images);
        }

        if (items.Count > 0)
        {
            _blocks.Add(new ArticleBlock { Kind = BlockKind.List, Ordered = list.LocalName == "ol", Items = [.. items] });
        }

        AddImages(images);
    }

    private static bool IsListPart(IElement element) => element.LocalName is "ul" or "ol" or "menu" or "dir" or "li";

    private void ReadTable(IElement table)
    {
        var images = new List<IElement>();
        string Inline(IElement? element)
        {
            if (element is null)
            {
                return "";
            }

            var inline = new InlineHtml();
            inline.AddChildren(element);
            images.AddRange(inline.Images);
            return inline.Take();
        }

        // What stands in a table within a cell flows into that cell: tables have one level.
        var rows = table.QuerySelectorAll("tr").Where(row => row.Closest("table") == table).ToArray();
        var cells = rows.Select(row => row.Children.Where(cell => cell.LocalName is "td" or "th").ToArray()).Where(row => row.Length > 0).ToArray();
        errors.Check(
            cells.Length <= ArticleBlock.RowsMax && cells.All(row => row.Length <= ArticleBlock.CellsMax),
            "/body",
            $"A table has more than {ArticleBlock.RowsMax} rows or {ArticleBlock.CellsMax} columns.");
        var block = new ArticleBlock
        {
            Kind = BlockKind.Table,
            Html = Inline(table.Children.FirstOrDefault(child => child.LocalName == "caption")),
            Rows = [.. cells.Take(ArticleBlock.RowsMax).Select(row => row.Take(ArticleBlock.CellsMax).Select(Inline).ToImmutableArray())],
            Headed = cells.Length > 1 && cells[0].All(cell => cell.LocalName == "th"),
        };
        if (block.Html.Length > 0 || block.Rows.Any(row => row.Any(cell => cell.Length > 0)))
        {
            _blocks.Add(block);
        }

        AddImages(images);
    }

    /// <summary>A link to take something away that stands by itself: a document.</summary>
    private static IElement? FileOf(IElement paragraph) =>
        paragraph.Children is [{ LocalName: "a" } link] && link.HasAttribute("download") && link.QuerySelector("img, iframe") is null
        && paragraph.ChildNodes.All(node => node == link || (node is IText text && string.IsNullOrWhiteSpace(text.Data))) && link.TextContent.Trim().Length > 0
            ? link
            : null;

    private void AddFile(IElement link)
    {
        var url = link.GetAttribute("href")?.Trim();
        if (!WebAddress.IsMedia(url))
        {
            errors.Add("/body", "A file needs an https address, or a path on the site.");
            return;
        }

        var name = link.TextContent.Trim();
        errors.CheckText(name, "/body", FileNameLengthMax);
        _blocks.Add(new ArticleBlock { Kind = BlockKind.File, Url = url!, Html = InlineHtml.Escape(name.Length > FileNameLengthMax ? name[..FileNameLengthMax] : name) });
    }

    private void AddEmbed(IElement frame)
    {
        if (EmbedAddress.Find(frame.GetAttribute("src")?.Trim()) is not { } address)
        {
            dropped.Add("iframe");
            return;
        }

        var title = frame.GetAttribute("title")?.Trim() ?? "";
        _blocks.Add(new ArticleBlock { Kind = BlockKind.Embed, Url = address, Alt = title.Length > ArticleBlock.AltLengthMax ? title[..ArticleBlock.AltLengthMax] : title });
    }

    private void AddImage(IElement image)
    {
        if (image.LocalName == "iframe")
        {
            AddEmbed(image);
            return;
        }

        var url = image.GetAttribute("src")?.Trim();
        if (!WebAddress.IsMedia(url))
        {
            errors.Add("/body", "An image needs an https address, or a path on the site such as /media/photo.jpg.");
            return;
        }

        var alt = image.GetAttribute("alt")?.Trim() ?? "";
        if (alt.Length > ArticleBlock.AltLengthMax)
        {
            errors.Add("/body", $"The alternative text of an image has more than {ArticleBlock.AltLengthMax} characters.");
            return;
        }

        _blocks.Add(new ArticleBlock
        {
            Kind = BlockKind.Image,
            Url = url!,
            Alt = alt,
            Credit = Credit(image),
            Width = Pixels(image, "width"),
            Height = Pixels(image, "height"),
        });
    }

    private string Credit(IElement image)
    {
        var credit = (image.GetAttribute(titleIsCredit ? "title" : CreditAttribute) ?? "").Trim();
        errors.CheckText(credit, "/body", PictureInfo.CreditLengthMax);
        return credit.Length > PictureInfo.CreditLengthMax ? "" : credit;
    }

    private static int Pixels(IElement image, string name) =>
        int.TryParse(image.GetAttribute(name), NumberStyles.None, CultureInfo.InvariantCulture, out var pixels) && pixels <= PixelsMax ? pixels : 0;
}
