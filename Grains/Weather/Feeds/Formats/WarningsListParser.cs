using System.Collections.Immutable;
using System.Globalization;
using Sokbo.Grains.Interfaces.Weather;
using Sokbo.Grains.Interfaces.Weather.Warnings;

namespace Sokbo.Grains.Weather.Feeds.Formats;

/// <summary>
/// Reads the list of warnings in force of the API hub (<c>wrn_now_data_new</c>): lines of REG_UP, REG_UP_KO, REG_ID, REG_KO,
/// TM_FC, TM_EF, WRN, LVL, CMD, ED_TM with commas between and an equals sign at the end, in code page 949, between
/// <c>#START7777</c> and <c>#7777END</c>. A remark "기준시각" says of which time the list is. A list without a line is refused:
/// nobody can tell it from a failure. Time and memory are linear in the size of the answer, which is bounded.
/// </summary>
internal static class WarningsListParser
{
    public const int RowsMax = 4_000;

    private const string StartMark = "#START7777";
    private const string EndMark = "#7777END";
    private const string TimeMark = "기준시각";
    private const int LineLengthMax = 1_024;

    /// <summary>Without the announced end, which may hold commas.</summary>
    private const int ColumnsMin = 9;

    private const int ZoneColumn = 2;

    public static FeedReport Parse(ReadOnlySpan<byte> body)
    {
        if (FeedBody.RefusalOf(body) is { } refusal)
        {
            return FeedReport.Refuse(refusal);
        }

        if (FeedBody.DecodeKorean(body) is not { } text)
        {
            return FeedReport.Refuse(FeedCodes.WrongEncoding);
        }

        var (report, rows) = (new FeedReportBuilder(), new List<(WarningReport Report, ImmutableArray<string> Regions)>());
        var (started, inside, number) = (false, false, 0);
        DateTimeOffset? listedAt = null;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            number++;
            var line = text.AsSpan(range).Trim(" \t\r\0");
            if (line.StartsWith(StartMark, StringComparison.Ordinal))
            {
                (started, inside) = (true, true);
            }
            else if (line.StartsWith(EndMark, StringComparison.Ordinal))
            {
                inside = false;
            }
            else if (line.Length > 0 && line[0] == '#')
            {
                listedAt ??= TimeOf(line);
            }
            else if (line.Length > 0 && (!inside || rows.Count >= RowsMax))
            {
                report.Refuse(number, 0, "", inside ? FeedCodes.TooLarge : FeedCodes.Outside);
            }
            else if (line.Length > 0 && ReadRow(line, number, report) is { } row)
            {
                rows.Add(row);
            }
        }

        return !started ? FeedReport.Refuse(text.Contains('<', StringComparison.Ordinal) ? FeedCodes.Html : FeedCodes.WrongFormat)
            : inside ? FeedReport.Refuse(FeedCodes.Cut)
            : Build(listedAt, rows, report.Build());
    }

    private static FeedReport Build(
        DateTimeOffset? listedAt, List<(WarningReport Report, ImmutableArray<string> Regions)> rows, FeedReport report) =>
        rows.Count == 0
            ? report with { Refused = FeedCodes.NoRows }
            : report with
            {
                Refused = null,
                Warnings = new WarningsList(listedAt, [.. rows.Select(row => row.Report)]) { Regions = [.. rows.Select(row => row.Regions)] },
            };

    private static (WarningReport Report, ImmutableArray<string> Regions)? ReadRow(ReadOnlySpan<char> line, int number, FeedReportBuilder report)
    {
        var row = line.TrimEnd("= ");
        if (row.Length > LineLengthMax || row.Count(',') < ColumnsMin - 1)
        {
            report.Refuse(number, 0, "", FeedCodes.Columns);
            return null;
        }

        var cells = row.ToString().Split(',', StringSplitOptions.TrimEntries);
        if (!WarningZones.IsCode(cells[ZoneColumn]))
        {
            report.Refuse(number, 0, "", FeedCodes.Zone);
            return null;
        }

        if (ReadTime(cells[4]) is not { } issuedAt || (cells[5].Length > 0 && ReadTime(cells[5]) is null))
        {
            report.Refuse(number, 0, "", FeedCodes.Time);
            return null;
        }

        if (new[] { cells[3], cells[6], cells[7], cells[8] }.Any(word => !IsWord(word)))
        {
            report.Refuse(number, 0, "", FeedCodes.Unreadable);
            return null;
        }

        return (
            new WarningReport
            {
                Zone = cells[ZoneColumn],
                ZoneName = cells[3],
                Kind = WarningWords.KindOf(cells[6]),
                Level = WarningWords.LevelOf(cells[7]),
                Command = WarningWords.CommandOf(cells[8]),
                IssuedAt = issuedAt,
                EffectiveAt = ReadTime(cells[5]),
                EndsAt = cells.Length > ColumnsMin ? ReadTime(cells[ColumnsMin]) : null,
                Source = Attribution.Kma,
            },
            WarningZones.RegionsOf(cells[ZoneColumn], cells[3], cells[1]));
    }

    private static bool IsWord(string text) => text.Length is > 0 and <= WarningWords.LengthMax && PlainText.IsPlain(text);

    /// <summary>The time in a remark like <c># 기준시각 : 202607291200</c>.</summary>
    private static DateTimeOffset? TimeOf(ReadOnlySpan<char> remark)
    {
        var at = remark.IndexOf(TimeMark, StringComparison.Ordinal);
        return at < 0 || remark.Length > LineLengthMax ? null : ReadTime(string.Concat(remark[at..].ToString().Where(char.IsAsciiDigit).Take(12)));
    }

    private static DateTimeOffset? ReadTime(string text) =>
        text.Length == 12 && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _)
        && FeedNumber.TryParseTime(System.Text.Encoding.ASCII.GetBytes(text), out var time)
            ? time
            : null;
}
