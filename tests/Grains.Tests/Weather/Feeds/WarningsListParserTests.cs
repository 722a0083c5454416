using System.Text;
using Sokbo.Grains.Interfaces.Weather;
using Sokbo.Grains.Interfaces.Weather.Warnings;
using Sokbo.Grains.Weather.Feeds.Formats;
using Xunit;

namespace Sokbo.Grains.Tests.Weather.Feeds;

public sealed class WarningsListParserTests
{
    private static readonly DateTimeOffset At = new(2026, 7, 29, 12, 0, 0, TimeSpan.FromHours(9));

    private static readonly string Row = SampleFeeds.Warning(At.AddHours(-2), "L1100300", "서울서남권", "폭염", "경보", "변경");

    [Fact]
    public void A_list_in_the_real_layout_is_read_by_position()
    {
        var report = WarningsListParser.Parse(SampleFeeds.Warnings(
            At, Row, "L1050000, 전라남도, L1051000, 여수시, 202603302030, 202603302100, 강풍, 주의, 발표, 31일 오전(09시~12시), 늦은오후,="));

        Assert.Equal((null, 0, At), (report.Refused, report.Counts.Count, report.Newest));
        var (first, second) = (report.Warnings!.Reports[0], report.Warnings.Reports[1]);
        Assert.Equal(("L1100300", "서울서남권", "폭염", "경보", "변경", Attribution.Kma), (first.Zone, first.ZoneName, first.Kind, first.Level, first.Command, first.Source));
        Assert.Equal((At.AddHours(-2), At.AddHours(-1), null, 0), (first.IssuedAt, first.EffectiveAt, first.EndsAt, first.Sequence));
        Assert.Equal(("여수시", "주의보"), (second.ZoneName, second.Level));
        Assert.Equal(["capital", "jeonnam"], report.Warnings.Regions.SelectMany(regions => regions));
    }

    [Theory]
    [InlineData("H", "4", "6", "폭염", "중대경보", "변경")]
    [InlineData("K", "2", "1", "열대야", "주의보", "발표")]
    [InlineData("호우", "예비", "해제예고", "호우", "예비특보", "해제예고")]
    [InlineData("새바람", "최고경보", "알림", "새바람", "최고경보", "알림")]
    [InlineData("X", "9", "9", "X", "9", "9")]
    public void Codes_become_words_and_what_nobody_knows_stays_as_it_came(string kind, string level, string command, string kindWord, string levelWord, string commandWord)
    {
        var report = Assert.Single(WarningsListParser.Parse(SampleFeeds.Warnings(At, SampleFeeds.Warning(At, "L1091330", "제주시동부", kind, level, command))).Warnings!.Reports);

        Assert.Equal((kindWord, levelWord, commandWord), (report.Kind, report.Level, report.Command));
        Assert.False(WarningWords.IsLift(report.Command));
    }

    public static TheoryData<string, byte[]> NoAnswers => new()
    {
        { FeedCodes.Empty, [] },
        { FeedCodes.Html, "<!DOCTYPE html><html>점검 중</html>"u8.ToArray() },
        { FeedCodes.Html, "\n<p>error</p>"u8.ToArray() },
        { FeedCodes.Json, "{\"result\":{\"status\":403}}"u8.ToArray() },
        { FeedCodes.WrongFormat, "denied"u8.ToArray() },
        { FeedCodes.NoRows, SampleFeeds.Warnings(At) },
        { FeedCodes.NoRows, SampleFeeds.Warnings(At, "L1100300, half") },
        { FeedCodes.Cut, SampleFeeds.Warnings(At, Row)[..^12] },
        { FeedCodes.WrongEncoding, [0xFF, 0xFE, .. SampleFeeds.Warnings(At, Row)] },
        { FeedCodes.WrongEncoding, [.. Encoding.UTF8.GetBytes("#START7777\n" + Row + "\n").AsSpan()[..^3], .. "\x81\n#7777END\n"u8[1..]] },
        { FeedCodes.WrongEncoding, [.. SampleFeeds.Warnings(At, Row), 0x81] },
    };

    [Theory]
    [MemberData(nameof(NoAnswers))]
    public void What_is_no_list_is_refused_whole_and_is_never_a_list_without_warnings(string code, byte[] body)
    {
        var report = WarningsListParser.Parse(body);

        Assert.Equal(code, report.Refused);
        Assert.Null(report.Warnings);
    }

