using CsCheck;
using Sokbo.Grains.Articles;
using Xunit;

namespace Sokbo.Grains.Tests.Articles;

public sealed class ClockRulesProperties
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void One_wrong_clock_among_three_or_more_moves_nothing_out_of_the_range_of_the_others() =>
        Gen.Select(Gen.Int[-20, 20].Array[2, 6], Gen.Int[-400_000, 400_000], Gen.Int[0, 6]).Sample((right, wrong, place) =>
        {
            var readings = right.Select(skew => Now.AddMilliseconds(skew)).ToList();
            readings.Insert(Math.Min(place, readings.Count), Now.AddMilliseconds(wrong));

            var agreed = ClockRules.Agree([.. readings]);

            Assert.InRange(agreed, Now.AddMilliseconds(right.Min()), Now.AddMilliseconds(right.Max()));
        });

    [Fact]
    public void Of_two_clocks_a_wrong_one_makes_nothing_early() => Gen.Select(Gen.Int[-20, 20], Gen.Int[-400_000, 400_000]).Sample((right, wrong) =>
        Assert.True(ClockRules.Agree([Now.AddMilliseconds(right), Now.AddMilliseconds(wrong)]) <= Now.AddMilliseconds(right)));
}
