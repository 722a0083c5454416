using System.Globalization;
using System.Text;
using CsCheck;
using Sokbo.Grains.Weather.Feeds.Formats;
using Xunit;

namespace Sokbo.Grains.Tests.Weather.Feeds;

public sealed class HubTextParserTests
{
    private const string RealLayout =
        "202404270700 108  27  1.3  -9 -9.0   -9 1006.9 1017.2  2   0.4  11.6   6.1  69.0   9.4   -9.0   -9.0   -9.0   -9.0   -9.0   -9.0   -9.0 -9 -9 -                        0   0   -9 -         -9  -9  -9  2000  0.6  0.31 -9  12.4 -99.0 -99.0 -99.0 -99.0  -9 -9.0 -9  3 -9";

    private static readonly DateTimeOffset Hour = new(2024, 4, 27, 7, 0, 0, TimeSpan.FromHours(9));

    [Fact]
    public void A_row_in_the_real_layout_is_read_by_position()
    {
        var row = Assert.Single(Hourly(Frame(RealLayout)).Rows);

        Assert.Equal((108, Hour), (row.StationId, row.ObservedAt));
        Assert.Equal(
            [11.6m, 6.1m, 69m, 270m, 1.3m, null, 1006.9m, 1017.2m, 0.4m, 0m, null, 0m, 20_000m, 0.6m, 0.31m, 12.4m, null],
            new[]
            {
                Quantity.AirTemperature, Quantity.DewPoint, Quantity.Humidity, Quantity.WindFrom, Quantity.WindSpeed, Quantity.GustSpeed,
                Quantity.StationPressure, Quantity.SeaPressure, Quantity.PressureChange, Quantity.Rain, Quantity.RainToday, Quantity.Cloud,
                Quantity.Visibility, Quantity.Sunshine, Quantity.Radiation, Quantity.GroundTemperature, Quantity.Soil5,
            }.Select(quantity => row[quantity]));
    }

    [Fact]
    public void All_stations_of_an_hour_come_out_with_their_temperatures()
    {
        var stations = SampleFeeds.All(Hour);

        var report = Hourly(SampleFeeds.Hourly(Hour, stations));

        Assert.Null(report.Refused);
        Assert.Empty(report.Refusals);
        Assert.Equal(stations.Select(station => (station.Id, station.Celsius)), report.Rows.Select(row => (row.StationId, row[Quantity.AirTemperature])));
    }

    [Theory]
    [InlineData(2, "-9", null, Quantity.WindFrom)]
    [InlineData(2, "36", 0.0, Quantity.WindFrom)]
    [InlineData(2, "0", null, Quantity.WindFrom)]
    [InlineData(3, "-9.0", null, Quantity.WindSpeed)]
    [InlineData(3, "0.0", 0.0, Quantity.WindSpeed)]
    [InlineData(7, "-9.0", null, Quantity.StationPressure)]
    [InlineData(10, "-9.0", -9.0, Quantity.PressureChange)]
    [InlineData(11, "-9.0", -9.0, Quantity.AirTemperature)]
    [InlineData(11, "-9.9", -9.9, Quantity.AirTemperature)]
    [InlineData(11, "-29.9", -29.9, Quantity.AirTemperature)]
    [InlineData(11, "-0.0", 0.0, Quantity.AirTemperature)]
    [InlineData(11, "-0.04", -0.04, Quantity.AirTemperature)]
    [InlineData(11, "-50", null, Quantity.AirTemperature)]
    [InlineData(11, "-49.96", null, Quantity.AirTemperature)]
    [InlineData(11, "-99.0", null, Quantity.AirTemperature)]
    [InlineData(11, "-99.9", null, Quantity.AirTemperature)]
    [InlineData(11, "-999", null, Quantity.AirTemperature)]
    [InlineData(12, "-9.0", -9.0, Quantity.DewPoint)]
    [InlineData(13, "-9.0", null, Quantity.Humidity)]
    [InlineData(21, "-9.0", null, Quantity.SnowDepth)]
    [InlineData(21, "3.5", 3.5, Quantity.SnowDepth)]
    [InlineData(25, "-9", null, Quantity.Cloud)]
    [InlineData(25, "10", 10.0, Quantity.Cloud)]
    [InlineData(25, "11", null, Quantity.Cloud)]
    [InlineData(27, "12", 1200.0, Quantity.CloudBase)]
    [InlineData(32, "3300", 33000.0, Quantity.Visibility)]
    [InlineData(34, "-9.00", null, Quantity.Radiation)]
    [InlineData(36, "-9.0", -9.0, Quantity.GroundTemperature)]
    [InlineData(37, "-99.0", null, Quantity.Soil5)]
    [InlineData(37, "-0.4", -0.4, Quantity.Soil5)]
    public void Each_column_has_its_own_sentinels(int column, string token, double? expected, object quantity)
    {
        // Warm values after it would make the dew point the higher one.
        var cells = Cells(RealLayout);
        cells[12] = "-30.0";
        cells[column] = token;

        var report = Hourly(Frame(string.Join(' ', cells)));

        Assert.Equal((decimal?)expected, Assert.Single(report.Rows)[(Quantity)quantity]);
        Assert.Empty(report.Refusals);
    }

