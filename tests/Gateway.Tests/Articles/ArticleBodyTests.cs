using System.Collections.Immutable;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using CsCheck;
using Sokbo.Gateway.Api;
using Sokbo.Gateway.Articles;
using Sokbo.Grains.Interfaces.Articles;
using Xunit;

namespace Sokbo.Gateway.Tests.Articles;

public sealed partial class ArticleBodyTests
{
    private static readonly string[] AllowedTags =
        ["html", "head", "body", "p", "h2", "h3", "h4", "figure", "img", "figcaption", "blockquote", "ul", "ol", "li", "strong", "em", "b", "i", "u", "s", "sub", "sup", "a", "br", "table", "caption", "tbody", "tr", "th", "td", "iframe"];

    private static readonly string[] Attacks =
    [
        "<script>alert(1)</script>",
        "<SCRIPT SRC=//evil.test/x.js></SCRIPT>",
        "<scr<script>ipt>alert(1)</scr</script>ipt>",
        "<script\0>alert(1)</script>",
        "<script/x>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<img src='/a.jpg' onerror=alert(1)>",
        "<img src=\"/a.jpg\" alt='\" onerror=\"alert(1)'>",
        "<img src=`/a.jpg`onerror=alert(1)>",
        "<img/src='/a.jpg'/onload=alert(1)>",
        "<img src=javascript:alert(1)>",
        "<img src='JaVaScRiPt:alert(1)'>",
        "<img src='data:text/html;base64,PHNjcmlwdD4='>",
        "<img src='data:image/svg+xml,<svg onload=alert(1)>'>",
        "<img src='//evil.test/a.jpg'>",
        "<img src='/\\evil.test/a.jpg'>",
        "<img src='\\\\evil.test\\a.jpg'>",
        "<img src='https://user:pass@evil.test/a.jpg'>",
        "<img srcset='javascript:alert(1) 1x' src='/a.jpg'>",
        "<img style='background:url(javascript:alert(1))' src='/a.jpg'>",
        "<a href='javascript:alert(1)'>x</a>",
        "<a href='java&#115;cript:alert(1)'>x</a>",
        "<a href='java\tscript:alert(1)'>x</a>",
        "<a href='java&NewLine;script:alert(1)'>x</a>",
        "<a href=' &#14; javascript:alert(1)'>x</a>",
        "<a href='\u0001javascript:alert(1)'>x</a>",
        "<a href='vbscript:msgbox(1)'>x</a>",
        "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
        "<a href='//evil.test'>x</a>",
        "<a href='/\\evil.test'>x</a>",
        "<a href='/\t/evil.test'>x</a>",
        "<a href='https:evil.test'>x</a>",
        "<a href='https://example.kr/' onclick='alert(1)' onmouseover=alert(1) style='position:fixed'>x</a>",
        "<a href='https://example.kr/\"onmouseover=\"alert(1)'>x</a>",
        "<a href='https://example.kr/' target=_blank ping='https://evil.test'>x</a>",
        "<a xlink:href='javascript:alert(1)'>x</a>",
        "<a href=javascript&colon;alert(1)>x</a>",
        "<svg onload=alert(1)>",
        "<svg><script>alert(1)</script></svg>",
        "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
        "<svg><animate onbegin=alert(1) attributeName=x></svg>",
        "<svg><style><img src=x onerror=alert(1)></style></svg>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
        "<math><mi xlink:href='data:x,<script>alert(1)</script>'>",
        "<form><math><mtext></form><form><mglyph><svg><mtext><style><path id=\"</style><img onerror=alert(1) src>\">",
        "<iframe src='javascript:alert(1)'></iframe>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "<object data='javascript:alert(1)'></object>",
        "<embed src='javascript:alert(1)'>",
        "<applet code=x></applet>",
        "<base href='https://evil.test/'>",
        "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
        "<link rel=stylesheet href='https://evil.test/x.css'>",
        "<style>@import 'https://evil.test/x.css';</style>",
        "<style><!--</style><script>alert(1)//--></script>",
        "<p style='background:url(javascript:alert(1))'>x</p>",
        "<p onpointerenter=alert(1) tabindex=1 autofocus onfocus=alert(1)>x</p>",
        "<div id=x class=y data-x=1 contenteditable onblur=alert(1)>x</div>",
        "<video><source onerror=alert(1)></video>",
        "<audio src onloadstart=alert(1)>",
        "<details open ontoggle=alert(1)>x</details>",
        "<marquee onstart=alert(1)>x</marquee>",
        "<input autofocus onfocus=alert(1)>",
        "<select><style></select><img src=x onerror=alert(1)></style>",
        "<textarea><img src=x onerror=alert(1)></textarea>",
        "<textarea></textarea><script>alert(1)</script>",
        "<title><img src=x onerror=alert(1)></title>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
        "<template><script>alert(1)</script></template>",
        "<xmp><p title='</xmp><img src=x onerror=alert(1)>'></xmp>",
        "<plaintext><script>alert(1)</script>",
        "<!--><img src=x onerror=alert(1)>-->",
        "<![CDATA[<script>alert(1)</script>]]>",
        "<?xml version='1.0'?><script>alert(1)</script>",
        "<%= script %><script>alert(1)</script>",
        "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
        "<p>&amp;lt;script&amp;gt;</p>",
        "<custom-element onclick=alert(1)>x</custom-element>",
        "<body onload=alert(1)><p>x</p></body>",
        "<ul><li onclick=alert(1)><a href=javascript:alert(1)>x</a></li></ul>",
        "<figure><img src='/a.jpg'><figcaption><a href='javascript:alert(1)' onclick=x>y</a><script>z</script></figcaption></figure>",
        "<blockquote cite='javascript:alert(1)'>x</blockquote>",
        "<table background='javascript:alert(1)'><tr><td onclick=alert(1)>x</td></tr></table>",
    ];

