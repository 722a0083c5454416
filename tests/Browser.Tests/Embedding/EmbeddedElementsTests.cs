using System.Text;
using Microsoft.Playwright;

namespace Sokbo.Browser.Tests.Embedding;

/// <summary>The four elements in a page of another origin.</summary>
public sealed class EmbeddedElementsTests(Chromium chromium) : EmbeddingTest(chromium)
{
    [Fact]
    public async Task All_four_live_in_a_page_of_another_origin()
    {
        await Publication.ObserveAsync(15.8m, "맑음");
        var id = await PublishAsync("옮겨 실은 기사", "<p>첫 문단. <a href=\"/weather\">날씨</a></p><p>둘째 문단.</p>");

        await Page.GotoAsync(Publisher.Put("/", PageOf(id)));

        await Assertions.Expect(Headline(Page)).ToHaveTextAsync("옮겨 실은 기사");
        await Assertions.Expect(Page.Locator("sokbo-article .article-body a")).ToHaveAttributeAsync("href", new Uri(Publication.Url, "weather").AbsoluteUri);
        await Assertions.Expect(Page.GetByText("기사는 가람일보에서.")).ToBeHiddenAsync();
        await Assertions.Expect(Seoul(Page)).ToHaveTextAsync("15.8℃");
        await Assertions.Expect(Page.Locator("sokbo-ticker .by")).ToHaveTextAsync("기상청 제공");
        await Assertions.Expect(Page.Locator("sokbo-ticker .stations").First.Locator("li")).ToHaveCountAsync(97);
        await Assertions.Expect(Banner(Page)).ToContainTextAsync(Publication.Banner);
        await Assertions.Expect(Page.Locator("sokbo-slot .label")).ToHaveTextAsync("광고");
        await Assertions.Expect(Page.GetByText("속보가 없습니다.")).ToBeVisibleAsync();

        await Publication.CorrectAsync(id, "하나를 바로잡습니다.", "고친 기사", "<p>고친 문단.</p><p>둘째 문단.</p>");
        await Publication.ObserveAsync(-9.0m, "눈");
        var breaking = await PublishAsync("다리가 열렸다", breaking: true);

        await Assertions.Expect(Headline(Page)).ToHaveTextAsync("고친 기사");
        await Assertions.Expect(Page.Locator("sokbo-article .notes li")).ToContainTextAsync("하나를 바로잡습니다.");
        await Assertions.Expect(Page.Locator("sokbo-article [role=status]")).ToContainTextAsync("하나를 바로잡습니다.");
        await Assertions.Expect(Seoul(Page)).ToHaveTextAsync("−9.0℃");
        var headline = Page.Locator("sokbo-breaking a.headline");
        await Assertions.Expect(headline).ToHaveTextAsync("다리가 열렸다");
        await Assertions.Expect(headline).ToHaveAttributeAsync("href", new Uri(Publication.Url, $"articles/{breaking}").AbsoluteUri);

        await Publication.RetractAsync(breaking, "끝났습니다.");
        await Publication.RetractAsync(id, "사실이 아니었습니다.");

        await Assertions.Expect(Page.GetByText("속보가 없습니다.")).ToBeVisibleAsync();
        await Assertions.Expect(Page.Locator("sokbo-article .tombstone")).ToContainTextAsync("사실이 아니었습니다.");
        Assert.DoesNotContain("고친 문단", (await EvaluateAsync("() => document.querySelector('sokbo-article').shadowRoot.innerHTML")).GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_station_and_the_stations_of_a_region_live_in_a_page_of_another_origin()
    {
        await Publication.ObserveAsync(15.8m, "맑음");
        var html = $"""
            <!DOCTYPE html><html lang="ko"><head><meta charset="utf-8"><title>남의 신문</title><script async src="{Script}"></script></head>
            <body><sokbo-station site="{Site}" station="108">서울 날씨는 잠시 뒤에.</sokbo-station><sokbo-ticker site="{Site}" region="capital"></sokbo-ticker></body></html>
            """;

        await Page.GotoAsync(Publisher.Put("/", html));
        var station = Page.Locator("sokbo-station .station");
        await Assertions.Expect(station.Locator(".temperature")).ToHaveTextAsync("15.8℃");
        await Assertions.Expect(station.Locator(".by")).ToHaveTextAsync("기상청 제공");
        await Publication.ObserveAsync(-9.0m, "송홧가루");

        await Assertions.Expect(station.Locator(".temperature")).ToHaveTextAsync("−9.0℃");
        await Assertions.Expect(station.Locator(".sky-word")).ToHaveTextAsync("송홧가루");
        await Assertions.Expect(station.Locator("svg")).ToHaveClassAsync("sky sky-neutral");
        await Assertions.Expect(Seoul(Page)).ToHaveTextAsync("−9.0℃");
        await Assertions.Expect(Page.Locator("sokbo-ticker .stations").First.Locator("li[data-station='184']")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task An_origin_that_no_site_lets_in_keeps_what_is_in_the_elements()
    {
        var id = await PublishAsync("남이 못 싣는 기사");
        using var stranger = new Publisher();
        var refused = Page.WaitForResponseAsync(response => response.Url.EndsWith("/live/events", StringComparison.Ordinal), new() { Timeout = 30_000 });

        await Page.GotoAsync(stranger.Put("/", PageOf(id)));

        Assert.Equal(403, (await refused).Status);
        await Assertions.Expect(Page.GetByText("기사는 가람일보에서.")).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByText("우리 집 광고")).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByText("날씨는 잠시 뒤에.")).ToBeVisibleAsync();
        await Assertions.Expect(Headline(Page)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Where_the_server_is_blocked_the_children_stay()
    {
        var id = await PublishAsync("막힌 기사");
        await Page.RouteAsync($"{Publication.Url}**", route => route.AbortAsync());

        await Page.GotoAsync(Publisher.Put("/", PageOf(id)));

        await Assertions.Expect(Page.GetByText("기사는 가람일보에서.")).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByText("우리 집 광고")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_page_in_EUC_KR_shows_everything_as_it_is()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        await Publication.ObserveAsync(15.8m, "구름많음");
        var id = await PublishAsync("쀍 같은 글자도 있는 기사", "<p>똠방각하. <a href=\"https://example.com/?q=한글\">찾기</a></p>");
        var html = PageOf(id).Replace("<meta charset=\"utf-8\">", "<meta charset=\"euc-kr\">", StringComparison.Ordinal);
        var page = new PublisherPage(Encoding.GetEncoding(949).GetBytes(html)) { ContentType = "text/html; charset=euc-kr" };

        await Page.GotoAsync(Publisher.Put("/old", page));

        Assert.Equal("EUC-KR", (await EvaluateAsync("() => document.characterSet")).GetString());
        await Assertions.Expect(Headline(Page)).ToHaveTextAsync("쀍 같은 글자도 있는 기사");
        await Assertions.Expect(Page.Locator("sokbo-article .article-body a")).ToHaveAttributeAsync("href", "https://example.com/?q=%ED%95%9C%EA%B8%80");
        await Assertions.Expect(Page.Locator("sokbo-ticker .by")).ToHaveTextAsync("기상청 제공");
        await Assertions.Expect(Page.Locator("sokbo-ticker li[data-station='108'] .sky-word").First).ToHaveTextAsync("구름많음");
        await Assertions.Expect(Banner(Page)).ToContainTextAsync(Publication.Banner);
    }

    [Fact]
    public async Task A_strict_policy_reports_nothing()
    {
        var server = Publication.Url.GetLeftPart(UriPartial.Authority);
        var policy = $"default-src 'none'; script-src {server}; connect-src {server} {server.Replace("http", "ws", StringComparison.Ordinal)}; img-src {server}; "
            + "base-uri 'none'; require-trusted-types-for 'script'; trusted-types sokbo";
        var id = await PublishAsync("정책이 엄한 기사", "<p>본문 <b>굵게</b>.</p>");
        await Page.AddInitScriptAsync("window.violations = []; document.addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective + ' ' + event.blockedURI));");
        var page = new PublisherPage(Encoding.UTF8.GetBytes(PageOf(id))) { Headers = new Dictionary<string, string> { ["Content-Security-Policy"] = policy } };

        await Page.GotoAsync(Publisher.Put("/", page));
        await Assertions.Expect(Headline(Page)).ToHaveTextAsync("정책이 엄한 기사");
        await Assertions.Expect(Seoul(Page)).ToBeVisibleAsync();
        await Assertions.Expect(Banner(Page)).ToBeVisibleAsync();
        await Publication.CorrectAsync(id, "바로잡습니다.", "정책이 엄한 기사 2", "<p>고친 본문.</p>");
        await Assertions.Expect(Headline(Page)).ToHaveTextAsync("정책이 엄한 기사 2");

        Assert.Empty((await EvaluateAsync("() => violations")).EnumerateArray().Select(violation => violation.GetString()));
    }

    [Fact]
    public async Task Nothing_moves_when_the_elements_come_alive()
    {
        var breaking = await PublishAsync("움직이지 않는 속보", breaking: true);
        var id = await PublishAsync("움직이지 않는 기사");
        await Page.AddInitScriptAsync("""
            window.shifts = 0;
            new PerformanceObserver((list) => list.getEntries().forEach((entry) => { shifts += entry.value; })).observe({ type: 'layout-shift', buffered: true });
            """);

        // The style that docs/EMBEDDING.md gives for the time before the script has come.
        const string Reserved = """
            <style>
            sokbo-article, sokbo-breaking, sokbo-slot, sokbo-ticker { display: flow-root; }
            sokbo-breaking, sokbo-ticker { min-height: 2.75rem; }
            sokbo-article { min-height: 30rem; --sokbo-height: 30rem; }
            sokbo-slot { min-height: calc(90px + 1.75rem); }
            </style>
            """;
        await Page.GotoAsync(Publisher.Put("/", PageOf(id, Reserved)));
        var before = await Page.Locator("sokbo-slot").BoundingBoxAsync();
        await Assertions.Expect(Headline(Page)).ToBeVisibleAsync();
        await Assertions.Expect(Seoul(Page)).ToBeVisibleAsync();
        await Assertions.Expect(Page.Locator("sokbo-breaking a.headline")).ToBeVisibleAsync();
        await Assertions.Expect(Banner(Page)).ToBeVisibleAsync();
        await Publication.RetractAsync(breaking, "끝났습니다.");
        await Assertions.Expect(Page.GetByText("속보가 없습니다.")).ToBeVisibleAsync();

        var after = await Page.Locator("sokbo-slot").BoundingBoxAsync();
        Assert.Equal((before!.Y, before.Height), (after!.Y, after.Height));
        Assert.True((await EvaluateAsync("() => shifts")).GetDouble() < 0.001);
    }

    [Fact]
    public async Task Both_scripts_in_one_page_do_no_harm()
    {
        var id = await Publication.PublishAsync("두 각본이 있는 기사", "<p>본문.</p>");
        var errors = new List<string>();
        Page.PageError += (_, error) => errors.Add(error);
        await OpenAsync($"/articles/{id}");

        await EvaluateAsync("""
            () => new Promise((resolve, reject) => {
              const script = Object.assign(document.createElement('script'), { src: '/embed/v1.js', onload: () => resolve(true), onerror: reject });
              document.head.append(script);
            })
            """);
        await Publication.CorrectAsync(id, "바로잡습니다.", "그래도 고쳐지는 기사", "<p>고친 본문.</p>");

        await Assertions.Expect(Page.Locator("h1")).ToHaveTextAsync("그래도 고쳐지는 기사");
        Assert.Empty(errors);
    }
}
