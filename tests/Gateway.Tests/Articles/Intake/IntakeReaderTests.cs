using System.Globalization;
using System.Text;
using CsCheck;
using Sokbo.Gateway.Api;
using Sokbo.Gateway.Articles;
using Sokbo.Gateway.Articles.Intake;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Articles.Intake;
using Xunit;

namespace Sokbo.Gateway.Tests.Articles.Intake;

public sealed class IntakeReaderTests
{
    private static readonly IntakeSource Source = new() { Id = "agency", Url = "https://feeds.example.kr/rss.xml", Section = "local", Name = "가람통신" };

    private static readonly string[] Names = ["urn:1", "https://feeds.example.kr/2"];
    private static readonly string[] Starts = ["<rss><item>", "<feed xmlns='http://www.w3.org/2005/Atom'><entry>", "{\"uri\":\"", "", "[{"];
    private static readonly string[] Uris = ["urn:a", "urn:b"];

    [Fact]
    public void Rss_gives_its_items_in_order_and_counts_those_that_are_none()
    {
        var reading = Read("""
            <?xml version="1.0" encoding="UTF-8"?>
            <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>가람</title>
            <item><guid isPermaLink="false">urn:1</guid><title>평택시 &lt;b&gt;혁신&lt;/b&gt; 보고회</title><link>https://feeds.example.kr/1</link>
              <description>짧은 &lt;b&gt;글&lt;/b&gt;</description><content:encoded><![CDATA[<p>긴 글</p><img src="/a.jpg">]]></content:encoded><dc:creator>김기자</dc:creator><category>지역</category></item>
            <item><title>둘째</title><link>https://feeds.example.kr/2</link><description>글</description></item>
            <item><title>둘째 또</title><link>https://feeds.example.kr/2</link></item>
            <item><guid>urn:3</guid><description>제목이 없다</description></item>
            </channel></rss>
            """);

        Assert.Equal(Names, reading.Items.Select(item => item.Name));
        Assert.Equal(("평택시 혁신 보고회", "짧은 글", "김기자", 1), (reading.Items[0].Title, reading.Items[0].Summary, reading.Items[0].Author, reading.Refused.Count));
        Assert.Equal("<p>긴 글</p><img src=\"/a.jpg\">", reading.Items[0].Html);
    }

    [Fact]
    public void Atom_gives_text_html_and_xhtml_as_what_they_are()
    {
        var reading = Read("""
            <feed xmlns="http://www.w3.org/2005/Atom"><title>가람</title>
            <entry><id>urn:1</id><title type="html">A &amp;amp; B</title><link rel="alternate" href="https://feeds.example.kr/1"/><summary>요약</summary>
              <content type="html">&lt;p&gt;글&lt;/p&gt;</content><author><name>김기자</name></author><category term="지역"/></entry>
            <entry><id>urn:2</id><title>1 &lt; 2</title><content type="text">a &lt;b&gt;</content></entry>
            <entry><id>urn:3</id><title>셋</title><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>글</p></div></content></entry>
            </feed>
            """);

        Assert.Equal(["A & B", "1 < 2", "셋"], reading.Items.Select(item => item.Title));
        Assert.Equal(("<p>글</p>", "<p>a &lt;b&gt;</p>", "요약"), (reading.Items[0].Html, reading.Items[1].Html, reading.Items[0].Summary));
        Assert.Contains("<p>글</p>", reading.Items[2].Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Ninjs_gives_what_is_usable_of_one_or_of_many()
    {
        var reading = Read("""
            {"uri":"urn:list","type":"composite","associations":[
              {"uri":"urn:a","headlines":[{"value":"첫째"}],"bodies":[{"contentType":"text/html","value":"<p>글</p>"}],"by":"김기자","subjects":[{"name":"지역"}]},
              {"uri":"urn:b","headline":"둘째","body_text":"하나\n\n둘"},
              {"uri":"urn:c","headline":"셋째","pubstatus":"canceled"}]}
            """);

        Assert.Equal(Uris, reading.Items.Select(item => item.Name));
        Assert.Equal(("<p>글</p>", "<p>하나</p><p>둘</p>", 1), (reading.Items[0].Html, reading.Items[1].Html, reading.Withdrawn.Count));
    }

    [Theory]
    [InlineData("<!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><rss><channel><item><guid>1</guid><title>&x;</title></item></channel></rss>", "not-xml")]
    [InlineData("<!DOCTYPE lolz [<!ENTITY lol \"lol\">]><rss/>", "not-xml")]
    [InlineData("<rss><channel><item></channel></rss>", "not-xml")]
    [InlineData("<html><body>503</body></html>", "no-feed")]
    [InlineData("{\"uri\":", "not-json")]
    [InlineData("   ", "empty")]
    public void What_is_no_feed_is_named(string text, string error) => Assert.Equal(error, Read(text).Error);

    [Fact]
    public void Depth_and_number_are_bounded()
    {
        var deep = string.Concat(Enumerable.Repeat("<a>", 10_000)) + string.Concat(Enumerable.Repeat("</a>", 10_000));
        var many = "<rss><channel>" + string.Concat(Enumerable.Range(0, 50).Select(number => $"<item><guid>{number}</guid><title>t</title></item>")) + "</channel></rss>";

        Assert.Equal("too-deep", Read($"<rss><channel>{deep}</channel></rss>").Error);
        Assert.Equal(20, IntakeReader.Read(Encoding.UTF8.GetBytes(many), null, itemsMax: 20).Items.Count);
        Assert.Equal("not-json", Read(string.Concat(Enumerable.Repeat("[", 100_000))).Error);
    }

    [Theory]
    [InlineData("euc-kr", null)]
    [InlineData("ks_c_5601-1987", null)]
    [InlineData(null, "EUC-KR")]
    [InlineData(null, "cp949")]
    public void Code_page_949_is_read_by_whatever_name_all_syllables_of_it(string? charset, string? declared)
    {
        var text = $"<?xml version=\"1.0\"{(declared is null ? "" : $" encoding=\"{declared}\"")}?><rss><channel><item><guid>1</guid><title>똠방각하 뷁</title></item></channel></rss>";

        var reading = IntakeReader.Read(KoreanEncoding.CodePage949.GetBytes(text), charset, 10);

        Assert.Equal("똠방각하 뷁", Assert.Single(reading.Items).Title);
    }