    public static TheoryData<string> Vectors => [.. Attacks];

    [Theory]
    [MemberData(nameof(Vectors))]
    public void An_attack_leaves_nothing_that_runs(string attack)
    {
        foreach (var markdown in new[] { false, true })
        {
            var html = Render(attack, markdown);
            AssertInert(html);
        }
    }

    [Fact]
    public void Attacks_in_any_order_leave_nothing_that_runs() =>
        OneOf(Attacks).Array[1, 6].Select(Gen.Bool).Sample(
            (parts, markdown) => AssertInert(Render(string.Concat(parts), markdown)), iter: 300);

    [Fact]
    public void Reading_what_was_written_gives_the_same_blocks() =>
        OneOf([.. Attacks, "<p>가․나‧다 <strong>라</strong></p>", "<ol><li>하나<ul><li>둘</li></ul></li></ol>", "<h5>작은 제목</h5>", "글 <br> 글",
            "<font>글<center>가운데</center></font>", "<figure>글<table><tr><td>1</table><figcaption>설명</figcaption></figure>", "<pre>1\n2</pre><q>말</q><del>지움</del>", "<ul>홀로<li><div><ol><li>안</ol></div></ul>",
            "<table><caption>표 <b>하나</b></caption><tr><th>가<th>나</tr><tr><td>1<br>2<td></tr></table>", "<p>앞<iframe src='https://youtu.be/dQw4w9WgXcQ' title='영상'></iframe>뒤</p>"])
            .Array[1, 6].Sample(
                parts =>
                {
                    var first = Read(string.Concat(parts));
                    var second = Read(ArticleBody.Render(first));
                    Assert.Equal(first.AsEnumerable(), second);
                },
                iter: 300);

    [Fact]
    public void Korean_text_stays_as_it_is()
    {
        const string Text = "실․국․소장 디지털‧데이터 ㆍ·・ 『민선 8기』 “말씀” 한\u1112\u1161\u11AB 섭씨 ℃ 똠방각하\u00a0뷁";

        var block = Assert.Single(Read($"<p>{Text}</p>"));

        Assert.Equal(Text, block.Html);
    }

