using CsCheck;
using Sokbo.Gateway.Articles;
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
