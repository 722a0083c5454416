using System.Text;
using CsCheck;
using Sokbo.Gateway.Ads.Statistics;
using Xunit;

namespace Sokbo.Gateway.Tests.Ads.Statistics;

public sealed class CsvTableProperties
{
    private static readonly Gen<string> AnyCell = Gen.Char["=+-@\t ,\"\r\n가나abc01'＝"].Array[0, 8].Select(letters => new string(letters));

    [Fact]
    public void Excel_gets_its_mark_and_its_line_ends_and_numbers_stay_numbers()
    {
        var table = new CsvTable();
        table.Add(["이름", "수"]);
        table.Add(["봄, \"할인\"", -1_204L]);
        table.Add([null, 0.5]);

        var bytes = table.ToBytes();

        Assert.Equal([0xEF, 0xBB, 0xBF], bytes.Take(3));
        Assert.Equal("이름,수\r\n\"봄, \"\"할인\"\"\",-1204\r\n,0.5\r\n", Encoding.UTF8.GetString(bytes.AsSpan(3)));
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+82", "'+82")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\tx", "\"'\tx\"")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("  =1", "\"'  =1\"")]
    [InlineData("=HYPERLINK(\"http://a\",\"b\")", "\"'=HYPERLINK(\"\"http://a\"\",\"\"b\"\")\"")]
    [InlineData("할인=반값", "할인=반값")]
    public void No_text_is_a_formula(string text, string cell)
    {
        var table = new CsvTable();
        table.Add([text]);

        Assert.Equal(cell.Trim('"'), Encoding.UTF8.GetString(table.ToBytes().AsSpan(3)).TrimEnd('\n').TrimEnd('\r').Trim('"'));
    }

    [Fact]
    public void Every_text_comes_back_as_one_cell_that_is_no_formula() => AnyCell.Array[1, 5].Array[1, 5].Sample(rows =>
    {
        var table = new CsvTable();
        foreach (var row in rows)
        {
            table.Add(row);
        }

        var read = Read(Encoding.UTF8.GetString(table.ToBytes().AsSpan(3)));

        Assert.Equal(rows.Length, read.Count);
        foreach (var (row, cells) in rows.Zip(read))
        {
            Assert.Equal(row.Length, cells.Count);
            foreach (var (text, cell) in row.Zip(cells))
            {
                Assert.True(cell == text || cell == $"'{text}");
                Assert.DoesNotMatch("^\\s*[=+\\-@]", cell);
            }
        }
    });

    /// <summary>A reader of RFC 4180, as strict as it is short.</summary>
    private static List<List<string>> Read(string text)
    {
        var rows = new List<List<string>>();
        var row = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var at = 0; at < text.Length; at++)
        {
            if (quoted && text[at] == '"' && at + 1 < text.Length && text[at + 1] == '"')
            {
                cell.Append('"');
                at++;
            }
            else if (text[at] == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && text[at] == ',')
            {
                row.Add(cell.ToString());
                cell.Clear();
            }
            else if (!quoted && text[at] == '\r' && text[at + 1] == '\n')
            {
                at++;
                row.Add(cell.ToString());
                cell.Clear();
                rows.Add(row);
                row = [];
            }
            else
            {
                cell.Append(text[at]);
            }
        }

        return rows;
    }
}
