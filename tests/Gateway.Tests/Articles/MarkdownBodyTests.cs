using System.Collections.Immutable;
using Sokbo.Gateway.Api;
using Sokbo.Gateway.Articles;
using Sokbo.Grains.Interfaces.Articles;
using Xunit;

namespace Sokbo.Gateway.Tests.Articles;

public sealed class MarkdownBodyTests
{
    [Theory]
    [InlineData("**\"속보\"**는 계속된다", "<strong>&quot;속보&quot;</strong>는 계속된다")]
    [InlineData("그는 **“끝났다”**고 말했다", "그는 <strong>“끝났다”</strong>고 말했다")]
    [InlineData("『**민선 8기**』와 **평택시(시장)**의 *약속*을", "『<strong>민선 8기</strong>』와 <strong>평택시(시장)</strong>의 <em>약속</em>을")]
    [InlineData("`A-1`호 도로", "A-1호 도로")]
    [InlineData("   들여쓴 첫 문장", "들여쓴 첫 문장")]
    [InlineData("    네 칸 들여쓴 **문단**", "네 칸 들여쓴 <strong>문단</strong>")]
    [InlineData("2026. 11. 27. 평택시는", "2026. 11. 27. 평택시는")]
    [InlineData("11. 27. 평택시는", "11. 27. 평택시는")]
    [InlineData("1~2일과 3~4일, 좋아요~~ 정말~~", "1~2일과 3~4일, 좋아요~~ 정말~~")]
    [InlineData("<b>1 < 2</b>", "&lt;b&gt;1 &lt; 2&lt;/b&gt;")]
    [InlineData("첫째 줄  \n둘째 줄", "첫째 줄<br>\n둘째 줄")]
    [InlineData("https://example.kr/에서", "https://example.kr/에서")]
    public void A_paragraph_says_what_its_author_wrote(string markdown, string html)
    {
        var block = Assert.Single(Read(markdown));

        Assert.Equal((BlockKind.Paragraph, html), (block.Kind, block.Html));
    }

    [Fact]
    public void Lists_begin_with_one_and_go_on_with_what_they_say()
    {
        var blocks = Read("1. 하나\n2. 둘\n5. 다섯\n\n- 점\n    - 안\n");

        Assert.Equal([BlockKind.List, BlockKind.List], blocks.Select(block => block.Kind));
        Assert.Equal((true, "하나|둘|다섯"), (blocks[0].Ordered, string.Join('|', blocks[0].Items)));
        Assert.Equal((false, "점|안"), (blocks[1].Ordered, string.Join('|', blocks[1].Items)));
    }

    [Fact]
    public void Code_and_tables_and_pictures_keep_their_text()
    {
        var blocks = Read("```\n첫 줄\n  둘째 <줄>\n```\n\n| 이름 | 표 |\n|---|---|\n| 김 | 1 |\n\n![시청](https://www.example.kr/a.jpg \"사진=가람\")");

        Assert.Equal([BlockKind.Paragraph, BlockKind.Table, BlockKind.Image], blocks.Select(block => block.Kind));
        Assert.Equal("첫 줄<br>  둘째 &lt;줄&gt;", blocks[0].Html);
        Assert.Equal([["이름", "표"], ["김", "1"]], blocks[1].Rows.Select(row => row.ToArray()));
        Assert.True(blocks[1].Headed);
        Assert.Equal(("시청", "사진=가람"), (blocks[2].Alt, blocks[2].Credit));
    }

    private static ImmutableArray<ArticleBlock> Read(string markdown)
    {
        var errors = new RequestErrors();
        var blocks = ArticleBody.Read(markdown, markdown: true, errors, out var dropped);
        Assert.Empty(errors.All);
        Assert.Empty(dropped);
        return blocks;
    }
}
