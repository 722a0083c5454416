using System.Text;
using CsCheck;
using Sokbo.Gateway.Articles;
using Sokbo.Gateway.Articles.Intake;
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
        Assert.Equal(("평택시 혁신 보고회", "짧은 글", "김기자", 1), (reading.Items[0].Title, reading.Items[0].Summary, reading.Items[0].Author, reading.Refused));
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
        Assert.Equal(("<p>글</p>", "<p>하나</p><p>둘</p>", 1), (reading.Items[0].Html, reading.Items[1].Html, reading.Refused));
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

        var draft = IntakeDrafts.Of(Source, item)!;

        Assert.Equal((300, "가람통신", "https://feeds.example.kr/news/1"), (draft.Headline.Length, draft.Byline, draft.Canonical));
        Assert.Equal(
            "<p>글 <a href=\"https://feeds.example.kr/more\" rel=\"noopener\">더</a></p>\n<figure><img src=\"https://feeds.example.kr/news/b.jpg\" alt=\"그림\"></figure>",
            ArticleBody.Render(draft.Blocks));
        Assert.Equal(2, draft.Tags.Length);
    }

    [Fact]
    public void An_item_has_one_id_for_ever()
    {
        var item = new IntakeItem { Name = "urn:1", Title = "제목" };

        Assert.Equal(IntakeDrafts.IdOf(Source, item), IntakeDrafts.IdOf(Source, item with { Title = "새 제목" }));
        Assert.NotEqual(IntakeDrafts.IdOf(Source, item), IntakeDrafts.IdOf(Source, item with { Name = "urn:2" }));
        Assert.Equal(32, IntakeDrafts.IdOf(Source, item).Length);
    }

    private static IntakeReading Read(string text) => IntakeReader.Read(Encoding.UTF8.GetBytes(text), null, 100);
}
