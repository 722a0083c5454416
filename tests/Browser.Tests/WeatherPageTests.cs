using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace Sokbo.Browser.Tests;

public sealed class WeatherPageTests(Chromium chromium) : PageTest(chromium)
{
    protected override BrowserNewContextOptions Options => new()
    {
        ViewportSize = new() { Width = 1280, Height = 800 },
        Geolocation = new() { Latitude = 33.5f, Longitude = 126.53f },
        Permissions = ["geolocation"],
    };

    private ILocator FirstName => Page.Locator(".stations tr").First.Locator(".station-name");

    [Fact]
    public async Task Map_and_table_follow_a_report()
    {
        await Publication.ObserveAsync(15.8m, "맑음");
        await OpenAsync("/weather");

        await Publication.ObserveAsync(-9.0m, "송홧가루");

        var row = Page.Locator("tr[data-station='108']");
        await Assertions.Expect(row.Locator(".temperature")).ToHaveTextAsync("−9.0℃");
        await Assertions.Expect(row.Locator(".sky-word")).ToHaveTextAsync("송홧가루");
        await Assertions.Expect(row.Locator(".sky")).ToHaveClassAsync("sky sky-neutral");
        var dot = Page.Locator($".map-station[data-index='{await row.GetAttributeAsync("data-index")}']");
        await Assertions.Expect(dot).ToHaveClassAsync("map-station band-1");
        await Assertions.Expect(dot.Locator("title")).ToHaveTextAsync("서울 −9.0℃ 송홧가루");
        await Assertions.Expect(dot.Locator(".map-wide .temperature")).ToHaveTextAsync("−9.0℃");
        await Assertions.Expect(Page.Locator(".weather .ticker-by")).ToHaveTextAsync("기상청 제공");
    }

    [Fact]
    public async Task The_keyboard_sorts_without_loading_and_a_report_keeps_the_order()
    {
        await Publication.ObserveAsync(3.0m, "맑음");
        await ObserveSeoulAsync(1.5m);
        await OpenAsync("/weather");
        await Assertions.Expect(Page.Locator("tr[data-station='108'] .temperature")).ToHaveTextAsync("1.5℃");
        await EvaluateAsync("() => { window.stays = true; return true; }");
        var link = Page.Locator("th[data-sort='temperature'] a");

        // The map takes no stop; the table's columns and then its stations come in the order in which they are read.
        await Page.GetByTestId("near-button").FocusAsync();
        foreach (var stop in new[] { "th[data-sort='name'] a", "th[data-sort='region'] a", "th[data-sort='temperature'] a" })
        {
            await Page.Keyboard.PressAsync("Tab");
            await Assertions.Expect(Page.Locator(stop)).ToBeFocusedAsync();
        }

        Assert.Equal("solid 3px", (await EvaluateAsync("() => { const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement); return `${outlineStyle} ${outlineWidth}`; }")).GetString());
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(FirstName).ToHaveTextAsync("서울");
        await Assertions.Expect(Page.Locator("th[data-sort='temperature']")).ToHaveAttributeAsync("aria-sort", "ascending");
        await Assertions.Expect(link).ToBeFocusedAsync();
        await ObserveSeoulAsync(4.5m);
        await Assertions.Expect(Page.Locator("tr[data-station='108'] .temperature")).ToHaveTextAsync("4.5℃");
        await Assertions.Expect(Page.Locator(".stations tr").Last.Locator(".station-name")).ToHaveTextAsync("서울");
        await link.PressAsync("Enter");
        await Assertions.Expect(FirstName).ToHaveTextAsync("서울");
        await Assertions.Expect(Page.Locator("th[data-sort='temperature']")).ToHaveAttributeAsync("aria-sort", "descending");
        await Page.Locator("th[data-sort='name'] a").ClickAsync();
        await Assertions.Expect(FirstName).ToHaveTextAsync("강릉");
        await Assertions.Expect(Page.Locator("th[aria-sort]")).ToHaveCountAsync(1);

        Assert.True((await EvaluateAsync("() => window.stays")).GetBoolean());
        Assert.EndsWith("/weather?sort=name", Page.Url, StringComparison.Ordinal);
    }