    [Fact]
    public void A_change_of_pressure_of_minus_nine_is_missing_only_together_with_its_tendency()
    {
        var cells = Cells(RealLayout);
        (cells[9], cells[10]) = ("-9", "-9.0");

        Assert.Null(Assert.Single(Hourly(Frame(string.Join(' ', cells))).Rows)[Quantity.PressureChange]);
    }

    [Theory]
    [InlineData("-9.0", "3", 0.0)]
    [InlineData("-9.0", "4", null)]
    [InlineData("-9.0", "-9", null)]
    [InlineData("2.5", "1", 2.5)]
    [InlineData("2.5", "3", 2.5)]
    public void The_report_of_rain_says_what_a_missing_amount_means(string amount, string rainReport, double? expected)
    {
        var cells = Cells(RealLayout);
        (cells[15], cells[44]) = (amount, rainReport);

        Assert.Equal((decimal?)expected, Assert.Single(Hourly(Frame(string.Join(' ', cells))).Rows)[Quantity.Rain]);
    }

    [Fact]
    public void Zero_is_a_calm_in_the_hourly_text_and_north_in_the_minute_text()
    {
        var hourly = Hourly(SampleFeeds.Hourly(Hour, new SampleStation(90, 1) { WindFrom = null }, new SampleStation(93, 1) { WindFrom = 0 })).Rows;
        var minute = Minute(SampleFeeds.Minute(Hour, false, new SampleStation(90, 1) { WindFrom = null }, new SampleStation(93, 1) { WindFrom = 0 })).Rows;

        Assert.All([hourly, minute], rows => Assert.Equal([(true, null), (false, 0m)], rows.Select(row => (row.IsCalm, row[Quantity.WindFrom]))));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_minute_text_is_read_with_blanks_and_with_commas(bool commas)
    {
        var report = Minute(SampleFeeds.Minute(Hour, commas, new SampleStation(108, -9.0m) { DewPoint = -12.5m, Rain = 1.5m }, new SampleStation(400, null) { Humidity = null }));

        Assert.Empty(report.Refusals);
        Assert.Equal([(108, -9.0m, 69m, 1.5m), (400, null, null, 0m)], report.Rows.Select(row =>
            (row.StationId, row[Quantity.AirTemperature], row[Quantity.Humidity], row[Quantity.Rain])));
    }

    [Fact]
    public void A_row_with_another_number_of_columns_is_refused_and_counted_and_the_others_kept()
    {
        var cells = Cells(RealLayout);
        var short45 = string.Join(' ', cells.Where((_, index) => index != 17)).Replace(" 108 ", " 90 ", StringComparison.Ordinal);
        cells[24] = "1020 30";
        var blank = string.Join(' ', cells).Replace(" 108 ", " 93 ", StringComparison.Ordinal);

        var report = Hourly(Frame(short45, blank, RealLayout));

        Assert.Equal(108, Assert.Single(report.Rows).StationId);
        Assert.Equal([(2, FeedCodes.Columns), (3, FeedCodes.Columns)], report.Refusals.Select(refusal => (refusal.Line, refusal.Code)));
        Assert.Equal(2, report.Counts[FeedCodes.Columns]);
    }

    [Fact]
    public void A_row_that_has_slipped_within_the_right_number_of_columns_is_refused()
    {
        var early = Cells(RealLayout).ToList();
        early.RemoveAt(3);
        early.Insert(14, "9.4");
        var late = Cells(RealLayout).ToList();
        late.RemoveAt(10);
        late.Insert(20, "-9.0");

        var report = Hourly(Frame(string.Join(' ', early), string.Join(' ', late)));

        Assert.Empty(report.Rows);
        Assert.Equal(2, report.Counts[FeedCodes.Slipped]);
    }

    /// <summary>Directions, times, codes and visibility have no decimals, and only a text column is a hyphen.</summary>
    [Theory]
    [InlineData(2, "2.5")]
    [InlineData(4, "-9.0")]
    [InlineData(9, "0.4")]
    [InlineData(22, "-")]
    [InlineData(25, "12.4")]
    [InlineData(32, "0.6")]
    [InlineData(44, "-")]
    [InlineData(45, "-9.0")]
    public void A_value_that_its_column_cannot_have_shows_that_the_row_has_slipped(int column, string value)
    {
        var row = Cells(RealLayout);
        row[column] = value;

        var report = Hourly(Frame(string.Join(' ', row), RealLayout));

        Assert.Equal(1, report.Counts[FeedCodes.Slipped]);
        Assert.Single(report.Rows);
    }

    [Fact]
    public void Repeated_rows_count_once_and_contradicting_rows_not_at_all()
    {
        var report = Hourly(SampleFeeds.Hourly(
            Hour, new(90, 1.0m), new(93, 2.0m), new(90, 1.0m), new(93, 2.1m), new(95, 3.0m)));

        Assert.Equal([90, 95], report.Rows.Select(row => row.StationId));
        Assert.Equal((1, 1), (report.Repeated, report.Counts[FeedCodes.Conflicting]));
    }

    [Theory]
    [InlineData("", FeedCodes.Empty)]
    [InlineData(" \r\n", FeedCodes.Empty)]
    [InlineData("<!DOCTYPE html><html><body>점검 중</body></html>", FeedCodes.Html)]
    [InlineData("<HTML>", FeedCodes.Html)]
    [InlineData("{\"result\":{\"status\":403,\"message\":\"활용신청이 필요합니다\"}}", FeedCodes.Json)]
    [InlineData("#START7777\n# 자료 없음\n#7777END\n", FeedCodes.NoRows)]
    [InlineData("file is not exist", FeedCodes.WrongFormat)]
    [InlineData("#START7777\n" + RealLayout, FeedCodes.Cut)]
    public void What_is_no_answer_is_refused_whole(string body, string code) =>
        Assert.Equal(code, Hourly(Encoding.UTF8.GetBytes(body)).Refused);

    [Fact]
    public void An_answer_cut_anywhere_shows_nothing()
    {
        var whole = SampleFeeds.Hourly(Hour, new SampleStation(90, -11.5m), new SampleStation(93, 8.7m));

        for (var length = 0; length < whole.Length - "#7777END\n".Length; length++)
        {
            var report = HubTextParser.Parse(whole.AsSpan(0, length), TextLayout.Hourly);

            Assert.True(report.Refused is not null && report.Rows.IsEmpty, $"{length} bytes");
        }
    }

    [Fact]
    public void Remarks_may_be_in_any_encoding_and_sixteen_bits_are_refused()
    {
        var text = $"#START7777\n# 관측지점 뷁\n{RealLayout}\n#7777END\n";

        Assert.Single(Hourly(Encoding.UTF8.GetBytes(text)).Rows);
        Assert.Single(Hourly(CodePagesEncodingProvider.Instance.GetEncoding(949)!.GetBytes(text)).Rows);
        Assert.Equal(FeedCodes.WrongEncoding, Hourly([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)]).Refused);
    }