    [Fact]
    public void Blocks_keep_their_kinds()
    {
        var blocks = Read(
            "머리 <b>굵게</b><h1>제목</h1><p>앞<img src='/m/a.jpg' alt='그림' width=640 height='480'>뒤</p>"
            + "<figure><img src='https://example.kr/b.jpg'><figcaption>설명 <a href='https://example.kr/한글'>링크</a></figcaption></figure>"
            + "<blockquote><p>하나</p><p>둘</p></blockquote><ol><li>가</li><li>나</li></ol><div><p> </p><p>끝</p></div>");

        Assert.Equal(
            [BlockKind.Paragraph, BlockKind.Heading, BlockKind.Paragraph, BlockKind.Image, BlockKind.Image, BlockKind.Quote, BlockKind.List, BlockKind.Paragraph],
            blocks.Select(block => block.Kind));
        Assert.Equal("머리 <b>굵게</b>", blocks[0].Html);
        Assert.Equal(2, blocks[1].Level);
        Assert.Equal(("/m/a.jpg", "그림", 640, 480), (blocks[3].Url, blocks[3].Alt, blocks[3].Width, blocks[3].Height));
        Assert.Equal("설명 <a href=\"https://example.kr/한글\" rel=\"noopener\">링크</a>", blocks[4].Html);
        Assert.Equal("하나<br>둘", blocks[5].Html);
        Assert.True(blocks[6].Ordered);
        Assert.Equal(["가", "나"], blocks[6].Items);
    }

    [Theory]
    [InlineData("<font color=red>속보</font> <small>작게</small> <mark>칠함</mark> <code>A-1</code>호", "<p>속보 작게 칠함 A-1호</p>")]
    [InlineData("<center><p>하나</p><p>둘</p></center>", "<p>하나</p>\n<p>둘</p>")]
    [InlineData("<font><p>하나</p><table><tr><td>1</td><td>2</td></tr></table></font>", "<p>하나</p>\n<table><tbody><tr><td>1</td><td>2</td></tr></tbody></table>")]
    [InlineData("<o:p>관공서</o:p><custom-box><p>상자</p></custom-box>", "<p>관공서</p>\n<p>상자</p>")]
    [InlineData("<p>값 <del>100</del> <ins>200</ins>원</p>", "<p>값 <s>100</s> <u>200</u>원</p>")]
    [InlineData("<p><q>말씀</q>이라고 <ruby>漢字<rp>(</rp><rt>한자</rt><rp>)</rp></ruby>로</p>", "<p>“말씀”이라고 漢字(한자)로</p>")]
    [InlineData("<pre>첫 줄\r\n둘째 줄</pre><address>평택시</address><dl><dt>언제</dt><dd>오늘</dd></dl>앞<hr>뒤", "<p>첫 줄<br>둘째 줄</p>\n<p>평택시</p>\n<p>언제</p>\n<p>오늘</p>\n<p>앞</p>\n<p>뒤</p>")]
    [InlineData("<form><p>양식 속 글</p><input value=x></form><details><summary>요약</summary>자세히</details>", "<p>양식 속 글</p>\n<p>요약</p>\n<p>자세히</p>")]
    [InlineData("<a href='https://example.kr/'><h3>제목</h3><p>글</p></a>", "<p><a href=\"https://example.kr/\" rel=\"noopener\">제목<br>글</a></p>")]
    [InlineData("<b>앞<i><div>뒤</div></i></b>", "<p><b>앞<br><i>뒤</i></b></p>")]
    [InlineData("<p><picture><source srcset='/b.webp'><img src='/b.jpg' alt='그림'></picture></p>", "<figure><img src=\"/b.jpg\" alt=\"그림\"></figure>")]
    [InlineData("<td>앞<div>가운데</div>뒤</td>", "<p>앞</p>\n<p>가운데</p>\n<p>뒤</p>")]
    [InlineData("<table><tr><td>앞<div>가운데</div>뒤</td></tr></table>", "<table><tbody><tr><td>앞<br>가운데<br>뒤</td></tr></tbody></table>")]
    public void Tags_that_are_not_known_are_seen_through(string html, string kept) => Assert.Equal(kept, ArticleBody.Render(Read(html)));

