using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Sokbo.Fixtures.Processes;

namespace Sokbo.Browser.Tests.Ads;

/// <summary>The page that a link shows to an advertiser.</summary>
public sealed class AdvertiserPageTests(Chromium chromium) : CountedTest(chromium)
{
    [Fact]
    public async Task Numbers_change_by_themselves_and_a_revoked_link_closes_the_page()
    {
        var (link, url) = await Publication.AddLinkAsync(Campaign);
        await OpenReportAsync(url);
        await Assertions.Expect(Value("rendered")).ToHaveTextAsync("0");
        var requests = 0;
        Page.Request += (_, _) => requests++;

        var reader = await Context.NewPageAsync();
        await reader.GotoAsync(await PutAsync(PageKind.Rendered));
        await Banner(reader).ScrollIntoViewIfNeededAsync();

        await Assertions.Expect(Value("rendered")).ToHaveTextAsync("1");
        await Assertions.Expect(Value("viewable")).ToHaveTextAsync("1");
        await Assertions.Expect(Value("viewableRate")).ToHaveTextAsync("100.00%");
        await Assertions.Expect(Page.Locator("[data-rows=creative] tr")).ToContainTextAsync(Publication.Banner);
        await Assertions.Expect(Page.Locator(".bar-rendered")).ToHaveAttributeAsync("height", "170");
        Assert.Equal(0, requests);

        var asked = Stopwatch.GetTimestamp();
        await Publication.RevokeLinkAsync(Campaign, link);
        await Assertions.Expect(Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();

        Assert.InRange(Stopwatch.GetElapsedTime(asked).TotalSeconds, 0, 1.5);
        await Assertions.Expect(Page.Locator("main")).ToHaveCountAsync(0);
        Assert.Equal(410, (await Page.ReloadAsync())!.Status);
    }

    [Fact]
    public async Task The_banner_in_its_place_asks_for_nothing_and_counts_nothing()
    {
        var (_, url) = await Publication.AddLinkAsync(Campaign);
        await OpenReportAsync(url);
        var preview = Page.Locator("[data-preview]");

        await preview.ScrollIntoViewIfNeededAsync();
        await preview.ClickAsync();

        await Assertions.Expect(preview).ToHaveTextAsync(Publication.Banner);
        var place = (await Page.Locator(".mock-place").BoundingBoxAsync())!;
        Assert.Equal((728, 90), (Math.Round(place.Width), Math.Round(place.Height)));
        await Assertions.Expect(Page.Locator(".mock-label")).ToHaveTextAsync("광고");
        await NothingAsync();
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task A_banner_of_html_stands_in_a_cage_in_its_place_and_leads_nowhere(int width)
    {
        await Publication.PostAsync("creatives", new JsonObject
        {
            ["campaignId"] = Campaign,
            ["kind"] = "html",
            ["text"] = "겨울 책",
            ["width"] = 728,
            ["height"] = 90,
            ["html"] = "<a id=\"go\" href=\"https://example.com/\">눌러 보세요</a><p id=\"own\"></p><script>own.textContent = self.origin</script>",
            ["landingUrl"] = "https://example.com/",
        });
        var (_, url) = await Publication.AddLinkAsync(Campaign);
        var windows = 0;
        Context.Page += (_, _) => windows++;
        await Page.SetViewportSizeAsync(width, 844);
        await OpenReportAsync(url);
        var frame = Page.Locator("iframe[data-preview]");
        var banner = frame.ContentFrame.Locator("iframe").ContentFrame;

        await frame.ScrollIntoViewIfNeededAsync();
        await banner.Locator("#go").PressAsync("Enter");

        await Assertions.Expect(banner.Locator("#own")).ToHaveTextAsync("null");
        await Assertions.Expect(banner.Locator("#go")).ToBeVisibleAsync();
        var (box, room) = ((await frame.BoundingBoxAsync())!, (await Page.Locator(".mock-place").Last.BoundingBoxAsync())!);
        Assert.InRange(box.Width, Math.Min(width, 728) * 0.75, Math.Min(width, 728));
        Assert.InRange(box.Width / box.Height, 0.99 * 728 / 90, 1.01 * 728 / 90);
        Assert.InRange(room.Width, box.Width - 1, box.Width + 1);
        Assert.InRange(room.Height, box.Height - 1, box.Height + 1);
        Assert.Equal("ads.localhost", new Uri((await frame.GetAttributeAsync("src"))!).Host);
        Assert.EndsWith(url, Page.Url, StringComparison.Ordinal);
        await NothingAsync();
        Assert.Equal(0, windows);
    }

    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task It_fits_every_screen_and_takes_nothing_from_elsewhere(int width, ColorScheme scheme)
    {
        var (_, url) = await Publication.AddLinkAsync(Campaign);
        var foreign = new List<string>();
        var refused = new List<string>();
        Page.Request += (_, request) =>
        {
            if (new Uri(request.Url) is var address && address.Authority != Publication.Url.Authority && !(address.Host == "ads.localhost" && address.AbsolutePath.StartsWith("/ads/frames/", StringComparison.Ordinal)))
            {
                foreign.Add(request.Url);
            }
        };
        Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                refused.Add($"{message.Text} {message.Location}");
            }
        };
        await Page.SetViewportSizeAsync(width, 844);
        await Page.EmulateMediaAsync(new() { ColorScheme = scheme });
        var reader = await Context.NewPageAsync();
        await reader.GotoAsync(await PutAsync(PageKind.Rendered));
        await Banner(reader).ScrollIntoViewIfNeededAsync();
        await UntilAsync(new Counts(1, 1, 0, 0), 0);
        await AddBannersAsync();
        await OpenReportAsync(url);
        await Assertions.Expect(Value("rendered")).ToHaveTextAsync("1");

        var directory = Path.Combine(RepositoryRoot.Path, "artifacts", "browser");
        await Page.Locator("iframe[data-preview]").ScrollIntoViewIfNeededAsync();
        await Assertions.Expect(Page.FrameLocator("iframe[data-preview]").Locator("iframe")).ToHaveCountAsync(1);
        await Page.ScreenshotAsync(new() { Path = Path.Combine(directory, $"report-{width}-{scheme}.png"), FullPage = true });
        var overflow = await EvaluateAsync("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");

        // Once around by keyboard: every stop is seen.
        for (var stop = 0; stop < 12; stop++)
        {
            await Page.Keyboard.PressAsync("Tab");
            var outline = await EvaluateAsync("() => document.activeElement === document.body ? 'body' : getComputedStyle(document.activeElement).outlineStyle");
            Assert.NotEqual("none", outline.GetString());
        }

        await Page.GotoAsync($"{url}/statements/{TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(9)):yyyy-MM}");
        await Page.ScreenshotAsync(new() { Path = Path.Combine(directory, $"statement-{width}-{scheme}.png"), FullPage = true });
        var statementOverflow = await EvaluateAsync("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");

        await CheckPrintAsync(Path.Combine(directory, $"statement-{width}-{scheme}.pdf"));
        Assert.Equal((0, 0), (overflow.GetInt32(), statementOverflow.GetInt32()));
        Assert.Empty(foreign);
        Assert.Equal("", string.Join('\n', refused));
    }

