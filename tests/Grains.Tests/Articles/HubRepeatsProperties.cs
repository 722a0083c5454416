using System.Globalization;
using CsCheck;
using Sokbo.Grains.Articles;
using Xunit;

namespace Sokbo.Grains.Tests.Articles;

public sealed class HubRepeatsProperties
{
    /// <summary>Each step is a period: what is told in it, before its turn.</summary>
    [Fact]
    public void What_is_told_is_told_again_after_a_period_and_within_two_and_then_no_more() =>
        Gen.Int[0, 5].Array[0, 4].Array[1, 8].Sample(steps =>
        {
            var repeats = new HubRepeats();
            var again = new List<string[]>();
            foreach (var told in steps)
            {
                repeats.Add(told.Select(Name));
                again.Add([.. repeats.Take().SelectMany(call => call)]);
            }

            // The last ones come after the last step, and then there is nothing left.
            again.Add([.. repeats.Take().SelectMany(call => call)]);
            Assert.True(repeats.IsEmpty);

            for (var step = 0; step <= steps.Length; step++)
            {
                // Told in the period before this one, and not in this one: then its turn is the next one.
                var (before, now) = (step == 0 ? [] : steps[step - 1], step == steps.Length ? [] : steps[step]);
                Assert.Equal(before.Except(now).Select(Name).Order(StringComparer.Ordinal), again[step].Order(StringComparer.Ordinal));
            }
        });

    [Fact]
    public void Feeds_that_wait_and_feeds_of_a_call_are_bounded()
    {
        var repeats = new HubRepeats();
        repeats.Add(Enumerable.Range(0, HubRepeats.FeedsMax + 10).Select(Name));
        repeats.Take();

        var calls = repeats.Take();

        Assert.Equal(HubRepeats.FeedsMax, calls.Sum(call => call.Length));
        Assert.All(calls, call => Assert.InRange(call.Length, 1, HubCalls.FeedsMax));
    }

    private static string Name(int feed) => feed.ToString(CultureInfo.InvariantCulture);
}