    /// <summary>The header of the page says what time it is, and with 304 too, of which nothing else is new.</summary>
    [Fact]
    public async Task Ages_follow_the_clock_of_the_server_before_anything_is_heard_of_it()
    {
        await Publication.ObserveAsync(15.8m, "맑음");
        await Page.AddInitScriptAsync("""
            const [now, ask] = [Date.now, fetch];
            Date.now = () => now() + 5 * 3_600_000;
            window.WebSocket = window.EventSource = class { constructor() { throw new Error("away"); } };
            window.fetch = (what, ...more) => String(what.url ?? what).includes("/live") ? Promise.reject(new TypeError("away")) : ask(what, ...more);
            """);
        var before = 0L;
        foreach (var load in new Func<Task<IResponse?>>[] { () => Page.GotoAsync("/weather/stations/108"), () => Page.ReloadAsync() })
        {
            await load();
            await Page.WaitForFunctionAsync("() => customElements.get('sokbo-warnings') !== undefined");

            await Assertions.Expect(Page.Locator(".station-now .temperature")).ToHaveTextAsync("15.8℃");
            await Assertions.Expect(Page.Locator(".station-now.is-old")).ToHaveCountAsync(0);
            var sent = (await EvaluateAsync("() => Number(performance.getEntriesByType('navigation')[0].serverTiming.find(({ name }) => name === 'now').description)")).GetInt64();
            Assert.True(sent > before);
            before = sent;
        }

        Assert.True((await EvaluateAsync("() => { const [load] = performance.getEntriesByType('navigation'); return load.transferSize > 0 && load.transferSize < load.encodedBodySize; }")).GetBoolean(), "The page was sent again.");
    }