    /// <summary>A statement goes on one sheet of A4, black on white whatever the screen shows, and nothing of it is cut off.</summary>
    private async Task CheckPrintAsync(string path)
    {
        await Page.EmulateMediaAsync(new() { Media = Media.Print });
        await Page.SetViewportSizeAsync(680, 960);
        var printed = await EvaluateAsync(
            """
            () => {
              const sheet = getComputedStyle(document.body);
              const { scrollWidth, clientWidth } = document.querySelector('.scroll');
              return `${sheet.color} on ${sheet.backgroundColor}, ${Math.max(scrollWidth - clientWidth, document.documentElement.scrollWidth - 680)} px cut off`;
            }
            """);
        var sheets = Encoding.Latin1.GetString(await Page.PdfAsync(new() { Path = path, PreferCSSPageSize = true })).Split("/Type /Page\n").Length - 1;

        await Assertions.Expect(Page.GetByText("이 거래명세서는 세금계산서가 아닙니다.")).ToBeVisibleAsync();
        Assert.Equal(("rgb(0, 0, 0) on rgb(255, 255, 255), 0 px cut off", 1), (printed.GetString(), sheets));
    }

    /// <summary>A picture and one of HTML beside the text that there is.</summary>
    private async Task AddBannersAsync()
    {
        var picture = await Page.EvaluateAsync<string>(
            """
            async () => {
              const canvas = new OffscreenCanvas(728, 90);
              const paint = canvas.getContext("2d");
              paint.fillStyle = "#14506e";
              paint.fillRect(0, 0, 728, 90);
              paint.fillStyle = "#fff";
              paint.font = "32px sans-serif";
              paint.fillText("겨울 책 나들이", 40, 57);
              const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
              return btoa(String.fromCharCode(...bytes));
            }
            """);
        var image = (string)(await Publication.UploadAsync("creatives/images", Convert.FromBase64String(picture)))["imageUrl"]!;
        await AddCreativeAsync("image", "imageUrl", image);
        await AddCreativeAsync("html", "html", "<body style='margin:0;display:grid;place-items:center;height:90px;background:#7a2e2e;color:#fff;font:24px sans-serif'>움직이는 배너");
    }

    private Task<JsonNode> AddCreativeAsync(string kind, string name, string value) => Publication.PostAsync("creatives", new JsonObject
    {
        ["campaignId"] = Campaign,
        ["kind"] = kind,
        ["text"] = "겨울 책",
        ["width"] = 728,
        ["height"] = 90,
        [name] = value,
        ["landingUrl"] = "https://example.com/",
    });

    private ILocator Value(string name) => Page.Locator($"[data-value={name}]");

    private async Task OpenReportAsync(string url)
    {
        await Page.GotoAsync(url);
        await Page.WaitForFunctionAsync("() => document.documentElement.dataset.live === 'yes'");
    }
}