    [Theory]
    [InlineData("<script>글</script>", "script")]
    [InlineData("<style>글</style>", "style")]
    [InlineData("<button>글</button>", "button")]
    [InlineData("<select><option>글</select>", "option select")]
    [InlineData("<video>글</video>", "video")]
    [InlineData("<object>글</object>", "object")]
    [InlineData("<svg><text>글</text></svg>", "svg text")]
    [InlineData("<template><p>글</p></template>", "template")]
    [InlineData("<noscript><p>글</p></noscript>", "noscript")]
    public void What_is_active_or_no_text_goes_with_its_content_and_is_named(string html, string tags)
    {
        var blocks = ArticleBody.Read($"<p>앞</p>{html}", markdown: false, new RequestErrors(), out var dropped);

        Assert.Equal("<p>앞</p>", ArticleBody.Render(blocks));
        Assert.Equal(tags, string.Join(' ', dropped));
    }

    [Theory]
    [InlineData("<figure><img src='/a.jpg'>글<figcaption>설명</figcaption></figure>", "<figure><img src=\"/a.jpg\" alt=\"\"><figcaption>설명</figcaption></figure>", "<p>글</p>")]
    [InlineData("<figure><table><tr><td>1</td><td>2</td></tr></table><figcaption>표 설명</figcaption></figure>", "<table><caption>표 설명</caption><tbody><tr><td>1</td><td>2</td></tr></tbody></table>", null)]
    [InlineData("<figure><blockquote>말</blockquote><figcaption>— 시장</figcaption></figure>", "<blockquote>말</blockquote>\n<p>— 시장</p>", null)]
    [InlineData("<figure><figure><img src='/a.jpg'><figcaption>하나</figcaption></figure><figure><img src='/b.jpg'><figcaption>둘</figcaption></figure><figcaption>모음</figcaption></figure>",
        "<figure><img src=\"/a.jpg\" alt=\"\"><figcaption>하나</figcaption></figure>\n<figure><img src=\"/b.jpg\" alt=\"\"><figcaption>둘</figcaption></figure>\n<p>모음</p>", null)]
    [InlineData("<figure><a href='https://example.kr/'><img src='/a.jpg'></a><div><figcaption>설명</figcaption></div></figure>", "<figure><img src=\"/a.jpg\" alt=\"\"><figcaption>설명</figcaption></figure>", null)]
    public void Figures_keep_all_their_text(string html, string kept, string? before) =>
        Assert.Equal(before is null ? kept : $"{before}\n{kept}", ArticleBody.Render(Read(html)));

    [Theory]
    [InlineData("<ul><li><div>바깥<ul><li>안</li></ul>뒤</div></li><li>끝</li></ul>", "바깥<br>뒤|안|끝")]
    [InlineData("<ul>홀로<li>하나</li><ul><li>안</li></ul></ul>", "홀로|하나|안")]
    [InlineData("<ul><div><li>하나<section><li>둘</li></section></li></div></ul>", "하나|둘")]
    public void Each_item_of_a_list_is_there_once(string html, string items) => Assert.Equal(items, string.Join('|', Assert.Single(Read(html)).Items));

    [Fact]
    public void A_tooltip_is_nobodys_credit()
    {
        var block = Assert.Single(Read("<img src='/a.jpg' alt='시청' title='클릭하시면 원본 이미지를 보실 수 있습니다'>"));

        Assert.Equal("", block.Credit);
    }

