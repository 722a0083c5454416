using System.Text;
using AngleSharp.Dom;
using Sokbo.Gateway.Sites;

namespace Sokbo.Gateway.Articles;

/// <summary>
/// Writes the inline markup of a block from parsed nodes. It names every tag and attribute that can come out, so what it
/// writes is safe whatever it is given; the sanitiser before it is a second wall. Text leaves as it came in, code unit by
/// code unit: nothing is normalised.
/// </summary>
internal sealed class InlineHtml
{
    private const int DepthMax = 24;
    private const string Break = "<br>";

    private static readonly HashSet<string> Plain = new(StringComparer.Ordinal) { "strong", "em", "b", "i", "u", "s", "sub", "sup" };

    private readonly StringBuilder _text = new();
    private readonly List<IElement> _images = [];

    /// <summary>Pictures and frames that stood between the text: they become blocks of their own.</summary>
    public IReadOnlyList<IElement> Images => _images;

    public void Add(INode node) => Write(node, 0);

    /// <summary>Between two blocks that become one; blocks that only hold each other need one break.</summary>
    public void AddBreak()
    {
        if (_text.Length > 0 && !EndsWithBreak())
        {
            _text.Append("<br>");
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
        // Only ASCII white space is the author's layout; a no-break or an ideographic space is text.
        var trimmed = text.Trim(' ', '\t', '\n', '\r', '\f');
        while (trimmed.EndsWith("<br>", StringComparison.Ordinal) || trimmed.StartsWith("<br>", StringComparison.Ordinal))
        {
            trimmed = (trimmed.EndsWith("<br>", StringComparison.Ordinal) ? trimmed[..^4] : trimmed[4..]).Trim(' ', '\t', '\n', '\r', '\f');
        }

        return trimmed;
    }

    private void Write(INode node, int depth)
    {
        switch (node)
        {
            case IText text:
                _text.Append(Escape(text.Data));
                break;
            case IElement { LocalName: "br" }:
                _text.Append("<br>");
                break;
            case IElement { LocalName: "img" or "iframe" } image:
                _images.Add(image);
                break;
            case IElement { LocalName: "a" } link when depth < DepthMax && WebAddress.IsLink(link.GetAttribute("href")?.Trim()):
                // Links are the newsroom's own words, so search engines may follow them; the opened page gets no handle on ours.
                Wrap(link, $"<a href=\"{Escape(link.GetAttribute("href")!.Trim())}\" rel=\"noopener\">", "</a>", depth);
                break;
            case IElement element when depth < DepthMax && Plain.Contains(element.LocalName):
                Wrap(element, $"<{element.LocalName}>", $"</{element.LocalName}>", depth);
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
        if (_text.Length == inside)
        {
            _text.Length = start;
        }
        else
        {
            _text.Append(close);
        }
    }

    private void WriteChildren(IElement element, int depth)
    {
        foreach (var child in element.ChildNodes)
        {
            if (BlockReader.IsBlock(child))
            {
                AddBreak();
            }

            Write(child, depth + 1);
        }
    }
}
