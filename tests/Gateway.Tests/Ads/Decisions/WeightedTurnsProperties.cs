using CsCheck;
using Sokbo.Gateway.Ads.Decisions;
using Xunit;

namespace Sokbo.Gateway.Tests.Ads.Decisions;

public sealed class WeightedTurnsProperties
{
    private static readonly Gen<(int[] Weights, int Start)> Rotation =
        Gen.OneOf(Gen.Int[1, 4], Gen.Int[1, 30], Gen.Int[1, 1_000]).Array[1, 12].SelectMany(weights => Gen.Int[0, weights.Length - 1].Select(start => (weights, start)));

    [Fact]
    public void Whoever_begins_every_prefix_is_within_one_of_the_exact_share() => Rotation.Sample((weights, start) =>
    {
        var rotation = new WeightedTurns(weights, start);
        var total = (long)weights.Sum();
        var counts = new long[weights.Length];

        for (var turn = 1L; turn <= Math.Min(2 * total, 4_000); turn++)
        {
            var chosen = Take(rotation);
            counts[chosen]++;
            Assert.True(turn > 1 || chosen == start, "somebody else began");
            for (var index = 0; index < weights.Length; index++)
            {
                Assert.True(Math.Abs((counts[index] * total) - (weights[index] * turn)) < total, $"turn {turn}, candidate {index}");
            }
        }
    }, iter: 500);

    [Fact]
    public void A_round_is_exact_and_begins_anew() => Rotation.Where(rotation => rotation.Weights.Sum() < 3_000).Sample((weights, start) =>
    {
        var rotation = new WeightedTurns(weights, start);

        var first = Enumerable.Range(0, weights.Sum()).Select(_ => Take(rotation)).ToArray();

        Assert.Equal(0, rotation.Turn);
        Assert.Equal(weights, first.CountBy(index => index).OrderBy(pair => pair.Key).Select(pair => pair.Value));
        Assert.Equal(first.Take(20), Enumerable.Range(0, Math.Min(20, first.Length)).Select(_ => Take(rotation)));
    }, iter: 200);

    [Fact]
    public void The_most_and_heaviest_candidates_do_not_overflow()
    {
        var rotation = new WeightedTurns([.. Enumerable.Repeat(1_000, 2_000)], 1_999);

        var first = Enumerable.Range(0, 2_000).Select(_ => Take(rotation)).ToArray();

        Assert.Equal(2_000, first.Distinct().Count());
        Assert.Equal(1_999, first[0]);
    }

    [Fact]
    public void The_first_turn_falls_to_each_by_its_weight()
    {
        var random = new Random(5);

        var drawn = Enumerable.Range(0, 10_000).Select(_ => WeightedTurns.Draw([1, 3, 6], random)).CountBy(index => index).ToDictionary();

        Assert.InRange(drawn[0], 850, 1_150);
        Assert.InRange(drawn[1], 2_800, 3_200);
        Assert.InRange(drawn[2], 5_800, 6_200);
    }

    [Fact]
    public void Weights_and_starts_out_of_range_are_a_bug()
    {
        Assert.Throws<ArgumentException>(() => new WeightedTurns([], 0));
        Assert.Throws<ArgumentException>(() => new WeightedTurns([1, 0], 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WeightedTurns([1, 1], 2));
    }

    private static int Take(WeightedTurns rotation)
    {
        var chosen = rotation.Peek();
        rotation.Advance(chosen);
        return chosen;
    }
}
