using CsCheck;
using Sokbo.Grains.Interfaces.Weather;
using Xunit;

namespace Sokbo.Grains.Interfaces.Tests.Weather;

public sealed class TickerTextTests
{
    private static readonly StationDirectory Stations = StationDirectory.Shipped;

    [Fact]
    public void Names_may_be_missing_or_carry_remarks_in_any_rows_that_their_neighbours_settle() =>
        Gen.Select(Gen.Int[0, 4].Array[97], Gen.Int[-499, 500].Array[97]).Sample((kinds, tenths) =>
        {
            var lines = StationTable.All.Select((station, index) =>
                $"  • 맑음{kinds[index] switch { 0 => "", 1 => station.Name + "(예)", _ => station.Name }}{TemperatureTenths.Format(tenths[index])}℃");

            var rows = TickerText.Parse("2024.04.27 (토)\n\n" + string.Join('\n', lines) + "\n기상청 제공\n", Stations);

            Assert.Equal(tenths, rows.Select(row => TemperatureTenths.Of(row.TemperatureCelsius!.Value)));
            Assert.All(rows, row => Assert.Equal("맑음", row.Sky));
            Assert.Equal(StationTable.All.Select(station => station.Number), StationSequence.NumbersOf(rows, Stations));
        }, iter: 100);

    [Fact]
    public void A_name_that_is_only_like_another_is_nobodys()
    {
        Assert.Equal([101, 0, 0], Numbers("춘천", "서춘천", "청"));
        Assert.Equal([93, 101], Numbers("북춘천", "춘천"));
    }

    [Fact]
    public void A_row_without_a_name_is_a_station_only_where_no_other_can_stand_there()
    {
        // Between 90 and 95 there is one, between 95 and 99 there is one; two are too many.
        Assert.Equal([90, 93, 95], Numbers("속초", "", "철원"));
        Assert.Equal([90, 0, 0, 95], Numbers("속초", "", "", "철원"));
        Assert.Equal([90, 0, 98], Numbers("속초", "", "동두천"));
        Assert.Equal([90, 93, 95, 98], Numbers("속초", null, "", "동두천"));
        // Not in order: then places say nothing.
        Assert.Equal([95, 0, 90], Numbers("철원", "", "속초"));
    }

    [Fact]
    public void What_may_be_a_name_or_a_sky_is_neither()
    {
        var rows = TickerText.Parse("맑음속초1.0℃\n맑음뷁춘전−9.0℃\n구름조금철원-0.0 ℃\n맑음-2.0℃\n맑음북제주3.0℃\n맑음제주4.0℃", Stations);

        Assert.Equal(
            [("맑음", "속초", 1.0m), (null, "맑음뷁춘전", -9.0m), ("구름조금", "철원", 0m), ("맑음", null, -2.0m), (null, "맑음북제주", 3.0m), ("맑음", "제주", 4.0m)],
            rows.Select(row => (row.Sky, row.Name, row.TemperatureCelsius!.Value)));
        Assert.Equal([90, 93, 95, 0, 0, 184], StationSequence.NumbersOf(rows, Stations));
    }

    [Fact]
    public void Whatever_text_comes_it_is_read_within_bounds() =>
        Gen.String.Sample(text =>
        {
            var rows = TickerText.Parse(string.Concat(Enumerable.Repeat(text + "℃\n1.0℃\n", 3)), Stations);

            Assert.InRange(rows.Length, 3, ObservationRules.RowsMax + 1);
        }, iter: 2_000);

    [Fact]
    public void The_rows_of_the_seed_page_are_the_97_stations()
    {
        if (SeedFile() is not { } file)
        {
            Assert.Skip("The seed page is not here; the tests above make such texts.");
            return;
        }

        var rows = TickerText.Parse(File.ReadAllText(file), Stations);

        Assert.Equal(StationTable.All.Select(station => station.Number), StationSequence.NumbersOf(rows, Stations));
        Assert.Equal([93, 181, 239, 296], rows.Select((row, index) => (row, index)).Where(one => one.row.Name is null).Select(one => StationTable.All[one.index].Number));
        Assert.Equal(["홍성(예)"], rows.Where((row, index) => row.Name is { } name && name != StationTable.All[index].Name).Select(row => row.Name));
        Assert.Equal(87, rows.Count(row => row.Sky == "맑음"));
        Assert.Equal((6.0m, 18.7m), (rows.Min(row => row.TemperatureCelsius), rows.Max(row => row.TemperatureCelsius)));
    }

    private static int[] Numbers(params string?[] names) =>
        [.. StationSequence.NumbersOf([.. names.Select(name => new ObservationRow(0, name, "맑음", 1))], Stations)];

    private static string? SeedFile()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "shared", "data", "seed", "page.txt");
            if (File.Exists(file))
            {
                return file;
            }
        }

        return null;
    }
}
