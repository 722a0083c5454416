using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Sokbo.Browser.Tests;

public sealed class LivePageTests(Chromium chromium) : PageTest(chromium)
{
    private static readonly string Long = string.Concat(Enumerable.Range(1, 14).Select(number =>
        $"<p>{number}번째 문단입니다. 읽는 사람의 눈이 머무는 자리가 움직이지 않아야 합니다. <a href=\"https://example.com/{number}\">자료 {number}</a>를 보십시오.</p>"));

    [Fact]
    public async Task A_correction_a_batch_of_observations_and_a_paused_banner_appear_without_reload()
    {
        await Publication.ObserveAsync(15.8m, "맑음");
        var id = await Publication.PublishAsync("고치기 전 제목", "<p>첫 문단 120명.</p><p>둘째 문단.</p>");
        await OpenAsync($"/articles/{id}");
        var seoul = Page.Locator(".ticker li[data-station='108'] .temperature").First;
        var banner = Page.Locator("sokbo-slot .ad-link[href^='/ads/clicks/']");
        await Assertions.Expect(seoul).ToHaveTextAsync("15.8℃");
        await Assertions.Expect(banner).ToContainTextAsync(Publication.Banner);
        await EvaluateAsync("() => { window.kept = document.querySelectorAll('.article-body > *')[1]; return true; }");

        await Publication.CorrectAsync(id, "120명이 아니라 140명입니다.", "고친 제목", "<p>첫 문단 140명.</p><p>둘째 문단.</p>");
        await Publication.ObserveAsync(-9.0m, "눈");
        await Publication.PauseAsync();

        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("고친 제목");
        await Assertions.Expect(Body.First).ToHaveTextAsync("첫 문단 140명.");
        await Assertions.Expect(Page.Locator(".notes li")).ToContainTextAsync("120명이 아니라 140명입니다.");
        await Assertions.Expect(seoul).ToHaveTextAsync("−9.0℃");
        await Assertions.Expect(Page.Locator(".ticker-by")).ToHaveTextAsync("기상청 제공");
        await Assertions.Expect(banner).ToHaveCountAsync(0);
        Assert.True((await EvaluateAsync("() => window.kept === document.querySelectorAll('.article-body > *')[1]")).GetBoolean());

        await Publication.ResumeAsync();
        await Assertions.Expect(banner).ToContainTextAsync(Publication.Banner);
    }

    [Fact]
    public async Task A_correction_above_moves_neither_what_is_read_nor_the_focus_nor_the_selection()
    {
        var id = await Publication.PublishAsync("짧은 제목", Long);
        await OpenAsync($"/articles/{id}");
        await EvaluateAsync("""
            () => {
              scrollTo(0, 600);
              const read = document.querySelectorAll('.article-body > *')[9];
              read.querySelector('a').focus({ preventScroll: true });
              getSelection().setBaseAndExtent(read.firstChild, 0, read.firstChild, 5);
              window.read = read;
              return true;
            }
            """);
        var before = (await EvaluateAsync("() => window.read.getBoundingClientRect().top")).GetDouble();

        await Publication.CorrectAsync(
            id, "여러 줄을 차지하는 바로잡음입니다.", string.Concat(Enumerable.Repeat("두 줄이 넘도록 길어진 제목 ", 6)).Trim(), "<p>맨 앞에 새 문단이 들어왔습니다.</p>" + Long);
        await Assertions.Expect(Body).ToHaveCountAsync(15);

        var after = await EvaluateAsync("""
            () => ({
              top: window.read.getBoundingClientRect().top,
              focused: document.activeElement === window.read.querySelector('a'),
              selected: getSelection().toString(),
              scroll: scrollY
            })
            """);
        Assert.InRange(after.GetProperty("top").GetDouble(), before - 1, before + 1);
        Assert.True(after.GetProperty("scroll").GetDouble() > 600);
        Assert.True(after.GetProperty("focused").GetBoolean());
        Assert.Equal("10번째 ".Trim(), after.GetProperty("selected").GetString()!.Trim());
    }

