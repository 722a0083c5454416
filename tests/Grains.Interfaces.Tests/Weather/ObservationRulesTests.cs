using Sokbo.Grains.Interfaces.Weather;
using Xunit;

namespace Sokbo.Grains.Interfaces.Tests.Weather;

public sealed class ObservationRulesTests
{
    private static readonly DateTimeOffset Hour = new(2024, 4, 27, 7, 0, 0, TimeSpan.FromHours(9));

    [Theory]
    [InlineData("-9.0", -90)]
    [InlineData("-9.9", -99)]
    [InlineData("-0.04", 0)]
    [InlineData("-29.9", -299)]
    [InlineData("16.45", 165)]
    [InlineData("-49.94", -499)]
    [InlineData("50", 500)]
    public void A_real_temperature_becomes_exact_tenths(string celsius, int tenths) =>
        Assert.Equal(tenths, Assert.Single(Check(new ObservationRow(108, "서울", "맑음", Decimal(celsius))).Accepted).Reading.Tenths);

    [Theory]
    [InlineData("-50", "sentinel-temperature")]
    [InlineData("-49.96", "sentinel-temperature")]
    [InlineData("-99.0", "sentinel-temperature")]
    [InlineData("-99.9", "sentinel-temperature")]
    [InlineData("-999", "sentinel-temperature")]
    [InlineData("-79228162514264337593543950335", "sentinel-temperature")]
    [InlineData("50.01", "implausible-temperature")]
    [InlineData("999.9", "implausible-temperature")]
    [InlineData("79228162514264337593543950335", "implausible-temperature")]
    public void A_code_for_missing_or_an_impossible_value_is_refused(string celsius, string code)
    {
        var result = Check(new(108, "서울", "맑음", Decimal(celsius)), new(90, "속초", "맑음", 15.8m));

        Assert.Equal((0, 108, code), (result.Refused[0].Index, result.Refused[0].StationId, result.Refused[0].Code));
        Assert.Equal(90, Assert.Single(result.Accepted).Station.Number);
    }

    [Fact]
    public void A_row_is_identified_by_its_number_whatever_its_name()
    {
        var result = Check(new(93, null, "맑음", 8.7m), new(177, "홍성(예)", "박무", 7.9m), new(101, " 춘천 ", "맑음", 8.6m));

        Assert.Equal(["북춘천", "홍성", "춘천"], result.Accepted.Select(accepted => accepted.Station.Name));
        Assert.Equal([(93, "name-missing"), (177, "name-differs")], result.Repaired.Select(row => (row.StationId, row.Code)));
        Assert.Equal(
            [ReadingQuality.Repaired, ReadingQuality.Repaired, ReadingQuality.Good],
            result.Accepted.Select(accepted => accepted.Reading.Quality));
    }

    [Fact]
    public void An_unknown_station_is_refused() =>
        Assert.Equal("unknown-station", Assert.Single(Check(new ObservationRow(1, "서울", "맑음", 1m)).Refused).Code);

    [Fact]
    public void Rows_that_contradict_each_other_are_all_refused_and_equal_ones_count_once()
    {
        var result = Check(
            new(108, "서울", "맑음", 11.6m), new(108, "서울", "맑음", 11.7m), new(90, "속초", "맑음", 15.8m), new(90, "속초", "맑음", 15.80m));

        Assert.Equal([(0, "conflicting-rows"), (1, "conflicting-rows")], result.Refused.Select(row => (row.Index, row.Code)));
        Assert.Equal(90, Assert.Single(result.Accepted).Station.Number);
        Assert.Equal(1, result.Repeated);
    }

    [Theory]
    [InlineData(10, null)]
    [InlineData(11, "observed-ahead")]
    [InlineData(-48 * 60, null)]
    [InlineData((-48 * 60) - 1, "observed-too-old")]
    public void The_time_must_be_possible(int minutes, string? code)
    {
        var batch = new ObservationBatch(Hour.AddMinutes(minutes), Attribution.Kma, [new(108, "서울", "맑음", 11.6m)]);

        Assert.Equal(code, ObservationRules.Check(batch, StationDirectory.Shipped, Hour).Refused.SingleOrDefault()?.Code);
    }

    [Fact]
    public void No_temperature_is_no_temperature_and_a_row_of_nothing_is_refused()
    {
        var result = Check(new(108, "서울", "흐림", null), new(90, "속초", "-", null), new(93, "북춘천", "", 0m));

        Assert.Equal([(int?)null, 0], result.Accepted.Select(accepted => accepted.Reading.Tenths));
        Assert.Equal((90, "no-reading"), (Assert.Single(result.Refused).StationId, result.Refused[0].Code));
    }

    [Theory]
    [InlineData("뇌우,눈/비", true)]
    [InlineData("약한 비 단속", true)]
    [InlineData("맑음\u202E", false)]
    [InlineData("맑\n음", false)]
    public void A_sky_is_any_visible_word(string sky, bool accepted) =>
        Assert.Equal(accepted, Check(new ObservationRow(108, "서울", sky, 1m)).Accepted.Length == 1);

    [Theory]
    [InlineData("기상청", true)]
    [InlineData("견본", true)]
    [InlineData("춘천 학교 관측망", true)]
    [InlineData("기상청 제공", false)]
    [InlineData("기 상 청", false)]
    [InlineData("K.M.A.", false)]
    [InlineData("", false)]
    public void Nobody_borrows_the_name_of_the_agency(string source, bool allowed) =>
        Assert.Equal(allowed, Attribution.IsAllowed(source));

    [Fact]
    public void Only_the_agency_is_named_as_provider()
    {
        Assert.Equal("기상청 제공", Attribution.Of("기상청"));
        Assert.Equal("견본", Attribution.Of("견본"));
    }

    [Theory]
    [InlineData(0, ReadingAge.Fresh)]
    [InlineData(99, ReadingAge.Fresh)]
    [InlineData(100, ReadingAge.Old)]
    [InlineData(179, ReadingAge.Old)]
    [InlineData(180, ReadingAge.Gone)]
    public void A_reading_grows_old_and_then_goes(int minutes, ReadingAge age) =>
        Assert.Equal(age, ReadingAges.Of(Hour, Hour.AddMinutes(minutes)));

    [Theory]
    [InlineData(0, "0.0")]
    [InlineData(-4, "-0.4")]
    [InlineData(-90, "-9.0")]
    [InlineData(165, "16.5")]
    public void Tenths_are_written_with_one_decimal(int tenths, string text) => Assert.Equal(text, TemperatureTenths.Format(tenths));

    private static IntakeResult Check(params ObservationRow[] rows) =>
        ObservationRules.Check(new ObservationBatch(Hour, Attribution.Kma, [.. rows]), StationDirectory.Shipped, Hour);

    private static decimal Decimal(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
