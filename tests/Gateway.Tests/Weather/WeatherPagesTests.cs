using System.Net;
using System.Text.Json;
using Sokbo.Gateway.Tests.Pages;
using Xunit;

namespace Sokbo.Gateway.Tests.Weather;

public sealed class WeatherPagesTests(ReadingsHost host)
{
    [Fact]
    public async Task The_map_has_every_station_with_its_value_and_a_link()
    {
        var page = await host.GetAsync("/weather");

        Assert.Equal(97, page.All(".map-station").Count);
        Assert.Equal(97, page.All(".map-station a").Select(link => link.GetAttribute("href")).Distinct().Count());
        Assert.Equal("대전 −9.0℃ 송홧가루", page.Text($"{Map(page, 133)} title"));
        Assert.Contains("band-1", page.One(Map(page, 133)).ClassList);
        Assert.Contains("is-old", page.One(Map(page, 185)).ClassList);
        Assert.Contains("band-none", page.One(Map(page, 188)).ClassList);
        Assert.NotEmpty(page.One(".stations-map svg").GetAttribute("aria-label")!);
        Assert.All(page.All(".map-station a"), link => Assert.Equal("-1", link.GetAttribute("tabindex")));
        Assert.True(page.All(".map-wide").Count >= 25, $"{page.All(".map-wide").Count} stations are named.");
        Assert.True(page.All(".map-narrow").Count >= 12, $"{page.All(".map-narrow").Count} stations are named on a narrow screen.");
        Assert.NotEmpty(page.All(".graticule path"));
    }

    [Fact]
    public async Task The_table_has_value_age_and_time_of_each_station_and_a_neutral_sign_for_an_unknown_word()
    {
        var page = await host.GetAsync("/weather");

        Assert.Equal(97, page.All("tr[data-station]").Count);
        Assert.Equal(("−9.0℃", "15:00", "송홧가루"), (Cell(page, 133, ".temperature"), Cell(page, 133, ".row-at"), Cell(page, 133, ".sky-word")));
        Assert.Contains("sky-neutral", page.One("tr[data-station='133'] .sky").ClassList);
        Assert.True(page.One("tr[data-station='133'] .late").HasAttribute("hidden"));
        Assert.Equal(("12.1℃", "13:00"), (Cell(page, 185, ".temperature"), Cell(page, 185, ".row-at")));
        Assert.False(page.One("tr[data-station='185'] .late").HasAttribute("hidden"));
        Assert.Equal(("–", "11:00"), (Cell(page, 188, ".temperature"), Cell(page, 188, ".row-at")));
        Assert.Equal(("–", ""), (Cell(page, 189, ".temperature"), Cell(page, 189, ".row-at")));
        Assert.Equal("기상청 제공", page.Text(".weather .ticker-by"));
        Assert.Contains("예보가 아닙니다", page.Text(".weather-note"), StringComparison.Ordinal);
        Assert.Contains("미세먼지", page.Text(".weather-note"), StringComparison.Ordinal);
        Assert.Equal("camera=(), microphone=(), geolocation=(self)", page.Header("Permissions-Policy"));
    }

    [Theory]
    [InlineData("sort=temperature", "temperature", "ascending", new[] { 133, 143, 185, 184 })]
    [InlineData("sort=temperature&order=desc", "temperature", "descending", new[] { 184, 185, 143, 133 })]
    public async Task Sorted_by_temperature_those_without_come_last(string query, string column, string order, int[] first)
    {
        var page = await host.GetAsync($"/weather?{query}");

        Assert.Equal(first, Order(page).Take(4));
        Assert.Equal(order, page.One($"th[data-sort='{column}']").GetAttribute("aria-sort"));
        Assert.Single(page.All("th[aria-sort]"));
    }

