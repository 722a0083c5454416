using CsCheck;
using Microsoft.Extensions.Time.Testing;
using Sokbo.Gateway.Delivery.Admission;
using Xunit;

namespace Sokbo.Gateway.Tests.Delivery.Admission;

public sealed class ArrivalPaceTests
{
    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(500);

    [Fact]
    public void Never_more_come_in_than_a_tenth_of_a_second_at_once_and_the_rate() =>
        Gen.Select(Gen.Int[1, 3_000], Gen.Select(Gen.Int[0, 300], Gen.Int[1, 400]).Array[1, 60]).Sample((rate, arrivals) =>
        {
            var time = new FakeTimeProvider();
            var pace = new ArrivalPace(rate, time);
            var (entered, elapsed) = (0, 0);
            foreach (var (pause, count) in arrivals)
            {
                time.Advance(TimeSpan.FromMilliseconds(pause));
                elapsed += pause;
                entered += Enumerable.Range(0, count).Count(_ => pace.TryEnter() is null);

                Assert.True(entered <= Math.Max(1, rate / 20.0) + (Math.Max(1, rate / 2.0) * elapsed / 1_000.0) + 1e-6);
            }
        });

    [Fact]
    public void Those_who_wait_get_turns_one_after_the_other()
    {
        var pace = new ArrivalPace(200, new FakeTimeProvider());

        var waits = Enumerable.Range(0, 1_010).Select(_ => pace.TryEnter()).ToArray();

        // In a calm half of the maximum: ten at once, and the others a hundred a second.
        Assert.All(waits[..10], wait => Assert.Null(wait));
        Assert.All(waits[10..].Index(), turn => Assert.Equal((turn.Index + 1) / 100.0, turn.Item!.Value.TotalSeconds, 3));
    }

    [Fact]
    public void A_turn_is_never_later_than_half_a_minute_and_time_brings_it_nearer()
    {
        var time = new FakeTimeProvider();
        var pace = new ArrivalPace(1, time);
        pace.TryEnter();

        var waits = Enumerable.Range(0, 100).Select(_ => pace.TryEnter()!.Value.TotalSeconds).ToArray();
        time.Advance(TimeSpan.FromSeconds(10));
        pace.TryEnter();
        var later = pace.TryEnter()!.Value.TotalSeconds;

        Assert.InRange(waits.Max(), 29, 30);
        Assert.Equal(20, later, 3);

        // Those for whom no turn is left are told different times all the same.
        Assert.True(waits[29..].GroupBy(wait => Math.Round(wait)).All(group => group.Count() < 10));
    }

    [Fact]
    public void Who_comes_when_it_is_the_turn_is_let_in() =>
        Gen.Select(Gen.Int[10, 2_000], Gen.Int[1, 70]).Sample((rate, count) =>
        {
            var time = new FakeTimeProvider();
            var pace = new ArrivalPace(rate, time);
            var turns = Enumerable.Range(0, count + (rate / 20)).Select(_ => pace.TryEnter()).OfType<TimeSpan>().Order().ToArray();

            var now = TimeSpan.Zero;
            foreach (var turn in turns)
            {
                // A little more than the turn, for what ticks cannot say.
                time.Advance(turn - now + TimeSpan.FromTicks(100));
                now = turn + TimeSpan.FromTicks(100);
                Assert.Null(pace.TryEnter());
            }
        });

    [Fact]
    public void A_process_that_falls_behind_takes_in_fewer_and_later_as_many_as_before()
    {
        var time = new FakeTimeProvider();
        var pace = new ArrivalPace(2_000, time);

        // A storm begins at half, and gets more while all goes well.
        var calm = pace.Rate;
        Storm(pace, 5, TimeSpan.Zero);
        var risen = pace.Rate;
        Storm(pace, 1, Late);
        var halved = pace.Rate;
        Storm(pace, 30, Late);
        var least = pace.Rate;
        Storm(pace, 50, TimeSpan.Zero);
        var most = pace.Rate;
        pace.Adapt(TimeSpan.Zero);

        Assert.Equal((1_000, 1_500, 750, 100, 2_000, 1_800), (calm, risen, halved, least, most, pace.Rate));
    }

    /// <summary>So many tenths of a second in which more come than may.</summary>
    private static void Storm(ArrivalPace pace, int ticks, TimeSpan late)
    {
        for (var tick = 0; tick < ticks; tick++)
        {
            while (pace.TryEnter() is null)
            {
            }

            pace.Adapt(late);
        }
    }
}
