using System.Globalization;
using System.Text;
using Sokbo.Grains.Interfaces.Weather;

namespace Sokbo.Grains.Tests.Weather.Feeds;

/// <summary>
/// Writes made-up answers in the layouts of the real ones. It shares nothing with the readers: widths, blanks, remarks and
/// encodings are those of the sources.
/// </summary>
internal static class SampleFeeds
{
    private static readonly Encoding Korean = CodePagesEncodingProvider.Instance.GetEncoding(949)!;

    /// <summary>All stations of the table, each with a temperature of its own, by the hour.</summary>
    public static SampleStation[] All(DateTimeOffset at) =>
    [
        .. StationTable.All.Select((station, index) => new SampleStation(station.Number, ((index + (at.Hour * 3)) % 300 / 10m) - 9.9m)
        {
            Name = station.Name,
            Sky = index % 9 == 0 ? "구름많음" : "맑음",
            DewPoint = ((index + (at.Hour * 3)) % 300 / 10m) - 14.9m,
        }),
    ];

    public static byte[] Hourly(DateTimeOffset at, params SampleStation[] stations)
    {
        var text = new StringBuilder("#START7777\n#  기상청 지상관측 시간자료 [입력인수형태][예]\n");
        text.Append("# YYMMDDHHMI STN  WD   WS GST  GST  GST     PA     PS PT    PR    TA    TD    HM    PV     RN     RN     RN     RN\n");
        text.Append("#        KST  ID  16  m/s  WD   WS   TM    hPa    hPa  -   hPa     C     C     %   hPa     mm    DAY    JUN    INT\n");
        foreach (var station in stations)
        {
            text.Append(HourlyRow(at, station)).Append('\n');
        }

        return Korean.GetBytes(text.Append("#7777END\n").ToString());
    }

    public static string HourlyRow(DateTimeOffset at, SampleStation station)
    {
        var wind = station.WindFrom is { } from ? (from == 0 ? 36 : from / 10) : 0;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Seoul(at):yyyyMMddHHmm} {station.Id,3} {wind,3} {station.WindSpeed,4:0.0}  -9 -9.0   -9 1006.9 1017.2  2   0.4 {station.Celsius ?? -99.0m,5:0.0} {station.DewPoint ?? -99.0m,5:0.0} {station.Humidity ?? -9,5:0.0}   9.4 {station.Rain ?? -9,6:0.0}   -9.0   -9.0   -9.0   -9.0   -9.0   -9.0 -9 -9 -                        0   0   -9 -         -9  -9  -9  2000  0.6  0.31 -9  12.4 -99.0 -99.0 -99.0 -99.0  -9 -9.0 -9  {(station.Rain is not null ? 1 : station.RainReported ? 3 : 4)} -9");
    }

    public static byte[] Minute(DateTimeOffset at, bool commas, params SampleStation[] stations)
    {
        var text = new StringBuilder("#START7777\n#  방재기상관측 매분자료\n# YYMMDDHHMI   STN   WD1   WS1   WDS   WSS  WD10  WS10    TA   RE RN-15m RN-60m RN-12H RN-DAY   HM     PA     PS    TD\n");
        foreach (var station in stations)
        {
            text.Append(MinuteRow(at, commas, station)).Append('\n');
        }

        return Korean.GetBytes(text.Append("#7777END\n").ToString());
    }

    public static string MinuteRow(DateTimeOffset at, bool commas, SampleStation station)
    {
        var wind = station.WindFrom ?? 360;
        var row = string.Create(
            CultureInfo.InvariantCulture,
            $"{Seoul(at):yyyyMMddHHmm} {station.Id,5} {wind,5:0.0} {station.WindSpeed,5:0.0} {wind,5:0.0} {station.WindSpeed + 1,5:0.0} {wind,5:0.0} {station.WindSpeed,5:0.0} {station.Celsius ?? -99.9m,5:0.0} {(station.Rain > 0 ? 1 : 0),4:0.0} {station.Rain ?? 0,6:0.0} {station.Rain ?? 0,6:0.0} {station.Rain ?? 0,6:0.0} {station.Rain ?? 0,6:0.0} {station.Humidity ?? -99.9m,5:0.0} {1006.9,6:0.0} {1017.2,6:0.0} {station.DewPoint ?? -99.9m,5:0.0}");
        return commas ? string.Join(',', row.Split(' ', StringSplitOptions.RemoveEmptyEntries)) + ",=" : row;
    }

    public static byte[] Map(DateTimeOffset at, params SampleStation[] stations) => Map(at, "UTF-8", stations);

    public static byte[] Map(DateTimeOffset at, string encoding, params SampleStation[] stations)
    {
        var seoul = Seoul(at);
        var text = new StringBuilder(string.Create(
            CultureInfo.InvariantCulture,
            $"<?xml version=\"1.0\" encoding=\"{encoding}\"?>\n<current xmlns=\"current\">\n<weather year=\"{seoul:yyyy}\" month=\"{seoul:MM}\" day=\"{seoul:dd}\" hour=\"{seoul:HH}\">\n"));
        foreach (var station in stations)
        {
            var rain = station.Rain is { } amount ? string.Create(CultureInfo.InvariantCulture, $" rn_hr1=\"{amount:0.0}\"") : "";
            text.Append(CultureInfo.InvariantCulture, $"<local stn_id=\"{station.Id}\" icon=\"{(station.Sky is null ? "" : "01")}\" desc=\"{station.Sky ?? "-"}\" ta=\"{station.Celsius:0.0}\"{rain}>{station.Name}</local>\n");
        }

        text.Append("</weather>\n</current>\n");
        return encoding == "UTF-8" ? Encoding.UTF8.GetBytes(text.ToString()) : Korean.GetBytes(text.ToString());
    }

    /// <summary>The list of warnings in force; without a time where <paramref name="at"/> is null.</summary>
    public static byte[] Warnings(DateTimeOffset? at, params string[] rows)
    {
        var text = new StringBuilder("#START7777\n#  특보현황 조회\n");
        if (at is { } listed)
        {
            text.Append(CultureInfo.InvariantCulture, $"# 기준시각 : {Seoul(listed):yyyyMMddHHmm}\n");
        }

        text.Append("# REG_UP  REG_UP_KO  REG_ID  REG_KO  TM_FC  TM_EF  WRN  LVL  CMD  ED_TM\n");
        return Korean.GetBytes(text.AppendJoin('\n', rows).Append(rows.Length > 0 ? "\n" : "").Append("#7777END\n").ToString());
    }

    /// <summary>With the widths of the source.</summary>
    public static string Warning(DateTimeOffset issued, string zone, string name, string kind, string level, string command = "발표") => string.Create(
        CultureInfo.InvariantCulture,
        $"L1000000, 전국                          , {zone}, {name,-24}, {Seoul(issued):yyyyMMddHHmm}, {Seoul(issued).AddHours(1):yyyyMMddHHmm}, {kind}  , {level}    , {command},  ,=");

    private static DateTimeOffset Seoul(DateTimeOffset at) => at.ToOffset(TimeSpan.FromHours(9));
}
