using CsCheck;
using Sokbo.Gateway.Articles;
using Sokbo.Grains.Interfaces.Articles;
using Xunit;

namespace Sokbo.Gateway.Tests.Articles;

public sealed class DifferenceProperties
{
    private static readonly string[] Blocks = ["<p>가</p>", "<p>나</p>", "<p>다</p>", "<h2>라</h2>"];

    private static readonly Gen<string[]> GenBlocks = Gen.Int[0, 3].Select(index => Blocks[index]).Array[0, 12];

    [Fact]
    public void The_steps_lead_from_the_one_text_to_the_other_and_none_is_wasted() => Gen.Select(GenBlocks, GenBlocks).Sample((from, to) =>
    {
        var steps = Difference.Blocks([.. from], [.. to]);

        Assert.Equal(from, steps.Where(step => step.Step != "added").Select(step => step.Html));
        Assert.Equal(to, steps.Where(step => step.Step != "removed").Select(step => step.Html));
        Assert.Equal(Longest(from, to), steps.Count(step => step.Step == "same"));
    });

    /// <summary>Whatever an author decides, one at a time: what is added to the draft later must be here and in the difference.</summary>
    [Fact]
    public void Whatever_makes_two_drafts_different_is_in_the_difference()
    {
        var draft = new ArticleDraft { Section = "local", Headline = "제목" };
        Dictionary<string, ArticleDraft> changed = new()
        {
            ["Section"] = draft with { Section = "sports" },
            ["Headline"] = draft with { Headline = "다른 제목" },
            ["Summary"] = draft with { Summary = "요약" },
            ["Blocks"] = draft with { Blocks = [new ArticleBlock { Kind = BlockKind.Paragraph, Html = "본문" }] },
            ["Byline"] = draft with { Byline = "김기자" },
            ["Breaking"] = draft with { Breaking = true },
            ["Sample"] = draft with { Sample = true },
            ["Urgency"] = draft with { Urgency = 1 },
            ["Tags"] = draft with { Tags = ["평택"] },
            ["Region"] = draft with { Region = "평택시" },
            ["Canonical"] = draft with { Canonical = "https://www.example.kr/1" },
            ["Related"] = draft with { Related = ["a1"] },
            ["ExpiresAt"] = draft with { ExpiresAt = DateTimeOffset.UnixEpoch },
        };

        Assert.Equal(
            typeof(ArticleDraft).GetProperties().Where(member => member.CanWrite).Select(member => member.Name).Order(StringComparer.Ordinal),
            changed.Keys.Order(StringComparer.Ordinal));
        Assert.All(changed, change =>
        {
            var difference = Difference.Between(Version(draft), Version(change.Value));

            Assert.Equal(change.Key == "Blocks" ? (0, 1) : (1, 0), (difference.Fields.Length, difference.Blocks.Length));
        });
        Assert.Empty(Difference.Between(Version(draft), Version(draft)).Fields);
    }

    private static ArticleVersion Version(ArticleDraft draft) => new() { Revision = 1, At = DateTimeOffset.UnixEpoch, Draft = draft };

    /// <summary>Length of the longest common sequence, the plain way.</summary>
    private static int Longest(ReadOnlySpan<string> from, ReadOnlySpan<string> to)
    {
        var best = new int[to.Length + 1];
        foreach (var left in from)
        {
            var corner = 0;
            for (var index = 1; index <= to.Length; index++)
            {
                var above = best[index];
                best[index] = left == to[index - 1] ? corner + 1 : Math.Max(best[index], best[index - 1]);
                corner = above;
            }
        }

        return best[^1];
    }
}
