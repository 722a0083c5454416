using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using AngleSharp.Html.Parser;
using Sokbo.Fixtures.Processes;
using Sokbo.Gateway.Tests.Weather;
using Sokbo.Grains.Interfaces.Articles;
using Xunit;

namespace Sokbo.Gateway.Tests.Pages;

/// <summary>
/// Every kind of page against the rules of HTML: those of the parser always, and in the long form (<c>SOKBO_LONG=1</c>) all
/// of the Nu Html Checker, which needs Java and npm.
/// </summary>
public sealed class HtmlCheckerTests(PagesHost host, ReadingsHost readings)
{
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("SOKBO_LONG") == "1";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_page_keeps_the_rules_of_HTML()
    {
        var site = await host.NewSiteAsync(new JsonObject { ["legalFooter"] = new JsonArray("등록번호 경기 아00000", "발행인 홍길동") });
        using var scratch = new ScratchDirectory();
        foreach (var (name, path) in await PathsAsync(site))
        {
            var page = await host.GetAsync(site, path);
            AssertParses(page.Html, path);
            await File.WriteAllBytesAsync(scratch[name + ".html"], page.Bytes, Cancellation);
        }

        foreach (var (name, path) in new[] { ("weather-read", "/weather"), ("weather-region", "/weather?region=capital&sort=temperature&order=desc&lang=en"), ("station-read", "/weather/stations/184") })
        {
            var page = await readings.GetAsync(path);
            AssertParses(page.Html, path);
            await File.WriteAllBytesAsync(scratch[name + ".html"], page.Bytes, Cancellation);
        }

        if (IsLong)
        {
            await CheckAsync(scratch.Path);
        }
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html lang=ko><title>x</title><p>a</div>")]
    [InlineData("<!DOCTYPE html><html lang=ko><title>x</title><img alt=a alt=b>")]
    [InlineData("<!DOCTYPE html><html lang=ko><title>x</title><time>soon</time>")]
    public void A_page_that_breaks_them_is_found(string html) => Assert.ThrowsAny<Exception>(() => AssertParses(html, "test"));

    private async Task<(string Name, string Path)[]> PathsAsync(string site)
    {
        var whole = await host.PublishAsync(
            site,
            "모든 것이 있는 기사의 제목",
            "<p>평택․안성 <strong>본문</strong> <a href=\"https://www.example.kr/?a=1&b=2\">링크</a>.</p><h2>소제목</h2><blockquote>인용</blockquote><ul><li>하나</li><li>둘</li></ul><ol><li>셋</li></ol>"
                + "<figure><img src=\"https://www.example.kr/a.jpg\" alt=\"그림\" width=\"640\" height=\"480\" data-credit=\"사진=가람\"><figcaption>설명</figcaption></figure>"
                + "<table><caption>표</caption><tr><th>가</th><th>나</th></tr><tr><td>1</td><td>2</td></tr></table><iframe src=\"https://youtu.be/abcdefghijk\" title=\"영상\"></iframe>"
                + "<p><a href=\"https://www.example.kr/a.pdf\" download>보고서.pdf</a></p>",
            new JsonObject { ["breaking"] = true, ["summary"] = "요약 \"따옴표\" & <꺾쇠>", ["byline"] = "김기자", ["tags"] = new JsonArray("문화"), ["related"] = new JsonArray(await host.PublishAsync(site, "관련 기사의 제목")) });
        await host.SendAsync(HttpMethod.Post, $"articles/{whole}/correct", new JsonObject { ["note"] = "날짜를 바로잡습니다." });
        var live = await host.PublishAsync(site, "생중계 기사의 제목");

        // Too long to be shown all at once: the first of them is on an older page.
        for (var length = 0; length <= LiveBlog.ShownLengthMax; length += LivePostDraft.TextLengthMax)
        {
            await host.SendAsync(HttpMethod.Post, $"articles/{live}/posts", new JsonObject { ["headline"] = "긴 소식", ["body"] = $"<p>{new string('가', LivePostDraft.TextLengthMax - 100)}</p>" });
        }

        foreach (var (headline, key) in new[] { ("첫 소식", false), ("중요한 소식", true) })
        {
            await host.SendAsync(HttpMethod.Post, $"articles/{live}/posts", new JsonObject { ["headline"] = headline, ["body"] = "<p>소식.</p>", ["key"] = key, ["pinned"] = key });
        }

        var report = await AdvertiserPageAsync(site);
        var held = await host.PublishAsync(site, "가려진 기사의 제목");
        await host.SendAsync(HttpMethod.Post, $"articles/{held}/hold", new JsonObject { ["notice"] = "확인 중입니다" });
        var gone = await host.PublishAsync(site, "내려진 기사의 제목");
        await host.SendAsync(HttpMethod.Post, $"articles/{gone}/retract", new JsonObject { ["reason"] = "사실과 다릅니다" });
        await host.UntilAsync(site, "/", page => page.Html.Contains(whole, StringComparison.Ordinal));
        var livePage = await host.UntilAsync(site, $"/articles/{live}", page => page.All(".live-post").Count == 4);
        await host.UntilAsync(site, $"/articles/{whole}", page => page.All(".related a").Count == 1);
        await host.UntilAsync(site, report, page => page.Status == HttpStatusCode.OK);
        var statement = $"{report}/statements/2026-11";
        await host.UntilAsync(site, statement, page => page.Status == HttpStatusCode.OK);
        await host.UntilAsync(site, $"/articles/{gone}", page => page.Status == HttpStatusCode.Gone);
        return
        [
            ("front", "/"), ("front-en", "/?lang=en"), ("section", "/sections/local"), ("article", $"/articles/{whole}"), ("live", $"/articles/{live}"), ("live-older", livePage.One(".live-older").GetAttribute("href")!), ("report", report), ("statement", statement), ("no-link", report + "x"), ("embed", $"/embed/frame?element=ticker&site={site}"), ("held", $"/articles/{held}"), ("gone", $"/articles/{gone}"),
            ("search", "/search"), ("found", "/search?q=" + Uri.EscapeDataString("기사 제목")), ("found-en", "/search?lang=en&q=zzz"), ("weather", "/weather"), ("station", "/weather/stations/108"), ("console", "/console"), ("missing", "/articles/none"),
        ];
    }

    /// <summary>What an advertiser sees of a campaign.</summary>
    private async Task<string> AdvertiserPageAsync(string site)
    {
        await host.SendAsync(HttpMethod.Post, "slots", new JsonObject { ["id"] = "side", ["site"] = site, ["sizes"] = new JsonArray("300x250") });
        var advertiser = await host.SendAsync(HttpMethod.Post, "advertisers", new JsonObject { ["name"] = "가람안경" });
        var campaign = await host.SendAsync(HttpMethod.Post, "campaigns", new JsonObject
        {
            ["advertiserId"] = advertiser.GetProperty("id").GetString(),
            ["name"] = "봄",
            ["site"] = site,
            ["slots"] = new JsonArray("side"),
        });
        var id = campaign.GetProperty("id").GetString();
        await host.SendAsync(HttpMethod.Post, "creatives", new JsonObject { ["campaignId"] = id, ["kind"] = "text", ["text"] = "봄 안경", ["landingUrl"] = "https://www.example.kr/?a=1&b=2" });
        var link = await host.SendAsync(HttpMethod.Post, $"campaigns/{id}/links", new JsonObject { ["label"] = "김 과장", ["until"] = "2027-06-01T00:00:00+09:00" });
        return new Uri(link.GetProperty("url").GetString()!).AbsolutePath;
    }

    private static void AssertParses(string html, string path)
    {
        try
        {
            var document = new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocument(html);
            Assert.True(document.QuerySelector("time:not([datetime])") is null, $"{path} has a time without a machine's one.");
        }
        catch (HtmlParseException error)
        {
            throw new InvalidOperationException($"{path}, line {error.Position.Line}: {error.Message}", error);
        }
    }

    private static async Task CheckAsync(string directory)
    {
        var validators = Path.Combine(RepositoryRoot.Path, "tests", "validators");
        await RunAsync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", validators], 0);
        var answer = await RunAsync(
            "java", ["-jar", Path.Combine(validators, "node_modules", "vnu-jar", "build", "dist", "vnu.jar"), "--stdout", "--exit-zero-always", "--format", "json", directory], 0);
        var errors = JsonDocument.Parse(answer).RootElement.GetProperty("messages").EnumerateArray()
            .Where(message => message.GetProperty("type").GetString() is "error" or "non-document-error")
            .Select(message => $"{Path.GetFileName(message.GetProperty("url").GetString())}: {message.GetProperty("message").GetString()} {(message.TryGetProperty("extract", out var extract) ? extract.GetString() : "")}")
            .ToArray();
        Assert.True(errors.Length == 0, string.Join('\n', errors));
    }

    private static async Task<string> RunAsync(string program, string[] arguments, int expected)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false })
            ?? throw new InvalidOperationException($"{program} does not start: the long form needs it (Debian: npm, default-jre-headless).");
        var output = await process.StandardOutput.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        Assert.True(process.ExitCode == expected, $"{program} ended with {process.ExitCode}: {output}");
        return output;
    }
}
