using System.Text;
using AngleSharp.Dom;
using Sokbo.Gateway.Sites;

namespace Sokbo.Gateway.Articles;

/// <summary>
/// Writes the inline markup of a block from parsed nodes. It names every tag and attribute that can come out, so what it
/// writes is safe whatever it is given; the sanitiser before it is a second wall. Text leaves as it came in, code unit by
/// code unit: nothing is normalised.
/// </summary>
/// <param name="leaveOut">Elements whose content stands elsewhere; null for none.</param>
internal sealed class InlineHtml(Func<IElement, bool>? leaveOut = null)
{
    private const int DepthMax = 24;
    private const string Break = "<br>";

    /// <summary>Only ASCII white space is the author's layout; a no-break or an ideographic space is text.</summary>
    private static readonly char[] White = [' ', '\t', '\n', '\r', '\f'];

    /// <summary>Tags that say something about their text, and what they are written as.</summary>
    private static readonly Dictionary<string, string> Marks = new(StringComparer.Ordinal)
    {
        ["strong"] = "strong",
        ["em"] = "em",
        ["b"] = "b",
        ["i"] = "i",
        ["u"] = "u",
        ["ins"] = "u",
        ["s"] = "s",
        ["strike"] = "s",
        ["del"] = "s",
        ["sub"] = "sub",
        ["sup"] = "sup",
    };

    private readonly StringBuilder _text = new();
    private readonly List<IElement> _images = [];

    /// <summary>Above 0 within text whose lines are its author's.</summary>
    private int _verbatim;

    /// <summary>Pictures and frames that stood between the text: they become blocks of their own.</summary>
    public IReadOnlyList<IElement> Images => _images;

    public static bool IsMark(IElement element) => element.LocalName == "a" || Marks.ContainsKey(element.LocalName);

    public void Add(INode node) => Write(node, 0);

    public void AddChildren(INode parent) => WriteChildren(parent, -1);

    /// <summary>Between two blocks that become one; blocks that only hold each other need one break.</summary>
    public void AddBreak()
    {
        while (_text.Length > 0 && White.Contains(_text[^1]))
        {
            _text.Length--;
        }

        if (_text.Length > 0 && !EndsWithBreak())
        {
            _text.Append(Break);
        }
    }

    /// <summary>What was written, without white space and breaks at its ends. Empty where no text is left.</summary>
    public string Take()
    {
        var text = Trim(_text.ToString());
        _text.Clear();
        return text;
    }

    public static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal);

    private bool EndsWithBreak() =>
        _text.Length >= Break.Length && _text[^1] == '>' && _text.ToString(_text.Length - Break.Length, Break.Length) == Break;

    private static string Trim(string text)
    {
        var trimmed = text.Trim(White);
        while (trimmed.EndsWith(Break, StringComparison.Ordinal) || trimmed.StartsWith(Break, StringComparison.Ordinal))
        {
            trimmed = (trimmed.EndsWith(Break, StringComparison.Ordinal) ? trimmed[..^Break.Length] : trimmed[Break.Length..]).Trim(White);
        }

        return trimmed;
    }

    private void Write(INode node, int depth)
    {
        switch (node)
        {
            case IText text:
                _text.Append(_verbatim > 0 ? Escape(text.Data.ReplaceLineEndings("\n")).Replace("\n", Break, StringComparison.Ordinal) : Escape(text.Data));
                break;
            case IElement left when leaveOut?.Invoke(left) == true:
                AddBreak();
                break;
            case IElement { LocalName: "br" }:
                _text.Append(Break);
                break;
            case IElement { LocalName: "pre" or "listing" } lines:
                _verbatim++;
                WriteChildren(lines, depth);
                _verbatim--;
                break;
            case IElement { LocalName: "q" } quoted:
                Wrap(quoted, "“", "”", depth);
                break;
            case IElement { LocalName: "rt" } reading:
                Wrap(reading, "(", ")", depth);
                break;
            case IElement { LocalName: "rp" }:
                break;
            case IElement { LocalName: "img" or "iframe" } image:
                _images.Add(image);
                break;
            case IElement { LocalName: "a" } link when depth < DepthMax && WebAddress.IsLink(link.GetAttribute("href")?.Trim()):
                // Links are the newsroom's own words, so search engines may follow them; the opened page gets no handle on ours.
                Wrap(link, $"<a href=\"{Escape(link.GetAttribute("href")!.Trim())}\" rel=\"noopener\">", "</a>", depth);
                break;
            case IElement element when depth < DepthMax && Marks.TryGetValue(element.LocalName, out var mark):
                Wrap(element, $"<{mark}>", $"</{mark}>", depth);
                break;
            case IElement element:
                WriteChildren(element, depth);
                break;
            default:
                break;
        }
    }

    private void Wrap(IElement element, string open, string close, int depth)
    {
        var start = _text.Length;
        _text.Append(open);
        var inside = _text.Length;
        WriteChildren(element, depth);
        if (_text.Length >= inside + Break.Length && _text.ToString(inside, Break.Length) == Break)
        {
            // A block within emphasis or a link: the break belongs before both.
            _text.Remove(inside, Break.Length).Insert(start, Break);
            (start, inside) = (start + Break.Length, inside + Break.Length);
        }

        if (_text.Length == inside)
        {
            _text.Length = start;
        }
        else
        {
            _text.Append(close);
        }
    }

    private void WriteChildren(INode parent, int depth)
    {
        var afterBlock = false;
        foreach (var child in parent.ChildNodes)
        {
            var isBlock = BlockReader.IsBlock(child);
            if (isBlock || afterBlock)
            {
                AddBreak();
            }

            Write(child, depth + 1);
            afterBlock = isBlock;
        }
    }
}
