using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sokbo.Gateway.Tests.Api;
using Sokbo.Grains.Interfaces.Access;
using Xunit;

namespace Sokbo.Gateway.Tests.Pages;

public sealed class PagesTests(PagesHost host)
{
    private const string Hostile = "</title><script>alert(1)</script>\" onload=\"x & 'y' <!-- 끝";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_front_page_has_date_menu_and_the_newest_articles_with_their_positions()
    {
        var site = await host.NewSiteAsync(new JsonObject { ["legalFooter"] = new JsonArray("등록번호 경기 아00000") });
        var first = await host.PublishAsync(site, "먼저 실린 기사", more: new JsonObject { ["summary"] = "요약입니다." });
        var second = await host.PublishAsync(site, "나중 실린 기사");

        var page = await host.UntilAsync(site, "/", page => page.All(".card").Count == 2);

        Assert.Equal("2026.11.23 (월)", page.Text(".today time"));
        Assert.Equal("2026-11-23", page.One(".today time").GetAttribute("datetime"));
        Assert.Equal(["홈", "지역", "날씨", "검색"], page.All(".menu a").Select(link => link.TextContent));
        Assert.Equal("/", page.One(".menu a[aria-current=page]").GetAttribute("href"));
        Assert.Equal(new[] { first, second }.Order(), page.All(".card").Select(card => card.GetAttribute("data-id")!).Order());
        Assert.Contains(page.All(".card-headline a"), link => link.GetAttribute("href") == $"/articles/{first}" && link.TextContent == "먼저 실린 기사");
        Assert.Equal("요약입니다.", page.Text(".card-summary"));
        Assert.Equal($"front/{site}", page.One("sokbo-list").GetAttribute("data-topic"));
        Assert.NotEmpty(page.One("sokbo-list").GetAttribute("data-epoch")!);
        Assert.True(long.Parse(page.One("sokbo-list").GetAttribute("data-seq")!, System.Globalization.CultureInfo.InvariantCulture) >= 2);
        Assert.Equal("등록번호 경기 아00000", page.Text(".site-footer p:last-child"));
        Assert.Empty(page.All(".badge"));
    }

    [Fact]
    public async Task A_section_has_its_articles_and_an_unknown_one_is_404()
    {
        var site = await host.NewSiteAsync();
        var id = await host.PublishAsync(site, "지역 기사");

        var page = await host.UntilAsync(site, "/sections/local", page => page.All(".card").Count == 1);
        var unknown = await host.GetAsync(site, "/sections/sport");

        Assert.Equal("지역", page.Text("h1"));
        Assert.Equal("지역 | 가람일보", page.Document.Title);
        Assert.Equal(id, page.One(".card").GetAttribute("data-id"));
        Assert.Equal($"section/{site}/local", page.One("sokbo-list").GetAttribute("data-topic"));
        Assert.Equal(HttpStatusCode.NotFound, unknown.Status);
    }

