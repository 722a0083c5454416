using System.Collections.Immutable;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Sokbo.Fixtures.Processes;
using Sokbo.Gateway.Api;
using Sokbo.Gateway.Articles;
using Sokbo.Gateway.Pages;
using Sokbo.Grains.Interfaces.Articles;
using Xunit;

namespace Sokbo.Gateway.Tests.Articles;

/// <summary>A known corpus of markup that runs something somewhere: nothing of it runs in what pages, feeds and editors get.</summary>
public sealed class HostileBodiesTests
{
    private static readonly HashSet<string> Tags = new(StringComparer.Ordinal)
    {
        "html", "head", "body", "p", "h2", "h3", "h4", "figure", "img", "figcaption", "blockquote", "ul", "ol", "li", "div", "table", "caption", "tbody", "tr", "td", "th",
        "iframe", "strong", "em", "b", "i", "u", "s", "sub", "sup", "a", "br", "span",
    };

    private static readonly HashSet<string> Attributes = new(StringComparer.Ordinal)
    {
        "href", "rel", "src", "alt", "width", "height", "title", "class", "tabindex", "scope", "loading", "decoding", "fetchpriority", "srcset", "sizes", "sandbox", "allow", "download", "data-credit",
    };

    public static TheoryData<string> Formats => ["html", "markdown", "paragraph", "attribute"];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Nothing_of_it_runs_and_what_is_kept_reads_back_the_same(string format)
    {
        var corpus = Corpus();
        Assert.Equal(235, corpus.Length);

        foreach (var text in corpus)
        {
            var body = format switch
            {
                "paragraph" => $"<p>{text}</p>",
                "attribute" => $"<p><img src=\"https://www.example.kr/a.jpg\" alt=\"{text}\" data-credit='{text}'><a href=\"{text}\">{text}</a></p>",
                _ => text,
            };
            var blocks = Read(body, format == "markdown");
            foreach (var html in new[] { ArticleMarkup.Body(blocks), ArticleBody.Render(blocks) })
            {
                AssertHarmless(html, text);
            }

            var rendered = ArticleBody.Render(blocks);
            Assert.Equal(rendered, ArticleBody.Render(Read(rendered, markdown: false)));
        }
    }

    [Theory]
    [InlineData("<p><a href=\"javascript:alert(1)\">x</a></p>")]
    [InlineData("<p onclick=\"alert(1)\">x</p>")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<svg><a href=\"#\"></a></svg>")]
    [InlineData("<iframe src=\"https://evil.example/\"></iframe>")]
    public void The_look_at_it_sees_what_would_run(string html) => Assert.ThrowsAny<Exception>(() => AssertHarmless(html, html));

    private static void AssertHarmless(string html, string text)
    {
        foreach (var element in new HtmlParser().ParseDocument(html).All)
        {
            Assert.True(Tags.Contains(element.LocalName), $"<{element.LocalName}> comes out of: {text}");
            foreach (var attribute in element.Attributes)
            {
                Assert.True(Attributes.Contains(attribute.Name), $"{attribute.Name} comes out of: {text}");
                Assert.True(attribute.Name is not ("href" or "src") || IsSafe(element, attribute.Value), $"{attribute.Name}=\"{attribute.Value}\" comes out of: {text}");
            }
        }
    }

    /// <summary>As a browser reads it: white space and control characters do not count, letters have one case.</summary>
    private static bool IsSafe(IElement element, string address)
    {
        var plain = new string([.. address.Where(letter => letter > ' ')]).ToLowerInvariant();
        return element.LocalName == "iframe"
            ? plain.StartsWith("https://www.youtube-nocookie.com/embed/", StringComparison.Ordinal) || plain.StartsWith("https://tv.naver.com/embed/", StringComparison.Ordinal)
            : plain.StartsWith("https://", StringComparison.Ordinal) || (plain.StartsWith('/') && !plain.StartsWith("//", StringComparison.Ordinal))
                || (element.LocalName == "a" && (plain.StartsWith("http://", StringComparison.Ordinal) || plain.StartsWith('#') || plain.StartsWith("mailto:", StringComparison.Ordinal) || plain.StartsWith("tel:", StringComparison.Ordinal)));
    }

    private static ImmutableArray<ArticleBlock> Read(string body, bool markdown) => ArticleBody.Read(body, markdown, new RequestErrors(), out _);

    private static string[] Corpus() =>
    [
        .. File.ReadLines(Path.Combine(RepositoryRoot.Path, "tests", "Gateway.Tests", "Articles", "Corpus", "script-injection.txt"))
            .Where(line => line.StartsWith('"')).Select(line => JsonSerializer.Deserialize<string>(line)!),
    ];
}
