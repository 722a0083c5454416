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

            Assert.InRange(agreed!.Value, Now.AddMilliseconds(right.Min()), Now.AddMilliseconds(right.Max()));
        });

    /// <summary>Of the clocks that there are some do not answer, in whatever order the others come.</summary>
    [Fact]
    public void Whoever_answers_one_wrong_clock_makes_nothing_early() =>
        Gen.Select(Gen.Select(Gen.Int[-20, 20], Gen.Bool).Array[1, 5], Gen.Int[-400_000, 400_000]).SelectMany((clocks, wrong) =>
            Gen.Shuffle(clocks.Where(clock => clock.Item2).Select(clock => clock.Item1).Append(wrong).ToArray())
                .Select(answers => (Right: clocks.Max(clock => clock.Item1), Wrong: wrong, Answers: answers))).Sample(drawn =>
        {
            var agreed = ClockRules.Agree([.. drawn.Answers.Select(skew => Now.AddMilliseconds(skew))]);

            Assert.Equal(drawn.Answers.Length < 2, agreed is null);
            Assert.True(agreed is null || agreed <= Now.AddMilliseconds(drawn.Right), $"{agreed:O} by {string.Join(' ', drawn.Answers)}.");
        });

    [Fact]
    public void One_clock_alone_tells_no_time() => Assert.Null(ClockRules.Agree([Now]));
}
