using System.Globalization;

namespace Sokbo.Gateway.Ads.Imports;

/// <summary>A row of a sheet.</summary>
/// <param name="Number">As a spreadsheet counts.</param>
/// <param name="Cells">Texts by column, without spaces around them; empty where the sheet has no such column.</param>
/// <param name="Headers">What the sheet calls its columns.</param>
internal sealed record ImportRow(int Number, IReadOnlyDictionary<ImportColumn, string> Cells, IReadOnlyDictionary<ImportColumn, string> Headers)
{
    private static readonly string[] Days = ["yyyy-MM-dd", "yyyy/MM/dd", "yyyy.MM.dd", "yyyy-M-d", "yyyy/M/d", "yyyy.M.d"];
    private static readonly string[] Minutes = [.. Days.Select(day => $"{day} HH:mm"), .. Days.Select(day => $"{day} H:mm"), "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"];

    public string this[ImportColumn column] => Cells.GetValueOrDefault(column, "");

    public void Refuse(ImportErrors errors, ImportColumn column, string message) =>
        errors.Add(Number, Headers.GetValueOrDefault(column, column.Name), message);

    /// <summary>A whole number, with or without commas between thousands; null for an empty cell.</summary>
    public long? Number64(ImportColumn column, ImportErrors errors)
    {
        if (this[column] is not { Length: > 0 } text)
        {
            return null;
        }

        if (long.TryParse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        Refuse(errors, column, $"'{Cut(text)}' is no whole number. Write digits only, such as 100000.");
        return null;
    }

    /// <summary>The same for small numbers.</summary>
    public int? Number32(ImportColumn column, ImportErrors errors)
    {
        if (Number64(column, errors) is not { } number)
        {
            return null;
        }

        if (number is >= int.MinValue and <= int.MaxValue)
        {
            return (int)number;
        }

        Refuse(errors, column, $"{number} is too large.");
        return null;
    }

    /// <summary>A day, a day and a time on the clock of Seoul, or a time with its offset; null for an empty cell.</summary>
    /// <param name="column">Start or end.</param>
    /// <param name="isEnd">A day alone then counts to its end.</param>
    /// <param name="errors">Gets what cannot be read.</param>
    public DateTimeOffset? Moment(ImportColumn column, bool isEnd, ImportErrors errors)
    {
        if (this[column] is not { Length: > 0 } text)
        {
            return null;
        }

        if (DateTime.TryParseExact(text, Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 2000 and < 9999)
        {
            return new DateTimeOffset(isEnd ? day.AddDays(1) : day, Grains.Interfaces.Ads.SeoulDay.Offset);
        }

        if (DateTime.TryParseExact(text, Minutes, CultureInfo.InvariantCulture, DateTimeStyles.None, out var minute) && minute.Year is >= 2000 and < 9999)
        {
            return new DateTimeOffset(minute, Grains.Interfaces.Ads.SeoulDay.Offset);
        }

        if (text.Contains('T', StringComparison.Ordinal) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment))
        {
            return moment;
        }

        Refuse(errors, column, $"'{Cut(text)}' is no date. Write 2027-03-01, 2027-03-01 09:00 (Seoul) or 2027-03-01T09:00:00+09:00.");
        return null;
    }

    /// <summary>One of some words, each known by several names; null for an empty cell.</summary>
    public string? Word(ImportColumn column, IReadOnlyDictionary<string, string> words, ImportErrors errors)
    {
        if (this[column] is not { Length: > 0 } text)
        {
            return null;
        }

        if (words.TryGetValue(text, out var word))
        {
            return word;
        }

        Refuse(errors, column, $"'{Cut(text)}' is not known. Write one of {string.Join(", ", words.Keys)}.");
        return null;
    }

    private static string Cut(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