    [Fact]
    public void Values_that_cannot_be_are_left_out_and_named()
    {
        var cells = Cells(RealLayout);
        (cells[11], cells[13], cells[8]) = ("61.0", "abc", "99.0");

        var report = Hourly(Frame(string.Join(' ', cells)));

        Assert.Null(Assert.Single(report.Rows)[Quantity.AirTemperature]);
        Assert.Equal(
            [("PS", FeedCodes.Implausible), ("TA", FeedCodes.Implausible), ("HM", FeedCodes.Unreadable)],
            report.Refusals.Select(refusal => (refusal.Column, refusal.Code)));
    }

    [Fact]
    public void Every_temperature_that_can_be_comes_back_as_it_was_written() =>
        Gen.Select(Gen.Int[-499, 500], Gen.Int[0, 300], Gen.Bool).Sample((tenths, below, commas) =>
        {
            var dewPoint = Math.Min(Math.Max(-499, tenths - below), 350) / 10m;
            var station = new SampleStation(108, tenths / 10m) { DewPoint = dewPoint };

            foreach (var report in new[] { Hourly(SampleFeeds.Hourly(Hour, station)), Minute(SampleFeeds.Minute(Hour, commas, station)) })
            {
                Assert.Equal((tenths / 10m, dewPoint), (Assert.Single(report.Rows)[Quantity.AirTemperature], report.Rows[0][Quantity.DewPoint]));
            }
        });

    [Fact]
    public void Numbers_are_what_the_sources_write_and_nothing_else()
    {
        foreach (var bad in new[] { "", "-", "--1", "+1", "1.", ".5", "1e3", "1,0", "0x1", "1.2.3", "NaN", "12345678901", "１" })
        {
            Assert.False(FeedNumber.TryParse(Encoding.UTF8.GetBytes(bad), out _), bad);
        }

        Gen.Decimal[-99999, 99999].Select(value => Math.Round(value, 3)).Sample(value =>
            FeedNumber.TryParse(Encoding.ASCII.GetBytes(value.ToString("0.###", CultureInfo.InvariantCulture)), out var read) && read == value);
    }

    private static string[] Cells(string row) => row.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static byte[] Frame(params string[] rows) => Encoding.ASCII.GetBytes($"#START7777\n{string.Join('\n', rows)}\n#7777END\n");

    private static FeedReport Hourly(byte[] body) => HubTextParser.Parse(body, TextLayout.Hourly);

    private static FeedReport Minute(byte[] body) => HubTextParser.Parse(body, TextLayout.Minute);
}
