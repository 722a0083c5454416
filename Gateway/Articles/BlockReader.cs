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
internal sealed class BlockReader(RequestErrors errors, ISet<string> dropped)
{
    public const string CreditAttribute = "data-credit";

    private const int DepthMax = 64;
    private const int PixelsMax = 20_000;
    private const int AltLengthMax = 500;
    private const int FileNameLengthMax = 300;

    private static readonly HashSet<string> Blocks = new(StringComparer.Ordinal)
    {
        "p", "h1", "h2", "h3", "h4", "h5", "h6", "figure", "figcaption", "blockquote", "ul", "ol", "li",
        "table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th",
        "div", "section", "article", "header", "footer", "main", "aside",
    };

    private readonly List<ArticleBlock> _blocks = [];
    private InlineHtml _loose = new();

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
            if (!IsBlock(node) || depth >= DepthMax)
            {
                _loose.Add(node);
                continue;
            }

            FlushLoose();
            ReadBlock((IElement)node, depth);
        }
    }

    private void ReadBlock(IElement element, int depth)
    {
        switch (element.LocalName)
        {
            case "p" when FileOf(element) is { } file:
                AddFile(file);
                break;
            case "p":
                AddText(new ArticleBlock { Kind = BlockKind.Paragraph }, element);
                break;
            case "h1" or "h2" or "h3" or "h4" or "h5" or "h6":
                AddText(new ArticleBlock { Kind = BlockKind.Heading, Level = Math.Clamp(element.LocalName[1] - '0', 2, 4) }, element);
                break;
            case "blockquote":
                AddText(new ArticleBlock { Kind = BlockKind.Quote }, element);
                break;
            case "figure":
                ReadFigure(element);
                break;
            case "ul" or "ol":
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

        foreach (var image in inline.Images)
        {
            AddImage(image, "");
        }
    }

    private void FlushLoose()
    {
        Add(new ArticleBlock { Kind = BlockKind.Paragraph }, _loose);
        _loose = new InlineHtml();
    }

    private void ReadFigure(IElement figure)
    {
        var caption = new InlineHtml();
        foreach (var node in figure.QuerySelectorAll("figcaption"))
        {
            caption.AddBreak();
            caption.Add(node);
        }

        var images = figure.QuerySelectorAll("img").ToArray();
        if (images.Length == 0)
        {
            AddText(new ArticleBlock { Kind = BlockKind.Paragraph }, figure);
            return;
        }

        var html = caption.Take();
        for (var index = 0; index < images.Length; index++)
        {
            AddImage(images[index], index == images.Length - 1 ? html : "");
        }
    }

    private void ReadList(IElement list)
    {
        var items = new List<string>();
        var images = new List<IElement>();
        foreach (var item in list.QuerySelectorAll("li"))
        {
            var inline = new InlineHtml();
            foreach (var node in item.ChildNodes.Where(node => node is not IElement { LocalName: "ul" or "ol" }))
            {
                if (IsBlock(node))
                {
                    inline.AddBreak();
                }

                inline.Add(node);
            }

            // An inner list's items follow their parent: lists have one level.
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

        foreach (var image in images)
        {
            AddImage(image, "");
        }
    }

    private void ReadTable(IElement table)
    {
        var images = new List<IElement>();
        string Inline(IElement? element)
        {
            var inline = new InlineHtml();
            foreach (var node in element?.ChildNodes ?? Enumerable.Empty<INode>())
            {
                if (IsBlock(node))
                {
                    inline.AddBreak();
                }

                inline.Add(node);
            }

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

        foreach (var image in images)
        {
            AddImage(image, "");
        }
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
        _blocks.Add(new ArticleBlock { Kind = BlockKind.Embed, Url = address, Alt = title.Length > AltLengthMax ? title[..AltLengthMax] : title });
    }

    private void AddImage(IElement image, string caption)
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
        if (alt.Length > AltLengthMax)
        {
            errors.Add("/body", $"The alternative text of an image has more than {AltLengthMax} characters.");
            return;
        }

        _blocks.Add(new ArticleBlock
        {
            Kind = BlockKind.Image,
            Url = url!,
            Alt = alt,
            Credit = Credit(image),
            Html = caption,
            Width = Pixels(image, "width"),
            Height = Pixels(image, "height"),
        });
    }

    /// <summary>In Markdown the title of an image is its credit.</summary>
    private string Credit(IElement image)
    {
        var credit = (image.GetAttribute(CreditAttribute) ?? image.GetAttribute("title") ?? "").Trim();
        errors.CheckText(credit, "/body", PictureInfo.CreditLengthMax);
        return credit.Length > PictureInfo.CreditLengthMax ? "" : credit;
    }

    private static int Pixels(IElement image, string name) =>
        int.TryParse(image.GetAttribute(name), NumberStyles.None, CultureInfo.InvariantCulture, out var pixels) && pixels <= PixelsMax ? pixels : 0;
}