    [Fact]
    public void Damaged_text_is_refused_and_not_guessed()
    {
        Assert.Equal("wrong-encoding", IntakeReader.Read([.. "<rss>"u8, 0xB0, 0xA1], null, 10).Error);
        Assert.Equal("wrong-encoding", IntakeReader.Read([.. "<rss>"u8, 0xB0], "euc-kr", 10).Error);
        Assert.Equal("가", Assert.Single(IntakeReader.Read(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("<rss><item><guid>1</guid><title>가</title></item></rss>")).ToArray(), null, 10).Items).Title);
    }

    [Fact]
    public void Whatever_comes_nothing_breaks() =>
        Gen.Select(Gen.Byte.Array[0, 200], Gen.Int[0, Starts.Length - 1]).Sample((bytes, start) =>
        {
            var reading = IntakeReader.Read([.. Encoding.UTF8.GetBytes(Starts[start]), .. bytes], null, 10);
            return reading.Error is not null || reading.Items.Count <= 10;
        });

    [Fact]
    public void A_draft_has_nothing_of_a_stranger_that_a_newsroom_could_not_send()
    {
        var item = new IntakeItem
        {
            Name = "1",
            Title = new string('가', 400) + "\u0000",
            Link = new Uri("https://feeds.example.kr/news/1"),
            Html = "<p onclick=alert(1)>글 <a href='/more'>더</a></p><img src='http://plain.example/a.jpg'><img src='b.jpg' alt='그림'><script>alert(1)</script><iframe src='//evil.example'></iframe>",
            Tags = ["지역", "", new string('나', 80)],
        };

        var draft = Draft(item);

        Assert.Equal((300, "가람통신", "https://feeds.example.kr/news/1"), (draft.Headline.Length, draft.Byline, draft.Canonical));
        Assert.Equal(
            "<p>글 <a href=\"https://feeds.example.kr/more\" rel=\"noopener\">더</a></p>\n<figure><img src=\"https://feeds.example.kr/news/b.jpg\" alt=\"그림\" data-credit=\"가람통신\"></figure>",
            ArticleBody.Render(draft.Blocks));
        Assert.Equal(2, draft.Tags.Length);
    }

    [Theory]
    [InlineData("<a href='//[x'>글</a>", "<p>글</p>")]
    [InlineData("<a href='http://[/'>글</a><a href='mailto:a@example.kr'>메일</a>", "<p>글<a href=\"mailto:a@example.kr\" rel=\"noopener\">메일</a></p>")]
    [InlineData("글<img src='//[x'><img src='data:image/gif;base64,AA'><img alt='없음'>", "<p>글</p>")]
    [InlineData("<img src='/사진 1.jpg' alt='그림'>", "<figure><img src=\"https://feeds.example.kr/%EC%82%AC%EC%A7%84%201.jpg\" alt=\"그림\" data-credit=\"가람통신\"></figure>")]
    [InlineData("<img src='/a.jpg' title='클릭하시면' data-credit='사진=가람'>", "<figure><img src=\"https://feeds.example.kr/a.jpg\" alt=\"\" data-credit=\"사진=가람\"></figure>")]
    [InlineData("<figure><img src='/a.jpg'><figcaption>시청 \n 앞</figcaption></figure>", "<figure><img src=\"https://feeds.example.kr/a.jpg\" alt=\"시청 앞\" data-credit=\"가람통신\"><figcaption>시청 \n 앞</figcaption></figure>")]
    [InlineData("<p><a href='http://feeds.example.kr/a.hwp' download>여러\n줄</a></p>", "<p><a href=\"http://feeds.example.kr/a.hwp\" rel=\"noopener\">여러\n줄</a></p>")]
    public void A_trifle_in_a_body_is_put_right_and_refuses_nothing(string html, string kept)
    {
        var draft = Draft(new IntakeItem { Name = "1", Title = "제목", Link = new Uri("https://feeds.example.kr/news/1"), Html = html });

        Assert.Equal(kept, ArticleBody.Render(draft.Blocks));
    }

    [Fact]
    public void A_long_alternative_text_is_cut_and_the_credit_is_that_of_the_item()
    {
        var draft = Draft(new IntakeItem { Name = "1", Title = "제목", Credit = "사진=김기자", Html = $"<img src='https://feeds.example.kr/a.jpg' alt='{new string('가', 600)}'>" });

        Assert.Equal((500, "사진=김기자"), (draft.Blocks[0].Alt.Length, draft.Blocks[0].Credit));
    }

    [Theory]
    [InlineData("\"embargoed\":\"2026-11-27T18:00:00+09:00\"", "2026-11-27T09:00:00Z", null)]
    [InlineData("\"embargoedUntil\":\"2026-11-27T18:00:00+09:00\"", "2026-11-27T09:00:00Z", null)]
    [InlineData("\"embargoed\":\"2026-11-27T18:00:00+09:00\",\"embargoedUntil\":\"2026-11-27T19:00:00+09:00\"", "2026-11-27T10:00:00Z", null)]
    [InlineData("\"embargoed\":\"\"", null, "embargo-unreadable")]
    [InlineData("\"embargoed\":\"오후 6시\"", null, "embargo-unreadable")]
    [InlineData("\"embargoed\":\"2026-11-27T18:00:00\"", null, "embargo-unreadable")]
    [InlineData("\"embargoedUntil\":true", null, "embargo-unreadable")]
    [InlineData("\"embargoed\":null", null, null)]
    [InlineData("\"by\":\"김기자\"", null, null)]
    public void An_embargo_is_read_by_all_its_names_or_the_item_is_refused(string member, string? until, string? problem)
    {
        var reading = Read($$"""{"uri":"urn:a","headlines":[{"value":"제목"}],"bodies":[{"contentType":"text/html","value":"<p>글</p>"}],{{member}}}""");

        Assert.Equal(problem is null ? [] : [problem], reading.Refused.Select(item => item.Problem!));
        Assert.Equal(
            problem is null ? [until is null ? null : DateTimeOffset.Parse(until, CultureInfo.InvariantCulture)] : [],
            reading.Items.Select(item => item.Embargo?.ToUniversalTime()));
    }

    [Fact]
    public void A_composite_is_its_items_and_one_in_each_line_is_a_list_too()
    {
        var lines = Read("""
            {"uri":"urn:list","type":"composite","associations":{"one":{"uri":"urn:a","headline":"하나","body_text":"글"},"two":{"type":"composite","uri":"urn:l","associations":[{"uri":"urn:b","headline":"둘","body_text":"글"}]}}}
            {"uri":"urn:c","headline":"셋","body_text":"글","associations":{"photo":{"uri":"urn:p","type":"picture"}}}
            {"uri":"urn:d","type":"composite","embargoed":"2026-11-27T18:00:00+09:00","headline":"넷","associations":[{"uri":"urn:e","headline":"다섯","body_text":"글"}]}
            {"uri":"urn:f","pubStatus":"withheld"}
            """);

        Assert.Equal("urn:a urn:b urn:c urn:d", string.Join(' ', lines.Items.Select(item => item.Name)));
        Assert.Equal(("urn:f", "withheld"), (Assert.Single(lines.Withdrawn).Name, lines.Withdrawn[0].Problem));
        Assert.Equal("not-json", Read("{\"uri\":\"urn:\\ud800\",\"headline\":\"반쪽\"}").Error);
    }

    [Fact]
    public void An_item_without_text_is_no_article()
    {
        var errors = new RequestErrors();

        IntakeDrafts.Of(Source, new IntakeItem { Name = "1", Title = "제목" }, errors, out _);

        Assert.Equal("It has no text.", Assert.Single(errors.All).Message);
    }

    [Theory]
    [InlineData("<pubDate>Thu, 26 Nov 2026 09:00:00 +0900</pubDate>", "2026-11-26T00:00:00Z")]
    [InlineData("<pubDate>Thu, 26 Nov 2026 00:00:00 GMT</pubDate>", "2026-11-26T00:00:00Z")]
    [InlineData("<pubDate>Thu, 26 Nov 2026 09:00:00 KST</pubDate>", "2026-11-26T00:00:00Z")]
    [InlineData("<dc:date xmlns:dc='http://purl.org/dc/elements/1.1/'>2026-11-26T09:00:00+09:00</dc:date>", "2026-11-26T00:00:00Z")]
    [InlineData("<pubDate>어제</pubDate>", null)]
    public void The_date_of_an_item_is_read_in_the_forms_that_feeds_have(string element, string? date) =>
        Assert.Equal(
            date is null ? null : DateTimeOffset.Parse(date, CultureInfo.InvariantCulture),
            Assert.Single(Read($"<rss><channel><item><guid>1</guid><title>제목</title>{element}</item></channel></rss>").Items).PublishedAt?.ToUniversalTime());

    /// <summary>Whatever a source has at first: nothing old is ever taken, and all that comes later is.</summary>
    [Fact]
    public void Of_the_first_answer_only_what_is_recent_is_taken_and_of_later_ones_all_that_is_new() =>
        Gen.Select(Gen.Int[-2_000, 60].Nullable().Array[0, 40], Gen.Int[-60, 600].Nullable().Array[0, 10]).Sample((before, after) =>
        {
            var now = new DateTimeOffset(2026, 11, 27, 0, 0, 0, TimeSpan.Zero);
            IntakeItem Item(string name, int? hours) => new() { Name = name, Title = name, PublishedAt = hours is { } some ? now.AddHours(some) : null };
            var old = before.Select((hours, index) => Item($"old{index}", hours)).ToArray();
            var since = now.AddHours(-48);
            var (first, passed) = IntakeAge.Part(Source, old, new IntakeTurn(1, null, null) { First = true }, since);
            var added = after.Select((hours, index) => Item($"new{index}", hours)).ToArray();
            var (second, _) = IntakeAge.Part(Source, [.. added, .. old], new IntakeTurn(2, null, null) { Since = since, Passed = [.. passed] }, since);

            var recent = old.Where(item => item.PublishedAt >= since).Concat(old.Where(item => item.PublishedAt is null).Take(IntakeAge.UndatedMax)).ToHashSet();
            return recent.SetEquals(first) && second.SequenceEqual([.. added.Where(item => item.PublishedAt is null || item.PublishedAt >= since), .. first]);
        });

    [Theory]
    [InlineData("https://feeds.example.kr/1", "http://feeds.example.kr/2", "redirect-to-http", "http://feeds.example.kr/2")]
    [InlineData("http://feeds.example.kr/1", "http://feeds.example.kr/2", null, "http://feeds.example.kr/2")]
    [InlineData("https://feeds.example.kr/1", "/2", null, "https://feeds.example.kr/2")]
    [InlineData("https://feeds.example.kr/1", "//[x", "bad-redirect", "https://feeds.example.kr/1")]
    public void A_redirect_leads_to_an_address_and_never_from_https_to_http(string from, string location, string? refusal, string address)
    {
        var refused = IntakeClient.Refuse(new Uri(from), new Uri(location, UriKind.RelativeOrAbsolute), out var next);

        Assert.Equal((refusal, address), (refused, next.AbsoluteUri));
    }

    [Fact]
    public void An_item_has_one_id_for_ever()
    {
        var item = new IntakeItem { Name = "urn:1", Title = "제목" };

        Assert.Equal(IntakeDrafts.IdOf(Source, item), IntakeDrafts.IdOf(Source, item with { Title = "새 제목" }));
        Assert.NotEqual(IntakeDrafts.IdOf(Source, item), IntakeDrafts.IdOf(Source, item with { Name = "urn:2" }));
        Assert.Equal(32, IntakeDrafts.IdOf(Source, item).Length);
    }

    private static ArticleDraft Draft(IntakeItem item)
    {
        var errors = new RequestErrors();
        var draft = IntakeDrafts.Of(Source, item, errors, out _);
        Assert.Empty(errors.All);
        return draft;
    }

    private static IntakeReading Read(string text) => IntakeReader.Read(Encoding.UTF8.GetBytes(text), null, 100);
}