    [Theory]
    [InlineData((byte)'?')]
    [InlineData((byte)0xAC)]
    public void Damaged_UTF_8_is_not_read_as_Korean(byte damage)
    {
        var whole = Encoding.UTF8.GetBytes("#START7777\n" + SampleFeeds.Warning(At, "L1100300", "서울동부", "폭염", "경보", "변경") + "\n#7777END\n");
        byte[] body = [.. whole];
        body[Array.IndexOf(body, (byte)0xEC)] = damage;

        Assert.NotNull(WarningsListParser.Parse(whole).Warnings);
        Assert.Equal(FeedCodes.WrongEncoding, WarningsListParser.Parse(body).Refused);
    }

    [Theory]
    [InlineData(FeedCodes.Columns, "L1100000, 서울특별시, L1100300, 서울서남권, 202607291000")]
    [InlineData(FeedCodes.Zone, "L1100000, 서울, 특별시, L1100300, 202607291000, 202607291000, 폭염, 경보, 변경, ,=")]
    [InlineData(FeedCodes.Time, "L1100000, 서울특별시, L1100300, 서울서남권, 202607329000, 202607291000, 폭염, 경보, 변경, ,=")]
    [InlineData(FeedCodes.Time, "L1100000, 서울특별시, L1100300, 서울서남권, 202607291000, 내일, 폭염, 경보, 변경, ,=")]
    [InlineData(FeedCodes.Unreadable, "L1100000, 서울특별시, L1100300, 서울서남권, 202607291000, 202607291000, , 경보, 변경, ,=")]
    public void A_broken_row_is_counted_and_the_others_are_kept(string code, string broken)
    {
        var report = WarningsListParser.Parse(SampleFeeds.Warnings(At, broken, Row));

        Assert.Equal((null, 1), (report.Refused, Assert.Single(report.Counts, pair => pair.Key == code).Value));
        Assert.Equal("서울서남권", Assert.Single(report.Warnings!.Reports).ZoneName);
    }

    [Fact]
    public void A_list_that_does_not_say_of_which_time_it_is_has_none()
    {
        Assert.Null(WarningsListParser.Parse(SampleFeeds.Warnings(null, Row)).Warnings!.ListedAt);
        Assert.Null(WarningsListParser.Parse(SampleFeeds.Warnings(null, Row)).Newest);
    }

    [Theory]
    [InlineData("L1010900", "강화군", "capital")]
    [InlineData("L1082500", "부산동부", "gyeongnam")]
    [InlineData("L1072100", "울릉도.독도", "gyeongbuk")]
    [InlineData("L1130120", "광주동부", "jeonnam")]
    [InlineData("L1170110", "세종북부", "chungnam")]
    [InlineData("S1151200", "강원중부앞바다", "gangwon")]
    [InlineData("S1131100", "울산앞바다", "gyeongnam")]
    [InlineData("S1132110", "동해남부남쪽안쪽먼바다", "gyeongbuk gyeongnam")]
    [InlineData("S1232220", "서해남부남쪽바깥먼바다", "jeonnam")]
    [InlineData("S1324020", "제주도남쪽바깥먼바다", "jeju")]
    [InlineData("L1990100", "제주시새구역", "jeju")]
    [InlineData("S2000100", "전남북부서해앞바다중연안바다", "jeonnam")]
    [InlineData("L1000000", "전국", "capital gangwon chungbuk chungnam jeonbuk jeonnam gyeongbuk gyeongnam jeju")]
    [InlineData("L1990200", "처음 보는 곳", "capital gangwon chungbuk chungnam jeonbuk jeonnam gyeongbuk gyeongnam jeju")]
    public void A_zone_is_told_where_it_lies_and_everywhere_when_nobody_knows(string zone, string name, string regions) =>
        Assert.Equal(regions.Split(' '), WarningZones.RegionsOf(zone, name, ""));

    [Fact]
    public void Every_region_has_zones() => Assert.Equal(
        StationTable.Regions.Select(region => region.Id).Order(),
        Enumerable.Range(101, 9).SelectMany(number => WarningZones.RegionsOf($"L{number}0100", "", "")).Distinct().Order());
}
