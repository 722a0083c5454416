using CsCheck;
using Sokbo.Grains.Interfaces.Ads;
using Xunit;

namespace Sokbo.Grains.Interfaces.Tests.Ads;

public sealed class QuotaRotationProperties
{
    [Fact]
    public void Every_prefix_is_within_one_of_the_exact_share() =>
        Gen.OneOf(Gen.Int[1, 9], Gen.Int[1, 1_000]).Array[1, 12].Sample(weights =>
        {
            var rotation = new QuotaRotation(weights);
            var total = (long)weights.Sum();
            var counts = new long[weights.Length];

            for (var step = 1L; step <= Math.Min(2 * total, 4_000); step++)
            {
                counts[rotation.Next()]++;
                for (var index = 0; index < weights.Length; index++)
                {
                    Assert.True(Math.Abs((counts[index] * total) - (weights[index] * step)) < total, $"step {step}, candidate {index}");
                }
            }
        }, iter: 300);

    [Fact]
    public void A_whole_turn_is_exact_and_begins_anew()
    {
        var rotation = new QuotaRotation([5, 3, 2]);

        var first = Enumerable.Range(0, 10).Select(_ => rotation.Next()).ToArray();
        var second = Enumerable.Range(0, 10).Select(_ => rotation.Next()).ToArray();

        Assert.Equal([5, 3, 2], first.CountBy(index => index).OrderBy(pair => pair.Key).Select(pair => pair.Value));
        Assert.Equal(first, second);
    }

    [Fact]
    public void Four_equal_candidates_get_five_of_twenty_each()
    {
        var rotation = new QuotaRotation([1, 1, 1, 1]);

        var counts = Enumerable.Range(0, 20).Select(_ => rotation.Next()).CountBy(index => index);

        Assert.All(counts, pair => Assert.Equal(5, pair.Value));
    }

    [Fact]
    public void The_heaviest_and_most_candidates_do_not_overflow()
    {
        var rotation = new QuotaRotation([.. Enumerable.Range(0, 2_000).Select(index => (index % 1_000) + 1)]);

        Assert.All(Enumerable.Range(0, 5_000), _ => Assert.InRange(rotation.Next(), 0, 1_999));
    }

    [Fact]
    public void A_turn_found_by_its_number_is_the_one_that_steps_reach() =>
        Gen.Int[1, 9].Array[1, 6].Sample(weights =>
        {
            var rotation = new QuotaRotation(weights);
            var before = new long[weights.Length];
            for (var turn = 0L; turn < 3L * weights.Sum(); turn++)
            {
                var chosen = rotation.Next();

                Assert.Equal((chosen, before[chosen]++), QuotaRotation.At(weights, turn));
            }
        }, iter: 100);

    [Fact]
    public void Weights_out_of_range_are_a_bug() => Assert.Throws<ArgumentException>(() => new QuotaRotation([1, 0]));
}