    [Fact]
    public async Task The_names_of_columns_are_links_that_turn_the_order_round()
    {
        var plain = await host.GetAsync("/weather?region=jeju&lang=en");
        var link = plain.One("th[data-sort='name'] a").GetAttribute("href")!;
        var sorted = await host.GetAsync(link);
        var turned = await host.GetAsync(sorted.One("th[data-sort='name'] a").GetAttribute("href")!);

        Assert.Equal("/weather?region=jeju&sort=name&lang=en", link);
        Assert.Equal(["Gosan", "Jeju", "Seogwipo", "Seongsan"], Names(sorted));
        Assert.Equal(["Seongsan", "Seogwipo", "Jeju", "Gosan"], Names(turned));
        Assert.Equal([184, 185, 188, 189], Order(plain));
    }

    [Fact]
    public async Task A_region_has_a_map_and_a_topic_of_its_own()
    {
        var page = await host.GetAsync("/weather?region=jeju");

        Assert.Equal([184, 185, 188, 189], Order(page));
        Assert.Equal("weather/ticker/jeju", page.One("sokbo-ticker").GetAttribute("data-topic"));
        Assert.Equal("4", page.One("sokbo-ticker").GetAttribute("data-count"));
        Assert.Equal(["0", "1", "2", "3"], page.All("tr[data-station]").Select(row => row.GetAttribute("data-index")!));
        Assert.Equal("제주", page.Text(".regions a[aria-current]"));
        Assert.Equal(4, page.All(".map-station").Count);
        Assert.Equal(HttpStatusCode.NotFound, (await host.GetAsync("/weather?region=atlantis")).Status);
    }

    [Fact]
    public async Task A_station_page_has_reading_extremes_chart_and_record()
    {
        var page = await host.GetAsync("/weather/stations/184");

        Assert.Equal(("제주", "12.4℃", "맑음"), (page.Text("h1"), page.Text(".station-now .temperature"), page.Text(".station-now .sky-word")));
        Assert.Equal("기상청 제공", page.Text(".station .ticker-by"));
        Assert.Equal("2026.11.23 15:00 관측", page.Text(".station .ticker-at"));
        Assert.Equal(("13.0℃ (13:00)", "0.0℃ (06:00)"), (page.Text(".highest"), page.Text(".lowest")));
        Assert.Equal("weather/station/184", page.One("sokbo-station").GetAttribute("data-topic"));
        Assert.Equal(4, JsonDocument.Parse(page.One("sokbo-station").GetAttribute("data-points")!).RootElement.GetArrayLength());
        Assert.Equal(4, page.All(".chart-dots circle").Count);
        Assert.Contains("가장 높은 값 21.5℃", page.One(".chart svg").GetAttribute("aria-label")!, StringComparison.Ordinal);
        Assert.Equal(["11.23 15:00", "11.23 13:00", "11.23 06:00", "11.22 19:20"], page.All(".record tbody time").Select(time => time.TextContent));
        Assert.Contains("예보가 아닙니다", page.Text(".weather-note"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/weather/stations/185", "12.1℃", false)]
    [InlineData("/weather/stations/188", "–", true)]
    [InlineData("/weather/stations/189", "–", true)]
    public async Task An_old_reading_looks_old_and_one_of_three_hours_is_not_shown(string path, string value, bool lateHidden)
    {
        var page = await host.GetAsync(path);

        Assert.Equal(value, page.Text(".station-now .temperature"));
        Assert.Contains("is-old", page.One(".station-now").ClassList);
        Assert.Equal(lateHidden, page.One(".station-credit .late").HasAttribute("hidden"));
    }

    [Theory]
    [InlineData("/weather/stations/7")]
    [InlineData("/weather/stations/0184")]
    [InlineData("/weather/stations/x")]
    public async Task A_station_that_is_not_there_is_404(string path) =>
        Assert.Equal(HttpStatusCode.NotFound, (await host.GetAsync(path)).Status);

    private static string Map(Page page, int station) =>
        $".map-station[data-index='{page.One($"tr[data-station='{station}']").GetAttribute("data-index")}']";

    private static string Cell(Page page, int station, string selector) => page.Text($"tr[data-station='{station}'] {selector}");

    private static int[] Order(Page page) =>
        [.. page.All("tr[data-station]").Select(row => int.Parse(row.GetAttribute("data-station")!, System.Globalization.CultureInfo.InvariantCulture))];

    private static string[] Names(Page page) => [.. page.All("tr[data-station] .station-name").Select(name => name.TextContent)];
}