    [Fact]
    public async Task The_reader_finds_the_nearest_stations_and_nothing_is_sent()
    {
        await Publication.ObserveAsync(15.8m, "맑음");
        await OpenAsync("/weather");
        var asked = new List<string>();
        Page.Request += (_, request) => asked.Add(request.Url + request.PostData);

        await Page.GetByTestId("near-button").ClickAsync();

        var near = Page.GetByTestId("near-list").Locator("li");
        await Assertions.Expect(near.Locator(".station-name")).ToHaveTextAsync(["제주", "서귀포", "성산"]);
        await Assertions.Expect(near.First.Locator(".away-by")).ToHaveTextAsync("2 km");
        await Assertions.Expect(near.First.Locator(".temperature")).ToHaveTextAsync("15.8℃");
        Assert.DoesNotContain(asked, request => request.Contains("33.5", StringComparison.Ordinal) || request.Contains("126.5", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_region_follows_its_own_topic()
    {
        await Publication.ObserveAsync(15.8m, "맑음");
        await OpenAsync("/weather?region=capital");

        await Publication.ObserveAsync(7.7m, "흐림");

        await Assertions.Expect(Page.Locator("tr[data-station='108'] .temperature")).ToHaveTextAsync("7.7℃");
        await Assertions.Expect(Page.Locator("sokbo-ticker.weather")).ToHaveAttributeAsync("data-topic", "weather/ticker/capital");
    }

    [Fact]
    public async Task A_station_page_grows_with_each_report_as_the_server_would_draw_it()
    {
        await Publication.ObserveAsync(15.8m, "맑음");
        await OpenAsync("/weather/stations/108");
        var before = await Page.Locator(".record tbody tr").CountAsync();

        await Publication.ObserveAsync(-9.0m, "눈");

        await Assertions.Expect(Page.Locator(".station-now .temperature")).ToHaveTextAsync("−9.0℃");
        await Assertions.Expect(Page.Locator(".station-now .sky")).ToHaveClassAsync("sky sky-snow");
        await Assertions.Expect(Page.Locator(".lowest")).ToContainTextAsync("−9.0℃");
        Assert.True(await Page.Locator(".record tbody tr").CountAsync() >= before);
        var live = await ChartAsync();
        await Page.ReloadAsync();
        var rendered = await ChartAsync();
        Assert.Equal(rendered[^1], live[^1]);
        Assert.Equal(rendered[0], live[0]);
    }

    [Fact]
    public async Task A_reading_grows_old_by_itself_in_a_page_without_connection()
    {
        await Publication.ObserveAsync(15.8m, "맑음");
        await Page.Clock.InstallAsync();
        await Page.GotoAsync("/weather");
        var seoul = Page.Locator("tr[data-station='108']");
        await Context.SetOfflineAsync(true);

        await Page.Clock.FastForwardAsync("01:45:00");
        await Assertions.Expect(seoul.Locator(".late")).ToBeVisibleAsync();
        await Assertions.Expect(seoul.Locator(".temperature")).ToHaveTextAsync("15.8℃");
        await Page.Clock.FastForwardAsync("01:30:00");

        await Assertions.Expect(seoul.Locator(".temperature")).ToHaveTextAsync("–");
        await Assertions.Expect(seoul.Locator(".late")).ToBeHiddenAsync();
        Assert.Matches("^[0-9. ]*[0-9]{2}:[0-9]{2}$", await seoul.Locator(".row-at").TextContentAsync() ?? "");
        await Context.SetOfflineAsync(false);
    }

    [Fact]
    public async Task A_warning_comes_and_goes_in_the_pages_of_its_region_and_a_silence_is_no_all_clear()
    {
        await Page.Clock.InstallAsync();
        await OpenAsync("/weather?region=jeju");
        var region = Page.Locator("sokbo-warnings");

        await WarnAsync("발표", -2);
        await Assertions.Expect(region.Locator(".warning strong")).ToHaveTextAsync("호우 중대경보");
        await Assertions.Expect(region.Locator(".warning")).ToHaveClassAsync("warning severity-3");
        await Assertions.Expect(region.Locator(".warning-by")).ToHaveTextAsync("기상청 제공");
        await Assertions.Expect(Page.Locator(".warnings-never")).ToBeHiddenAsync();
        await WarnAsync("해제", -1);
        await Assertions.Expect(region.Locator(".warning")).ToHaveCountAsync(0);
        await Assertions.Expect(region.Locator(".warnings-note")).ToContainTextAsync("발효 중인 특보 없음");

        await Context.SetOfflineAsync(true);
        await Page.Clock.FastForwardAsync("00:41:00");

        await Assertions.Expect(region.Locator(".warnings-note")).ToContainTextAsync("특보를 확인하지 못하고 있습니다");
        await Context.SetOfflineAsync(false);
    }

    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task Nothing_runs_over_the_edge_and_labels_can_be_read(int width, ColorScheme scheme)
    {
        await Publication.ObserveAsync(15.8m, "구름많음");
        await Page.SetViewportSizeAsync(width, 844);
        await Page.EmulateMediaAsync(new() { ColorScheme = scheme });
        foreach (var path in new[] { "/weather", "/weather?region=jeju&lang=en", "/weather/stations/108" })
        {
            await OpenAsync(path);
            var over = (await EvaluateAsync("() => document.documentElement.scrollWidth - innerWidth")).GetInt32();
            Assert.True(over <= 0, $"{path} is {over} pixels too wide.");
            var type = (await EvaluateAsync(
                "() => Math.min(...[...document.querySelectorAll('.map-station text, .chart text')].map((text) => text.getBoundingClientRect().height).filter((height) => height > 0))")).GetDouble();
            Assert.True(type >= 10, $"A label of {path} is {type.ToString(CultureInfo.InvariantCulture)} pixels high.");
            if (Environment.GetEnvironmentVariable("SOKBO_PICTURES") is { Length: > 0 } folder)
            {
                var name = string.Concat(path.Split(Path.GetInvalidFileNameChars()));
                await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{width}-{scheme}.png"), FullPage = true });
            }
        }
    }

    /// <summary>A reading of Seoul alone, near enough to its neighbours to be believed.</summary>
    private async Task ObserveSeoulAsync(decimal temperature) => await Publication.PostAsync("weather/observations", new JsonObject
    {
        ["observedAt"] = Text(TimeProvider.System.GetUtcNow()),
        ["source"] = "기상청",
        ["observations"] = new JsonArray(new JsonObject { ["stationId"] = 108, ["sky"] = "맑음", ["temperatureCelsius"] = temperature }),
    });

    private static string Text(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture);

    private async Task WarnAsync(string command, int minutes)
    {
        var now = TimeProvider.System.GetUtcNow();
        await Publication.PostAsync("weather/warnings", new JsonObject
        {
            ["source"] = "기상청",
            ["checkedAt"] = Text(now),
            ["warnings"] = new JsonArray(new JsonObject
            {
                ["region"] = "jeju",
                ["zone"] = "L1090100",
                ["zoneName"] = "제주도산지",
                ["kind"] = "호우",
                ["level"] = "중대경보",
                ["command"] = command,
                ["issuedAt"] = Text(now.AddMinutes(minutes)),
            }),
        });
    }

    private async Task<string[]> ChartAsync() =>
    [
        .. (await EvaluateAsync("() => [...document.querySelectorAll('.chart-grid text')].map((text) => text.textContent).concat(document.querySelector('.chart-line').getAttribute('d').split(/(?=[ML])/).at(-1))"))
            .EnumerateArray().Select(part => part.GetString()!),
    ];
}