    [Fact]
    public async Task A_retraction_takes_the_text_from_the_open_page_and_leaves_a_tombstone()
    {
        var id = await Publication.PublishAsync("취소될 제목", "<p>취소될 본문.</p>");
        await OpenAsync($"/articles/{id}");

        await Publication.RetractAsync(id, "사실과 달라 취소합니다.");

        await Assertions.Expect(Page.GetByTestId("tombstone")).ToContainTextAsync("사실과 달라 취소합니다.");
        Assert.DoesNotContain("취소될", await Page.ContentAsync(), StringComparison.Ordinal);
        var again = await Page.GotoAsync($"/articles/{id}");
        Assert.Equal(410, again!.Status);
        Assert.DoesNotContain("취소될", await Page.ContentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_held_article_leaves_the_open_page_and_comes_back_to_it_and_a_claim_is_shown()
    {
        var id = await Publication.PublishAsync("멈출 제목", "<p>멈출 본문.</p>");
        await OpenAsync($"/articles/{id}");
        await Assertions.Expect(Page.Locator(".claim")).ToBeHiddenAsync();

        await Publication.PostAsync($"articles/{id}/correction-claim", []);
        await Assertions.Expect(Page.Locator(".claim")).ToContainTextAsync("정정보도 청구 중");
        await Assertions.Expect(Page.Locator(".modified")).ToBeHiddenAsync();
        await Publication.PostAsync($"articles/{id}/hold", new System.Text.Json.Nodes.JsonObject { ["notice"] = "확인하고 있습니다." });

        await Assertions.Expect(Page.GetByTestId("tombstone")).ToContainTextAsync("확인하고 있습니다.");
        await Assertions.Expect(Page.GetByTestId("tombstone")).ToContainTextAsync("임시조치");
        Assert.DoesNotContain("멈출", await Page.ContentAsync(), StringComparison.Ordinal);
        await Publication.PostAsync($"articles/{id}/release", []);
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("멈출 제목");
        await Assertions.Expect(Page.Locator(".claim")).ToContainTextAsync("정정보도 청구 중");
    }

    [Fact]
    public async Task A_table_that_comes_with_an_update_is_written_as_the_server_writes_it()
    {
        var id = await Publication.PublishAsync("표가 실릴 기사", "<p>본문.</p>");
        await OpenAsync($"/articles/{id}");

        await Publication.CorrectAsync(
            id, "표를 더합니다.", "표가 실릴 기사", "<p>본문.</p><table><caption>득표</caption><tr><th>이름</th><th>표</th></tr><tr><td>김</td><td>1</td></tr></table>");
        await Assertions.Expect(Body).ToHaveCountAsync(2);
        var live = await EvaluateAsync("() => document.querySelector('.article-body').innerHTML");
        await OpenAsync($"/articles/{id}");

        Assert.Equal((await EvaluateAsync("() => document.querySelector('.article-body').innerHTML")).GetString(), live.GetString());
    }

    [Fact]
    public async Task A_new_article_comes_first_on_an_open_front_page_and_leaves_when_it_is_retracted()
    {
        await Publication.PublishAsync("먼저 실린 기사", "<p>본문.</p>");
        await OpenAsync("/");
        var first = Page.Locator("sokbo-list .card-headline a").First;

        var id = await Publication.PublishAsync("방금 실린 기사", "<p>본문.</p>");
        await Assertions.Expect(first).ToHaveTextAsync("방금 실린 기사");
        await Publication.CorrectAsync(id, "제목을 고칩니다.", "고쳐 실린 기사", "<p>본문.</p>");
        await Assertions.Expect(first).ToHaveTextAsync("고쳐 실린 기사");
        await Publication.RetractAsync(id, "취소합니다.");

        await Assertions.Expect(first).ToHaveTextAsync("먼저 실린 기사");
    }

    [Fact]
    public async Task New_posts_of_a_live_blog_wait_below_appear_in_place_at_the_top_and_leave_when_they_are_hidden()
    {
        var id = await Publication.PublishAsync("생중계", "<p>머리말.</p>");
        for (var post = 1; post <= 12; post++)
        {
            await PostAsync(id, $"소식 {post}");
        }

        await OpenAsync($"/articles/{id}");
        var posts = Page.Locator(".live-post");
        var notice = Page.GetByTestId("live-new");
        await Assertions.Expect(posts).ToHaveCountAsync(12);
        await EvaluateAsync("""
            () => {
              window.read = document.querySelectorAll('.live-post')[6];
              scrollTo(0, window.read.getBoundingClientRect().top + scrollY - 200);
              window.read.querySelector('a').focus({ preventScroll: true });
              return true;
            }
            """);
        const string Place = "() => ({ top: window.read.getBoundingClientRect().top, focused: document.activeElement === window.read.querySelector('a') })";
        var before = await EvaluateAsync(Place);

        await PostAsync(id, "기다릴 소식");
        await Assertions.Expect(notice).ToContainTextAsync("1건");
        var hidden = await PostAsync(id, "감출 소식");
        await Assertions.Expect(notice).ToContainTextAsync("2건");
        await Publication.PostAsync($"articles/{id}/posts/{hidden}/hide", []);
        await Assertions.Expect(notice).ToContainTextAsync("1건");
        await Assertions.Expect(Page.GetByTestId("announcements")).ToContainTextAsync("새 소식");
        var waiting = await EvaluateAsync(Place);
        Assert.InRange(waiting.GetProperty("top").GetDouble(), before.GetProperty("top").GetDouble() - 1, before.GetProperty("top").GetDouble() + 1);
        Assert.True(before.GetProperty("focused").GetBoolean() && waiting.GetProperty("focused").GetBoolean());
        await Assertions.Expect(posts).ToHaveCountAsync(12);

        await notice.ClickAsync();
        await Assertions.Expect(posts.First.Locator(".live-headline")).ToHaveTextAsync("기다릴 소식");
        await Assertions.Expect(notice).ToBeHiddenAsync();
        await Assertions.Expect(posts.First).ToBeFocusedAsync();

        await EvaluateAsync("() => { document.activeElement.blur(); scrollTo(0, 0); return true; }");
        var shown = await PostAsync(id, "제자리 소식");
        await Assertions.Expect(posts.First.Locator(".live-headline")).ToHaveTextAsync("제자리 소식");
        await Assertions.Expect(notice).ToBeHiddenAsync();
        await Publication.PostAsync($"articles/{id}/posts/{shown}/hide", []);
        await Assertions.Expect(posts).ToHaveCountAsync(13);
        Assert.DoesNotContain("제자리 소식", (await EvaluateAsync("() => document.querySelector('main').textContent")).GetString(), StringComparison.Ordinal);
        await Publication.PostAsync($"articles/{id}/coverage", new System.Text.Json.Nodes.JsonObject { ["open"] = false });
        await Assertions.Expect(Page.Locator(".live-mark")).ToHaveTextAsync("중계 종료");
        const string Posts = "() => [...document.querySelectorAll('.live-post')].map((post) => [post.id, post.className, post.dataset.rank, post.textContent.replace(/\\s+/g, ' ')].join()).join()";
        var live = await EvaluateAsync(Posts);
        await OpenAsync($"/articles/{id}");
        Assert.Equal(live.GetString()!.Replace(" ", "", StringComparison.Ordinal), (await EvaluateAsync(Posts)).GetString()!.Replace(" ", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_reads_further_down_or_among_the_posts_is_told_how_many_are_new_and_not_of_what_comes_up_from_below()
    {
        var id = await Publication.PublishAsync("긴 생중계", "<p>머리말.</p>");
        foreach (var post in new[] { 1, 2, 3, 4 })
        {
            await LongPostAsync(id, post);
        }

        await OpenAsync($"/articles/{id}");
        var headlines = Page.Locator(".live-headline");
        var notice = Page.GetByTestId("live-new");
        await Assertions.Expect(headlines).ToHaveTextAsync(["소식 4", "소식 3"]);

        await EvaluateAsync("() => { document.querySelector('.live-post a').focus({ preventScroll: true }); scrollTo(0, 0); return true; }");
        await LongPostAsync(id, 5);
        await Assertions.Expect(notice).ToContainTextAsync("1건");
        await notice.ClickAsync();
        await Assertions.Expect(headlines).ToHaveTextAsync(["소식 5", "소식 4"]);

        const string Down = "() => { document.activeElement.blur(); scrollTo(0, document.body.scrollHeight); return document.querySelector('.live-head').getBoundingClientRect().bottom < 0; }";
        Assert.True((await EvaluateAsync(Down)).GetBoolean());
        await LongPostAsync(id, 6);
        await Assertions.Expect(notice).ToContainTextAsync("1건");
        await LongPostAsync(id, 7);
        await Assertions.Expect(notice).ToContainTextAsync("2건");
        await LongPostAsync(id, 8);
        await Assertions.Expect(Said).ToContainTextAsync("2건");
        await Assertions.Expect(notice).ToContainTextAsync("2건");
        await EvaluateAsync("() => { scrollTo(0, 0); return true; }");
        await Assertions.Expect(notice).ToBeHiddenAsync();
        await Assertions.Expect(headlines).ToHaveTextAsync(["소식 8", "소식 7"]);

        var newest = await LongPostAsync(id, 9);
        await Assertions.Expect(headlines).ToHaveTextAsync(["소식 9", "소식 8"]);
        Assert.True((await EvaluateAsync(Down)).GetBoolean());
        await Publication.PostAsync($"articles/{id}/posts/{newest}/hide", []);
        await Assertions.Expect(headlines).ToHaveTextAsync(["소식 8", "소식 7"]);
        await Assertions.Expect(notice).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_page_of_older_posts_keeps_them_and_its_way_on_when_new_ones_come()
    {
        var id = await Publication.PublishAsync("긴 생중계", "<p>머리말.</p>");
        var posts = new List<string>();
        foreach (var post in new[] { 1, 2, 3, 4, 5 })
        {
            posts.Add(await LongPostAsync(id, post));
        }

        await OpenAsync($"/articles/{id}?post={posts[3]}");
        var headlines = Page.Locator(".live-headline");
        await Assertions.Expect(headlines).ToHaveTextAsync(["소식 4", "소식 3"]);
        var further = await Page.Locator(".live-older").GetAttributeAsync("href");

        await LongPostAsync(id, 6);
        await Publication.SendAsync(HttpMethod.Put, $"articles/{id}/posts/{posts[2]}", new System.Text.Json.Nodes.JsonObject { ["headline"] = "고친 소식", ["body"] = "<p>고쳤습니다.</p>" }, "*");

        await Assertions.Expect(headlines).ToHaveTextAsync(["소식 4", "고친 소식"]);
        await Assertions.Expect(Page.GetByTestId("live-new")).ToBeHiddenAsync();
        await Assertions.Expect(Page.Locator(".live-older")).ToHaveAttributeAsync("href", further!);
    }

    [Fact]
    public async Task An_older_post_that_is_corrected_is_corrected_where_it_stands_and_nowhere_else()
    {
        var id = await Publication.PublishAsync("긴 생중계", "<p>머리말.</p>");
        var old = await PostAsync(id, "사망 12명");
        for (var post = 1; post <= 4; post++)
        {
            await Publication.PostAsync($"articles/{id}/posts", new System.Text.Json.Nodes.JsonObject { ["headline"] = $"소식 {post}", ["body"] = $"<p>{new string('가', 11_000)}</p>" });
        }

        await OpenAsync($"/articles/{id}?post={old}");
        var posts = Page.Locator(".live-post");
        await Assertions.Expect(posts.Last.Locator(".live-headline")).ToHaveTextAsync("사망 12명");
        var shown = await posts.CountAsync();

        await Publication.SendAsync(HttpMethod.Put, $"articles/{id}/posts/{old}", new System.Text.Json.Nodes.JsonObject { ["headline"] = "사망 2명", ["body"] = "<p>고쳤습니다.</p>" }, "*");

        await Assertions.Expect(posts.Last.Locator(".live-headline")).ToHaveTextAsync("사망 2명");
        await PostAsync(id, "새 소식");
        await Publication.SendAsync(HttpMethod.Put, $"articles/{id}/posts/{old}", new System.Text.Json.Nodes.JsonObject { ["headline"] = "사망 없음", ["body"] = "<p>고쳤습니다.</p>" }, "*");
        await Assertions.Expect(posts.Last.Locator(".live-headline")).ToHaveTextAsync("사망 없음");
        Assert.Equal(shown, await posts.CountAsync());
    }

    [Fact]
    public async Task Copying_the_link_is_confirmed_where_the_reader_looks()
    {
        await Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        var id = await Publication.PublishAsync("나눌 기사", "<p>본문.</p>");
        await OpenAsync($"/articles/{id}");

        await Page.GetByRole(AriaRole.Button, new() { Name = "링크 복사" }).ClickAsync();

        await Assertions.Expect(Page.GetByRole(AriaRole.Button, new() { Name = "링크를 복사했습니다" })).ToBeVisibleAsync();
        Assert.EndsWith($"/articles/{id}", (await EvaluateAsync("() => navigator.clipboard.readText()")).GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_plain_banner_of_the_rendered_page_gives_way_and_a_withdrawn_one_leaves_before_that()
    {
        var id = await Publication.PublishAsync("광고가 있는 기사", "<p>본문.</p>");
        var held = new ConcurrentQueue<IRoute>();
        var open = false;
        await Page.RouteAsync("**/ads/decisions", route =>
        {
            if (!Volatile.Read(ref open))
            {
                held.Enqueue(route);
                return Task.CompletedTask;
            }

            return route.ContinueAsync();
        });
        var plain = Page.Locator("sokbo-slot .ad-link[href^='/ads/plain/']");
        await OpenAsync($"/articles/{id}");
        await Assertions.Expect(plain).ToContainTextAsync(Publication.Banner);

        await Publication.PauseAsync();
        await Assertions.Expect(plain).ToHaveCountAsync(0);
        await Assertions.Expect(Page.Locator("sokbo-slot .ad-house")).ToBeVisibleAsync();
        await Publication.ResumeAsync();
        Volatile.Write(ref open, true);
        foreach (var request in held)
        {
            await request.ContinueAsync();
        }

        await Assertions.Expect(Page.Locator("sokbo-slot .ad-link[href^='/ads/clicks/']")).ToContainTextAsync(Publication.Banner);
    }

    [Fact]
    public async Task Dots_without_a_sign_in_Korean_fonts_are_readable_before_and_after_a_change()
    {
        var id = await Publication.PublishAsync("실\u2024국장 회의", "<p>문화\u2024예술.</p><p>그대로\u2027남는 문단.</p>");
        await OpenAsync($"/articles/{id}");
        await Assertions.Expect(Page.Locator("h1")).ToHaveTextAsync("실·국장 회의");
        await EvaluateAsync("() => { window.kept = document.querySelectorAll('.article-body > *')[1]; return true; }");

        await Publication.CorrectAsync(id, "시\u2024군입니다.", "시\u2024군 회의", "<p>문화\u2027체육.</p><p>그대로\u2027남는 문단.</p>");

        await Assertions.Expect(Page.Locator("h1")).ToHaveTextAsync("시·군 회의");
        await Assertions.Expect(Body).ToHaveTextAsync(["문화·체육.", "그대로·남는 문단."]);
        await Assertions.Expect(Page.Locator(".notes li span")).ToHaveTextAsync("시·군입니다.");
        Assert.StartsWith("시·군 회의", await Page.TitleAsync(), StringComparison.Ordinal);
        Assert.True((await EvaluateAsync("() => window.kept === document.querySelectorAll('.article-body > *')[1]")).GetBoolean());
    }

    [Fact]
    public async Task What_editors_pin_comes_first_on_the_open_front_page_and_on_the_next_one()
    {
        var site = await Publication.AddSiteAsync("pinned", [Publication.Section]);
        var old = await Publication.PublishAsync("오래된 기사", "<p>본문.</p>", site: "pinned");
        var middle = await Publication.PublishAsync("그다음 기사", "<p>본문.</p>", site: "pinned");
        var newest = await Publication.PublishAsync("가장 새 기사", "<p>본문.</p>", site: "pinned");
        var cards = Page.Locator(".card-headline a");
        await OpenAsync(site.AbsoluteUri);
        await Assertions.Expect(cards).ToHaveTextAsync(["가장 새 기사", "그다음 기사", "오래된 기사"]);

        await Publication.SendAsync(
            HttpMethod.Put,
            "arrangements/pinned",
            new System.Text.Json.Nodes.JsonObject { ["pins"] = new System.Text.Json.Nodes.JsonArray(new System.Text.Json.Nodes.JsonObject { ["article"] = old, ["position"] = 1 }) },
            ifMatch: "*");

        await Assertions.Expect(cards).ToHaveTextAsync(["오래된 기사", "가장 새 기사", "그다음 기사"]);
        await OpenAsync(site.AbsoluteUri);
        Assert.Equal([old, newest, middle], await Page.Locator(".card").EvaluateAllAsync<string[]>("cards => cards.map(card => card.dataset.id)"));
    }

    [Fact]
    public async Task The_band_of_an_open_page_follows_what_is_corrected_and_keeps_nothing_of_what_is_withdrawn()
    {
        var site = await Publication.AddSiteAsync("band", [Publication.Section]);
        foreach (var item in new[] { "i1", "i2", "i3", "i4", "i5" })
        {
            await RaiseAsync(item, $"속보 {item}", $"https://cms.example.kr/{item}");
        }

        await OpenAsync(site.AbsoluteUri);
        var links = Page.Locator(".breaking-band a");
        await Assertions.Expect(links.Filter(new() { Visible = true })).ToHaveTextAsync(["속보 i5", "속보 i4", "속보 i3"]);
        var before = await BandAsync();

        await RaiseAsync("i4", "고친 속보", "https://cms.example.kr/corrected");
        await Publication.SendAsync(HttpMethod.Delete, "breaking/i5?site=band", []);

        await Assertions.Expect(links).ToHaveTextAsync(["고친 속보", "속보 i3", "속보 i2", "속보 i1"]);
        await Assertions.Expect(links.First).ToHaveAttributeAsync("href", "https://cms.example.kr/corrected");
        await Assertions.Expect(Page.GetByTestId("breaking-panel")).ToHaveCountAsync(0);
        Assert.False((await EvaluateAsync("() => document.documentElement.outerHTML.includes('속보 i5')")).GetBoolean());
        Assert.Equal(before, await BandAsync());
        await Assertions.Expect(Page.GetByTestId("announcements")).ToBeEmptyAsync();

        await RaiseAsync("i6", "새 속보", "https://cms.example.kr/i6");
        await Assertions.Expect(Page.GetByTestId("breaking-panel").Locator("a")).ToHaveTextAsync(["새 속보"]);
        await Assertions.Expect(Page.GetByTestId("announcements")).ToHaveTextAsync("속보. 새 속보");

        // What a reader has closed does not come back with the next one.
        await Page.GetByTestId("breaking-panel").GetByRole(AriaRole.Button).ClickAsync();
        var article = await Publication.PublishAsync("속보 기사", "<p>본문.</p>", breaking: true, site: "band");
        await Assertions.Expect(Page.GetByTestId("breaking-panel").Locator("a")).ToHaveTextAsync(["속보 기사"]);

        // An address keeps the language of the page.
        await OpenAsync($"{site.AbsoluteUri}?lang=en");
        var link = Page.Locator($".breaking-band a[href*='{article}']");
        var address = await link.GetAttributeAsync("href");
        await RaiseAsync("i7", "또 새 속보", "https://cms.example.kr/i7");
        await Assertions.Expect(Page.GetByTestId("breaking-panel").Locator("a")).ToHaveTextAsync(["또 새 속보"]);
        Assert.Contains("lang=en", address, StringComparison.Ordinal);
        await Assertions.Expect(link).ToHaveAttributeAsync("href", address!);
    }

    /// <summary>Where the band ends, and its name stands.</summary>
    private async Task<(double Bottom, double Tag)> BandAsync()
    {
        var places = await EvaluateAsync("() => ['.breaking-band', '.breaking-tag'].map((part) => document.querySelector(part).getBoundingClientRect().bottom)");
        return (Math.Round(places[0].GetDouble(), 1), Math.Round(places[1].GetDouble(), 1));
    }

    private async Task RaiseAsync(string id, string headline, string url) => await Publication.PostAsync("breaking", new System.Text.Json.Nodes.JsonObject
    {
        ["id"] = id,
        ["headline"] = headline,
        ["url"] = url,
        ["sites"] = new System.Text.Json.Nodes.JsonArray("band"),
        ["until"] = TimeProvider.System.GetUtcNow().AddHours(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
    });

    /// <summary>So long that a page has two of them.</summary>
    private async Task<string> LongPostAsync(string id, int number) => (string)(await Publication.PostAsync(
        $"articles/{id}/posts", new System.Text.Json.Nodes.JsonObject { ["headline"] = $"소식 {number}", ["body"] = $"<p>{new string('가', 11_000)}</p>" }))["post"]!["id"]!;

    private async Task<string> PostAsync(string id, string headline) => (string)(await Publication.PostAsync(
        $"articles/{id}/posts",
        new System.Text.Json.Nodes.JsonObject { ["headline"] = headline, ["body"] = $"<p>{headline}의 본문입니다. 몇 줄을 차지하도록 길게 씁니다.</p>" }))["post"]!["id"]!;
}