    [Fact]
    public async Task An_article_is_read_whole()
    {
        var site = await host.NewSiteAsync();
        var id = await host.PublishAsync(
            site,
            "보고회가 열렸다",
            "<p>첫 문단.</p><figure><img src=\"/media/a.jpg\" alt=\"보고회\" data-credit=\"사진=가람\" width=\"600\" height=\"400\"><figcaption>보고회 장면</figcaption></figure><p>둘째 <strong>문단</strong>.</p>",
            new JsonObject { ["byline"] = "김기자", ["summary"] = "보고회 요약", ["tags"] = new JsonArray("시정"), ["expiresAt"] = "2030-01-01T00:00:00+09:00" });
        var elsewhere = await host.PublishAsync(site, "다른 곳에 있는 기사", more: new JsonObject { ["canonicalUrl"] = "https://www.example.kr/news/1" });

        var page = await host.GetAsync(site, $"/articles/{id}");

        Assert.Equal((HttpStatusCode.OK, "text/html; charset=utf-8"), (page.Status, page.Header("Content-Type")));
        Assert.Equal("보고회가 열렸다 | 가람일보", page.Document.Title);
        Assert.Equal(("보고회가 열렸다", "지역", "김기자"), (page.Text("h1"), page.Text(".kicker"), page.Text(".byline")));
        Assert.Equal(["P", "FIGURE", "P"], page.One(".article-body").Children.Select(block => block.TagName));
        Assert.Equal(("보고회", "보고회 장면 사진=가람"), (page.One(".article-body img").GetAttribute("alt"), page.Text("figcaption")));
        Assert.Equal("2026.11.23 00:20", page.Text(".published time"));
        Assert.True(page.One(".modified").HasAttribute("hidden"));
        Assert.True(page.One(".notes").HasAttribute("hidden"));
        Assert.Equal($"article/{id}", page.One("sokbo-article").GetAttribute("data-topic"));
        Assert.NotEmpty(page.One("sokbo-article").GetAttribute("data-seq")!);
        Assert.Equal("보고회 요약", page.One("meta[name=description]").GetAttribute("content"));
        foreach (var (property, content) in new[]
        {
            ("og:type", "article"), ("og:site_name", "가람일보"), ("og:locale", "ko_KR"), ("og:title", "보고회가 열렸다"), ("og:description", "보고회 요약"),
            ("og:url", $"http://{site}.test/articles/{id}"), ("og:image", $"http://{site}.test/media/a.jpg"), ("og:image:width", "600"), ("og:image:alt", "보고회"),
            ("article:author", "김기자"), ("article:section", "지역"), ("article:tag", "시정"), ("article:expiration_time", "2030-01-01T00:00:00+09:00"),
        })
        {
            Assert.Equal((property, content), (property, page.One($"meta[property='{property}']").GetAttribute("content")));
        }

        Assert.StartsWith("2026-11-23T00:20", page.One("meta[property='article:published_time']").GetAttribute("content"), StringComparison.Ordinal);
        Assert.StartsWith("2026-11-23T00:20", page.One("meta[property='article:modified_time']").GetAttribute("content"), StringComparison.Ordinal);
        var description = JsonDocument.Parse(page.One("script[type='application/ld+json']").TextContent).RootElement;
        Assert.Equal(("NewsArticle", "보고회가 열렸다"), (description.GetProperty("@type").GetString(), description.GetProperty("headline").GetString()));
        Assert.Equal("2026-11-23T00:20", description.GetProperty("datePublished").GetString()![..16]);
        var other = await host.GetAsync(site, $"/articles/{elsewhere}");
        Assert.Equal(("https://www.example.kr/news/1", "https://www.example.kr/news/1"), (other.One("link[rel=canonical]").GetAttribute("href"), other.One("meta[property='og:url']").GetAttribute("content")));
    }