    [Fact]
    public void Tables_keep_their_cells_and_flow_inner_ones_together()
    {
        var table = Assert.Single(Read(
            "<table><caption>득표</caption><thead><tr><th>이름</th><th>표</th></tr></thead>"
            + "<tbody><tr><td><p>김</p></td><td onclick=alert(1)>1<table><tr><td>2</td></tr></table></td></tr></tbody></table>"));

        Assert.Equal((BlockKind.Table, "득표", true), (table.Kind, table.Html, table.Headed));
        Assert.Equal([["이름", "표"], ["김", "1<br>2"]], table.Rows.Select(row => row.ToArray()));
    }

    [Theory]
    [InlineData("https://www.youtube.com/embed/dQw4w9WgXcQ?start=3", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ")]
    [InlineData("https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=1", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ")]
    [InlineData("https://tv.naver.com/v/12345", "https://tv.naver.com/embed/12345")]
    [InlineData("https://tv.kakao.com/embed/player/cliplink/12345", null)]
    [InlineData("https://www.youtube.com.evil.example/embed/dQw4w9WgXcQ", null)]
    [InlineData("https://evil.example/https://www.youtube.com/embed/dQw4w9WgXcQ", null)]
    [InlineData("http://www.youtube.com/embed/dQw4w9WgXcQ", null)]
    [InlineData("https://www.youtube.com/embed/dQw4w9WgXcQ\"onload=alert(1)", null)]
    [InlineData("javascript:alert(1)", null)]
    public void Only_players_of_the_list_are_embedded(string address, string? kept)
    {
        var blocks = ArticleBody.Read($"<iframe src='{address}' title='영상' onload='alert(1)'></iframe>", markdown: false, new RequestErrors(), out var dropped);

        Assert.Equal(kept is null ? [] : [(BlockKind.Embed, kept, "영상")], blocks.Select(block => (block.Kind, block.Url, block.Alt)));
        Assert.Equal(kept is null ? ["iframe"] : Array.Empty<string>(), dropped);
    }

    [Fact]
    public void Deep_nesting_ends()
    {
        var depth = 5_000;

        var html = Render(string.Concat(Enumerable.Repeat("<b>", depth)) + "x" + string.Concat(Enumerable.Repeat("<div>", depth)) + "y", markdown: false);

        Assert.Contains("y", html, StringComparison.Ordinal);
    }

    private static Gen<string> OneOf(string[] parts) => Gen.Int[0, parts.Length - 1].Select(index => parts[index]);

    private static ImmutableArray<ArticleBlock> Read(string html) => ArticleBody.Read(html, markdown: false, new RequestErrors(), out _);

    private static string Render(string body, bool markdown) => ArticleBody.Render(ArticleBody.Read(body, markdown, new RequestErrors(), out _));

    private static void AssertInert(string html)
    {
        var document = new HtmlParser().ParseDocument(html);
        foreach (var element in document.All)
        {
            Assert.Contains(element.LocalName, AllowedTags);
            Assert.Equal("http://www.w3.org/1999/xhtml", element.NamespaceUri);
            foreach (var attribute in element.Attributes)
            {
                var isKnown = (element.LocalName, attribute.Name) switch
                {
                    ("a", "href") => SafeLink().IsMatch(attribute.Value),
                    ("a", "rel") => attribute.Value == "noopener",
                    ("img", "src") => SafeMedia().IsMatch(attribute.Value),
                    ("img", "alt") => true,
                    ("img", "width" or "height") => attribute.Value.All(char.IsAsciiDigit),
                    ("iframe", "src") => EmbedAddress.Find(attribute.Value) == attribute.Value,
                    ("iframe", "title") => true,
                    _ => false,
                };
                Assert.True(isKnown, $"{element.LocalName} has {attribute.Name}={attribute.Value} in {html}");
            }
        }
    }

    [GeneratedRegex(@"^(https?://[^/@\\\s]+(/[^\\\s]*)?|/([^/\\\s][^\\\s]*)?|#[^\s]*|mailto:[^\s]+|tel:[^\s]+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SafeLink();

    [GeneratedRegex(@"^(https://[^/@\\\s]+(/[^\\\s]*)?|/([^/\\\s][^\\\s]*)?)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SafeMedia();
}
