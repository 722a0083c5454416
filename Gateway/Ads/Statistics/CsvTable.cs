using System.Globalization;
using System.Text;

namespace Sokbo.Gateway.Ads.Statistics;

/// <summary>
/// A table as CSV that Korean Excel opens with a double click: UTF-8 with its mark, CRLF (RFC 4180), and no cell that a
/// spreadsheet takes for a formula.
/// </summary>
/// <remarks>Own code: what is to be written is rows of words and whole numbers, and the neutralising is ours in any library.</remarks>
internal sealed class CsvTable
{
    public const string ContentType = "text/csv; charset=utf-8";

    private const string Mark = "\uFEFF";

    /// <summary>Cells that begin with one of these are formulas (OWASP, CSV injection).</summary>
    private const string FormulaStarts = "=+-@\t\r\n＝＋－＠";

    private readonly StringBuilder _text = new(Mark);

    public void Add(IEnumerable<object?> cells)
    {
        var first = true;
        foreach (var cell in cells)
        {
            _text.Append(first ? "" : ",").Append(Cell(cell));
            first = false;
        }

        _text.Append("\r\n");
    }

    public byte[] ToBytes() => Encoding.UTF8.GetBytes(_text.ToString());

    private static string Cell(object? cell) => cell switch
    {
        null => "",
        string text => Quoted(Neutral(text)),
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new InvalidOperationException($"A cell is a text or a number, not {cell.GetType().Name}."),
    };

    /// <summary>An apostrophe in front makes it a text, also where the formula stands behind blanks.</summary>
    private static string Neutral(string text) =>
        text.Length > 0 && (FormulaStarts.Contains(text[0], StringComparison.Ordinal)
            || (text.TrimStart() is { Length: > 0 } trimmed && FormulaStarts.Contains(trimmed[0], StringComparison.Ordinal)))
            ? $"'{text}"
            : text;

    private static string Quoted(string text) =>
        text.AsSpan().ContainsAny("\",\r\n") || text != text.Trim() ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
