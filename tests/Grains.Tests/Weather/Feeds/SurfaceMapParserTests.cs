using System.Text;
using Sokbo.Grains.Weather.Feeds.Formats;
using Xunit;

namespace Sokbo.Grains.Tests.Weather.Feeds;

public sealed class SurfaceMapParserTests
{
    private static readonly DateTimeOffset Hour = new(2024, 4, 27, 7, 0, 0, TimeSpan.FromHours(9));

    [Fact]
    public void Stations_come_out_with_sky_temperature_and_the_rain_that_is_there()
    {
        var report = SurfaceMapParser.Parse(SampleFeeds.Map(
            Hour,
            new SampleStation(90, 15.8m) { Name = "속초", Sky = "맑음" },
            new(93, -9.0m) { Name = "" },
            new(177, null) { Name = "홍성(예)", Sky = "뇌우,눈/비", Rain = 0.5m }));

        Assert.Null(report.Refused);
        Assert.Empty(report.Refusals);
        Assert.Equal(
            [(90, "속초", "맑음", 15.8m, null), (93, "", "", -9.0m, null), (177, "홍성(예)", "뇌우,눈/비", null, 0.5m)],
            report.Rows.Select(row => (row.StationId, row.Name, row.Sky, row[Quantity.AirTemperature], row[Quantity.Rain])));
        Assert.All(report.Rows, row => Assert.Equal(Hour, row.ObservedAt));
    }

    [Fact]
    public void Korean_code_page_is_read_where_the_document_says_so()
    {
        var report = SurfaceMapParser.Parse(SampleFeeds.Map(Hour, "euc-kr", new SampleStation(90, 1) { Name = "뷁", Sky = "맑음" }));

        Assert.Equal(("뷁", "맑음"), (Assert.Single(report.Rows).Name, report.Rows[0].Sky));
    }

    [Fact]
    public void Damaged_letters_are_not_read_as_other_ones()
    {
        var body = SampleFeeds.Map(Hour, new SampleStation(90, 1) { Name = "속초", Sky = "맑음" });
        body[Array.FindIndex(body, one => one > 0x80) + 1] = (byte)'A';

        Assert.Equal(FeedCodes.WrongEncoding, SurfaceMapParser.Parse(body).Refused);
    }

    [Theory]
    [InlineData("-99.0", null)]
    [InlineData("-50", null)]
    [InlineData("-", null)]
    [InlineData("", null)]
    [InlineData("-9.9", -9.9)]
    public void Missing_temperatures_are_missing(string token, double? expected)
    {
        var report = SurfaceMapParser.Parse(Document($"<local stn_id='90' desc='맑음' ta='{token}'>속초</local>"));

        Assert.Equal((decimal?)expected, Assert.Single(report.Rows)[Quantity.AirTemperature]);
        Assert.Empty(report.Refusals);
    }

    [Theory]
    [InlineData("<local stn_id='90' desc='\u202E맑음' ta='1.0'/>", "desc", FeedCodes.Unreadable)]
    [InlineData("<local stn_id='90' desc='맑음' ta='70.0'/>", "ta", FeedCodes.Implausible)]
    [InlineData("<local stn_id='90' desc='맑음' ta='１'/>", "ta", FeedCodes.Unreadable)]
    [InlineData("<local stn_id='속초' desc='맑음' ta='1.0'/>", "", FeedCodes.Station)]
    [InlineData("<local stn_id='90' desc='-' ta=''/>", "", FeedCodes.NoValues)]
    public void What_cannot_be_is_left_out_and_named(string row, string column, string code)
    {
        var refusal = Assert.Single(SurfaceMapParser.Parse(Document(row)).Refusals);

        Assert.Equal((column, code), (refusal.Column, refusal.Code));
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html lang='ko'><body>서비스 점검</body></html>", FeedCodes.Html)]
    [InlineData("{\"error\":403}", FeedCodes.Json)]
    [InlineData("<rss/>", FeedCodes.WrongFormat)]
    [InlineData("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><current>&b;</current>", FeedCodes.WrongFormat)]
    [InlineData("<current/>", FeedCodes.NoRows)]
    [InlineData("hello", FeedCodes.WrongFormat)]
    public void What_is_no_answer_is_refused_whole(string body, string code) =>
        Assert.Equal(code, SurfaceMapParser.Parse(Encoding.UTF8.GetBytes(body)).Refused);

    [Fact]
    public void A_document_cut_anywhere_shows_nothing()
    {
        var whole = SampleFeeds.Map(Hour, new SampleStation(90, -11.5m) { Name = "속초", Sky = "맑음" });

        for (var length = 0; length < whole.Length - "</current>\n".Length; length++)
        {
            var report = SurfaceMapParser.Parse(whole.AsSpan(0, length));

            Assert.True(report.Refused is not null && report.Rows.IsEmpty, $"{length} bytes");
        }
    }

    [Fact]
    public void A_day_that_does_not_exist_shows_nothing()
    {
        var report = SurfaceMapParser.Parse(Encoding.UTF8.GetBytes(
            "<current><weather year='2024' month='02' day='30' hour='07'><local stn_id='90' ta='1.0'/></weather></current>"));

        Assert.Empty(report.Rows);
        Assert.Equal(1, report.Counts[FeedCodes.Time]);
    }

    /// <summary>Only where the document says so: damaged UTF-8 can be valid in the other encoding, and full of wrong names.</summary>
    [Theory]
    [InlineData("euc-kr", false)]
    [InlineData("UTF-8", true)]
    public void Korean_code_pages_are_read_where_the_document_names_them(string encoding, bool refused)
    {
        var korean = SampleFeeds.Map(Hour, "euc-kr", new SampleStation(108, 3.0m) { Name = "서울", Sky = "맑음" });
        var named = Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(korean).Replace("euc-kr", encoding, StringComparison.Ordinal));

        Assert.Equal(refused ? FeedCodes.WrongEncoding : null, SurfaceMapParser.Parse(named).Refused);
    }

    private static byte[] Document(string rows) => Encoding.UTF8.GetBytes(
        $"<?xml version='1.0' encoding='UTF-8'?><current xmlns='current'><weather year='2024' month='04' day='27' hour='07'>{rows}</weather></current>");
}
