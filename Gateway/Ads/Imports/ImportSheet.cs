using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Sokbo.Gateway.Ads.Imports;

/// <summary>Reads the CSV file of an import.</summary>
internal static class ImportSheet
{
    public const int RowsMax = 500;
    private const int CellLengthMax = 4_096;

    /// <summary>The rows that hold something, or errors.</summary>
    public static List<ImportRow> Read(string text, ImportErrors errors)
    {
        var rows = new List<ImportRow>();
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            HasHeaderRecord = false,
            IgnoreBlankLines = false,
            TrimOptions = TrimOptions.Trim,
            MaxFieldSize = CellLengthMax,
            BadDataFound = bad => errors.Add(bad.Context.Parser!.Row, "sheet", "A quotation mark stands inside a cell. Put the whole cell in quotation marks, and double those inside."),
        };
        using var parser = new CsvParser(new StringReader(text), configuration);
        try
        {
            if (!parser.Read() || Headers(parser.Record ?? [], errors) is not { } headers)
            {
                return rows;
            }

            while (parser.Read())
            {
                if (parser.Record is not { } record || Array.TrueForAll(record, string.IsNullOrEmpty))
                {
                    continue;
                }

                if (rows.Count == RowsMax)
                {
                    errors.Add(parser.Row, "sheet", $"At most {RowsMax} rows are taken. Split the file.");
                    break;
                }

                rows.Add(Row(parser.Row, record, headers, errors));
            }
        }
        catch (MaxFieldSizeException)
        {
            errors.Add(parser.Row, "sheet", $"A cell has more than {CellLengthMax} characters. Perhaps a quotation mark is not closed.");
        }

        if (rows.Count == 0 && errors.Count == 0)
        {
            errors.Add(0, "sheet", "There is no row below the header.");
        }

        return rows;
    }

    /// <summary>With a mark, so that Korean spreadsheets open it as UTF-8.</summary>
    public static byte[] Template(bool korean)
    {
        var text = new StringBuilder("\uFEFF");
        using (var writer = new CsvWriter(new StringWriter(text, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture))
        {
            foreach (var column in ImportColumn.All)
            {
                writer.WriteField(korean ? column.Korean : column.Name);
            }

            writer.NextRecord();
            foreach (var column in ImportColumn.All)
            {
                writer.WriteField(column.Example);
            }

            writer.NextRecord();
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static (ImportColumn Column, string Header)[]? Headers(string[] record, ImportErrors errors)
    {
        var before = errors.Count;
        var headers = new List<(ImportColumn Column, string Header)>();
        foreach (var header in record)
        {
            if (ImportColumn.Find(header) is not { } column)
            {
                errors.Add(1, header, $"There is no such column. There are {string.Join(", ", ImportColumn.All.Select(known => $"{known.Korean} ({known.Name})"))}, separated by commas.");
            }
            else if (headers.Exists(known => known.Column == column))
            {
                errors.Add(1, header, "This column stands twice.");
            }
            else
            {
                headers.Add((column, header));
            }
        }

        foreach (var missing in ImportColumn.Required.Where(column => !headers.Exists(known => known.Column == column)))
        {
            errors.Add(1, missing.Name, $"The column {missing.Korean} ({missing.Name}) is missing.");
        }

        return errors.Count == before ? [.. headers] : null;
    }

    private static ImportRow Row(int number, string[] record, (ImportColumn Column, string Header)[] headers, ImportErrors errors)
    {
        if (record.Length > headers.Length && record.Skip(headers.Length).Any(cell => cell.Length > 0))
        {
            errors.Add(number, "sheet", $"Has {record.Length} cells, and the header {headers.Length}. Put cells that hold a comma in quotation marks.");
        }

        return new ImportRow(
            number,
            headers.Index().Where(pair => pair.Index < record.Length).ToDictionary(pair => pair.Item.Column, pair => record[pair.Index]),
            headers.ToDictionary(header => header.Column, header => header.Header));
    }
}