    [Fact]
    public async Task A_page_has_one_address_however_it_was_asked_for()
    {
        var site = await host.NewSiteAsync();
        var id = await host.PublishAsync(site, "기사");
        await host.SendAsync(HttpMethod.Put, $"sites/{site}", new JsonObject { ["name"] = "가람일보", ["hosts"] = new JsonArray($"{site}.test", $"m.{site}.test") }, "*");
        await host.UntilAsync($"m.{site}", "/rss.xml", page => page.Html.Contains(id, StringComparison.Ordinal));

        foreach (var path in new[] { $"/articles/{id}", $"/Articles/{id}", $"/articles/{id}/", $"/articles/{id}?lang=en" })
        {
            var page = await host.GetAsync($"m.{site}", path);
            var address = $"http://{site}.test/articles/{id}";
            var description = JsonDocument.Parse(page.One("script[type='application/ld+json']").TextContent).RootElement;
            Assert.Equal(
                (address, address, address),
                (page.One("link[rel=canonical]").GetAttribute("href"), page.One("meta[property='og:url']").GetAttribute("content"), description.GetProperty("mainEntityOfPage").GetString()));
        }

        var section = await host.GetAsync($"m.{site}", "/sections/local/");
        Assert.Equal($"http://{site}.test/sections/local", section.One("link[rel=canonical]").GetAttribute("href"));
        Assert.Equal("/sections/local/rss.xml", section.One("link[type='application/rss+xml']").GetAttribute("href"));
        Assert.Equal($"http://{site}.test/", (await host.GetAsync($"m.{site}", "/")).One("link[rel=canonical]").GetAttribute("href"));
        foreach (var path in new[] { "/rss.xml", "/Sections/local/atom.xml/", "/feed.json", "/news-sitemap.xml", "/robots.txt", $"/articles/{id}/ninjs.json" })
        {
            var file = await host.GetAsync($"m.{site}", path);
            Assert.Contains($"http://{site}.test/", file.Html, StringComparison.Ordinal);
            Assert.DoesNotContain($"m.{site}", file.Html, StringComparison.Ordinal);
        }

        Assert.Contains($"<http://{site}.test/sections/local/atom.xml>; rel=\"self\"", (await host.GetAsync($"m.{site}", "/Sections/local/atom.xml/")).Header("Link"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_article_describes_itself_to_search_engines_whole()
    {
        var site = await host.NewSiteAsync();
        var signed = await host.PublishAsync(site, "고치기 전", more: new JsonObject { ["byline"] = "김기자" });
        var unsigned = await host.PublishAsync(site, "이름 없는 기사");
        await host.SendAsync(HttpMethod.Post, $"articles/{signed}/correct", new JsonObject { ["note"] = "140명입니다.", ["headline"] = "고친 뒤" });
        var page = await host.UntilAsync(site, $"/articles/{signed}", page => page.Text("h1") == "고친 뒤");

        var json = JsonDocument.Parse(page.One("script[type='application/ld+json']").TextContent).RootElement;
        Assert.Equal("https://schema.org", json.GetProperty("@context").GetString());
        Assert.Equal(("Person", "김기자"), Named(json.GetProperty("author")));
        Assert.Equal(("NewsMediaOrganization", "가람일보"), Named(json.GetProperty("publisher")));
        var (published, modified) = (json.GetProperty("datePublished").GetString()!, json.GetProperty("dateModified").GetString()!);
        Assert.All([published, modified], time => Assert.EndsWith("+09:00", time, StringComparison.Ordinal));
        Assert.True(DateTimeOffset.Parse(modified, null) >= DateTimeOffset.Parse(published, null));
        var correction = Assert.Single(json.GetProperty("correction").EnumerateArray());
        Assert.Equal(("CorrectionComment", "140명입니다."), (correction.GetProperty("@type").GetString(), correction.GetProperty("text").GetString()));
        Assert.EndsWith("+09:00", correction.GetProperty("datePublished").GetString(), StringComparison.Ordinal);

        var plain = JsonDocument.Parse((await host.GetAsync(site, $"/articles/{unsigned}")).One("script[type='application/ld+json']").TextContent).RootElement;
        Assert.Equal(("Organization", "가람일보"), Named(plain.GetProperty("author")));
        Assert.False(plain.TryGetProperty("correction", out _));

        static (string?, string?) Named(JsonElement element) => (element.GetProperty("@type").GetString(), element.GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_corrected_article_carries_its_note()
    {
        var site = await host.NewSiteAsync();
        var id = await host.PublishAsync(site, "고치기 전", "<p>120명.</p>");
        await host.SendAsync(HttpMethod.Post, $"articles/{id}/correct", new JsonObject { ["note"] = "140명입니다.", ["headline"] = "고친 뒤", ["body"] = "<p>140명.</p>" });

        var page = await host.UntilAsync(site, $"/articles/{id}", page => page.Text("h1") == "고친 뒤");

        Assert.Equal("140명.", page.Text(".article-body"));
        Assert.False(page.One(".notes").HasAttribute("hidden"));
        Assert.Equal("140명입니다.", page.Text(".notes li span"));
        Assert.DoesNotContain("120명", page.Html, StringComparison.Ordinal);
        var front = await host.UntilAsync(site, "/", page => page.All(".badge-corrected").Count == 1);
        Assert.Equal("정정", front.Text(".badge-corrected"));
    }

    [Fact]
    public async Task A_retracted_article_is_a_tombstone_that_holds_nothing_of_it()
    {
        var site = await host.NewSiteAsync();
        var id = await host.PublishAsync(site, "취소될 기사", "<p>취소될 본문.</p>", new JsonObject { ["summary"] = "취소될 요약" });
        var before = await host.GetAsync(site, $"/articles/{id}");
        await host.SendAsync(HttpMethod.Post, $"articles/{id}/retract", new JsonObject { ["reason"] = "사실과 달라 취소합니다." });

        var page = await host.UntilAsync(site, $"/articles/{id}", page => page.Status == HttpStatusCode.Gone);
        var again = await host.GetAsync(site, $"/articles/{id}", headers: ("If-None-Match", before.Header("ETag")!));

        Assert.Equal("사실과 달라 취소합니다.", page.Text(".tombstone .reason"));
        Assert.DoesNotContain("취소될", page.Html, StringComparison.Ordinal);
        Assert.Empty(page.All("script[type='application/ld+json']"));
        Assert.Equal("noindex", page.One("meta[name=robots]").GetAttribute("content"));
        Assert.Equal($"article/{id}", page.One("sokbo-article").GetAttribute("data-topic"));
        Assert.Equal(HttpStatusCode.Gone, again.Status);
        await host.UntilAsync(site, "/", page => page.All(".card").Count == 0);
    }

    [Fact]
    public async Task What_is_not_public_here_is_404_with_a_way_back()
    {
        var site = await host.NewSiteAsync();
        var other = await host.NewSiteAsync();
        var draft = await host.DraftAsync(site, "아직 아무도 못 읽는 기사");
        var elsewhere = await host.PublishAsync(other, "다른 신문의 기사");

        foreach (var path in new[] { $"/articles/{draft}", $"/articles/{elsewhere}", "/articles/nothing", "/articles/..%2f..%2fetc", "/nothing" })
        {
            var page = await host.GetAsync(site, path);

            Assert.Equal((path, HttpStatusCode.NotFound), (path, page.Status));
            Assert.Equal("찾으시는 페이지가 없습니다", page.Text("h1"));
            Assert.Equal("/", page.One(".message a").GetAttribute("href"));
            Assert.DoesNotContain("기사</h1>", page.Html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_weather_page_shows_every_station_and_who_measured()
    {
        var site = await host.NewSiteAsync();
        await ObserveAsync(host.Gateway, "기상청", """{"stationId":108,"sky":"맑음","temperatureCelsius":-9.0},{"stationId":90,"sky":"눈","temperatureCelsius":-0.04}""");

        var page = await host.UntilAsync(site, "/weather", page => page.All("tr[data-station='108'][data-tenths]").Count == 1);

        Assert.Equal(97, page.All(".weather .stations tr").Count);
        Assert.Equal(97, page.All(".weather .stations tr").Select(row => row.GetAttribute("data-station")).Distinct().Count());
        Assert.Equal("기상청 제공", page.Text(".ticker-by"));
        Assert.Equal("00시 20분 관측", page.Text(".ticker-at"));
        Assert.Equal(("서울", "맑음", "−9.0℃"), Row(page, 108));
        Assert.Equal("0.0℃", Row(page, 90).Temperature);
        Assert.Equal("–", Row(page, 184).Temperature);
        Assert.True(page.One("tr[data-station='184']").ClassList.Contains("is-old"));
        Assert.Equal("weather/ticker", page.One("sokbo-ticker").GetAttribute("data-topic"));
    }

    [Fact]
    public async Task Samples_are_marked_and_never_carry_the_name_of_the_agency()
    {
        await using var gateway = await GatewayHost.StartAsync(PagesHost.Now);
        var client = gateway.Client(Role.Operator);
        await GatewayHost.SendAsync(client, HttpMethod.Put, "/api/v1/sites/default", """{"name":"가람일보","sample":true}""", ifMatch: "*");
        await GatewayHost.SendAsync(client, HttpMethod.Put, "/api/v1/sections/local", """{"name":"지역"}""");
        await ObserveAsync(gateway, "견본", """{"stationId":108,"sky":"맑음","temperatureCelsius":3.5}""");
        var (_, article) = await GatewayHost.SendAsync(
            client, HttpMethod.Post, "/api/v1/articles", """{"section":"local","headline":"견본 기사","body":"<p>지어낸 글.</p>","sample":true}""");
        var id = article.GetProperty("id").GetString();
        await GatewayHost.SendAsync(client, HttpMethod.Post, $"/api/v1/articles/{id}/publish", "{}");
        using var response = await gateway.Client().GetAsync($"/articles/{id}", Cancellation);
        var ninjs = await gateway.Client().GetStringAsync($"/articles/{id}/ninjs.json", Cancellation);

        var page = await Page.OfAsync(response, Cancellation);

        Assert.Equal("견본", page.Text(".masthead-badge"));
        Assert.Equal("견본", page.Text(".times .badge"));
        Assert.Contains("지어낸 것", page.Text(".sample-notice"), StringComparison.Ordinal);
        Assert.Equal("견본", page.Text(".ticker-by"));
        Assert.Equal("3.5℃", page.Text("li[data-station='108'] .temperature"));
        Assert.DoesNotContain("기상청", page.Html, StringComparison.Ordinal);
        Assert.Equal("noindex", page.One("meta[name=robots]").GetAttribute("content"));

        // Where a title is read without the page.
        Assert.Equal("[견본] 견본 기사", page.One("meta[property='og:title']").GetAttribute("content"));
        Assert.Equal("[견본] 견본 기사", JsonDocument.Parse(page.One("script[type='application/ld+json']").TextContent).RootElement.GetProperty("headline").GetString());
        Assert.Equal("[견본] 견본 기사", JsonDocument.Parse(ninjs).RootElement.GetProperty("headlines")[0].GetProperty("value").GetString());
    }

    [Fact]
    public async Task Text_that_looks_like_markup_stays_text()
    {
        var site = await host.NewSiteAsync(new JsonObject { ["name"] = "<b>신문</b>" });
        var id = await host.PublishAsync(
            site, Hostile, "<p onclick=\"x()\">본문<script>alert(2)</script><img src=\"https://example.kr/a.png\" onerror=\"x()\" alt=\"&quot; onload=&quot;x\" data-credit=\"x\"></p>",
            new JsonObject { ["summary"] = Hostile, ["byline"] = Hostile, ["breaking"] = true });
        await host.SendAsync(HttpMethod.Post, $"articles/{id}/correct", new JsonObject { ["note"] = Hostile });

        var article = await host.UntilAsync(site, $"/articles/{id}", page => page.All(".notes li").Count == 1 && page.All(".breaking-band li").Count == 1);
        var front = await host.UntilAsync(site, "/", page => page.All(".card").Count == 1);

        foreach (var page in new[] { article, front })
        {
            Assert.All(page.All("script"), script => Assert.True(script.HasAttribute("src") || script.GetAttribute("type") == "application/ld+json"));
            Assert.All(page.All("*"), element => Assert.DoesNotContain(element.Attributes, attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal)));
            Assert.Equal("<b>신문</b>", page.Text(".nameplate a"));
        }

        Assert.Equal(Hostile, article.Text("h1"));
        Assert.Equal(Hostile, article.Text(".notes li span"));
        Assert.Equal(Hostile, article.Text(".breaking-band a"));
        Assert.Equal(Hostile, front.Text(".card-headline a"));
        Assert.Equal(Hostile, JsonDocument.Parse(article.One("script[type='application/ld+json']").TextContent).RootElement.GetProperty("headline").GetString());
        Assert.Contains(Uri.EscapeDataString(Hostile), article.One(".share-x").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_tell_browsers_to_run_and_load_nothing_foreign()
    {
        var site = await host.NewSiteAsync(new JsonObject { ["embedOrigins"] = new JsonArray("https://www.example.kr") });
        var id = await host.PublishAsync(site, "기사");

        foreach (var path in new[] { "/", "/sections/local", $"/articles/{id}", "/weather", "/nothing" })
        {
            var page = await host.GetAsync(site, path);

            var policy = page.Header("Content-Security-Policy")!.Split("; ");
            Assert.Contains("default-src 'none'", policy);
            Assert.Contains("script-src 'self'", policy);
            Assert.Contains("style-src 'self'", policy);
            Assert.Contains("base-uri 'none'", policy);
            Assert.Contains("frame-ancestors 'self' https://www.example.kr", policy);
            Assert.Equal("nosniff", page.Header("X-Content-Type-Options"));
            Assert.Equal("strict-origin-when-cross-origin", page.Header("Referrer-Policy"));
            Assert.Equal($"camera=(), microphone=(), geolocation={(path == "/weather" ? "(self)" : "()")}", page.Header("Permissions-Policy"));
            Assert.Empty(page.All("style, [style], iframe, object, embed"));
        }
    }

    [Fact]
    public async Task Share_links_need_no_script_and_KakaoTalk_comes_with_a_key_only()
    {
        var plain = await host.NewSiteAsync();
        var kakao = await host.NewSiteAsync(new JsonObject { ["kakaoKey"] = "0123456789abcdef0123456789abcdef" });
        var address = Uri.EscapeDataString($"http://{plain}.test/articles/");

        var without = await host.GetAsync(plain, $"/articles/{await host.PublishAsync(plain, "나눌 기사")}");
        var with = await host.GetAsync(kakao, $"/articles/{await host.PublishAsync(kakao, "나눌 기사")}");

        Assert.StartsWith($"https://www.facebook.com/sharer/sharer.php?u={address}", without.One(".share-facebook").GetAttribute("href"), StringComparison.Ordinal);
        Assert.StartsWith($"https://x.com/intent/post?url={address}", without.One(".share-x").GetAttribute("href"), StringComparison.Ordinal);
        Assert.False(without.One(".share").HasAttribute("data-kakao-key"));
        Assert.DoesNotContain("kakao", without.Header("Content-Security-Policy")!, StringComparison.Ordinal);
        Assert.Equal("0123456789abcdef0123456789abcdef", with.One(".share").GetAttribute("data-kakao-key"));
        Assert.Contains("script-src 'self' https://t1.kakaocdn.net", with.Header("Content-Security-Policy"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_frame_is_in_English_for_who_asks()
    {
        var site = await host.NewSiteAsync();
        var id = await host.PublishAsync(site, "우리말 기사");

        var page = await host.GetAsync(site, $"/articles/{id}?lang=en");

        Assert.Equal("en", page.One("html").GetAttribute("lang"));
        Assert.Equal("2026.11.23 (Mon)", page.Text(".today time"));
        Assert.Equal("우리말 기사", page.Text("h1"));
        Assert.Equal($"http://{site}.test/articles/{id}", page.One("link[rel=canonical]").GetAttribute("href"));
        Assert.Equal("/sections/local?lang=en", page.One(".kicker a").GetAttribute("href"));
    }

    [Fact]
    public async Task Dots_without_a_sign_in_Korean_fonts_are_shown_readable_and_kept_in_data()
    {
        var site = await host.NewSiteAsync();
        var id = await host.PublishAsync(
            site, "실\u2024국\u2024소장, 디지털\u2027데이터", "<p>문화\u2024예술 <a href=\"https://example.kr/\u2027a\">체육\u2027교육</a></p>");

        var page = await host.GetAsync(site, $"/articles/{id}");
        var front = await host.UntilAsync(site, "/", page => page.All(".card").Count == 1);

        Assert.Equal("실·국·소장, 디지털·데이터", page.Text("h1"));
        Assert.StartsWith("실·국·소장", page.Document.Title, StringComparison.Ordinal);
        Assert.Equal("문화·예술 체육·교육", page.Text(".article-body"));
        Assert.Equal("실·국·소장, 디지털·데이터", front.Text(".card-headline a"));
        Assert.Equal("https://example.kr/\u2027a", page.One(".article-body a").GetAttribute("href"));
        var data = JsonDocument.Parse(page.One("script[type='application/ld+json']").TextContent).RootElement;
        Assert.Equal("실\u2024국\u2024소장, 디지털\u2027데이터", data.GetProperty("headline").GetString());
    }

    private static (string Name, string Sky, string Temperature) Row(Page page, int station)
    {
        var row = page.One($"tr[data-station='{station}']");
        return (row.QuerySelector(".station-name")!.TextContent, row.QuerySelector(".sky-word")!.TextContent, row.QuerySelector(".temperature")!.TextContent);
    }

    private static async Task ObserveAsync(GatewayHost gateway, string source, string rows)
    {
        var (response, body) = await GatewayHost.SendAsync(
            gateway.Client(Role.Operator),
            HttpMethod.Post,
            "/api/v1/weather/observations",
            $$"""{"observedAt":"2026-11-23T00:20:00+09:00","source":"{{source}}","observations":[{{rows}}]}""");
        Assert.True(response.IsSuccessStatusCode, body.ToString());
    }
}
