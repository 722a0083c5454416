using Sokbo.Gateway.Pages;
using Sokbo.Grains.Interfaces.Articles;
using Xunit;

namespace Sokbo.Gateway.Tests.Pages;

/// <summary>The same blocks and the same markup as in <c>web/test/lists.test.ts</c>: the script compares character for character.</summary>
public sealed class ArticleMarkupTests
{
    [Fact]
    public void A_picture_that_is_kept_here_comes_in_the_size_that_fits_with_its_credit_and_a_file_can_be_taken_away()
    {
        var hash = new string('a', 64);

        var html = ArticleMarkup.Body(
        [
            new ArticleBlock { Kind = BlockKind.Image, Url = $"/pictures/{hash}.jpg", Alt = "가", Width = 1_200, Height = 800, Html = "나", Credit = "다=<라>", Widths = [480, 960] },
            new ArticleBlock { Kind = BlockKind.Image, Url = "/c.jpg", Alt = "마", Credit = "바" },
            new ArticleBlock { Kind = BlockKind.File, Url = "https://www.example.kr/a.pdf", Html = "사.pdf" },
        ]);

        Assert.Equal(
            $"<figure><img src=\"/pictures/{hash}.jpg\" alt=\"가\" width=\"1200\" height=\"800\" srcset=\"/pictures/{hash}-480.webp 480w, /pictures/{hash}-960.webp 960w, /pictures/{hash}.jpg 1200w\" sizes=\"(min-width: 43rem) 43rem, 100vw\" fetchpriority=\"high\" decoding=\"async\"><figcaption>나 <span class=\"credit\">다=&lt;라&gt;</span></figcaption></figure>"
                + "<figure><img src=\"/c.jpg\" alt=\"마\" loading=\"lazy\" decoding=\"async\"><figcaption><span class=\"credit\">바</span></figcaption></figure>"
                + "<p class=\"file\"><a href=\"https://www.example.kr/a.pdf\" download>사.pdf</a></p>",
            html);
    }

    [Fact]
    public void No_picture_of_a_post_loads_before_the_reader_comes_near()
    {
        var html = ArticleMarkup.Body([new ArticleBlock { Kind = BlockKind.Image, Url = "/c.jpg", Alt = "마" }], leads: false);

        Assert.Equal("<figure><img src=\"/c.jpg\" alt=\"마\" loading=\"lazy\" decoding=\"async\"></figure>", html);
    }
}
