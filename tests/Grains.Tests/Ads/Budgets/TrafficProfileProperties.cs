using CsCheck;
using Sokbo.Grains.Ads.Budgets;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Ads.Budgets;
using Xunit;

namespace Sokbo.Grains.Tests.Ads.Budgets;

public sealed class TrafficProfileProperties
{
    private static readonly DateTimeOffset Start = new(2026, 11, 25, 22, 17, 0, TimeSpan.Zero);

    /// <summary>Decisions by hour of the day, as they might be anywhere.</summary>
    private static readonly Gen<long[]> AnyDay = Gen.Long[0, 100_000].Array[24];

    [Fact]
    public void After_enough_days_the_profile_is_the_traffic_of_the_site() =>
        Gen.Long[500, 100_000].Array[24].Sample(day =>
        {
            var profile = Play(day, 7 * 24, _ => 1).Profile;

            Assert.All(Enumerable.Range(0, 24), hour => Assert.Equal(day[hour] / day.Average(), profile[hour] / profile.Average(), 0.05));
        });

    [Fact]
    public void Before_the_first_midnight_the_default_is_in_use_and_after_it_both_have_a_part() =>
        AnyDay.Where(day => day.Sum() > 0).Sample(day =>
        {
            Assert.Equal(PacingCurve.DefaultProfile, Play(day, 12, _ => 1).Profile);
            Assert.NotEqual(PacingCurve.DefaultProfile, Play(day, 30, _ => 1).Profile);
        });

    [Fact]
    public void The_curve_never_jumps_nor_falls_whatever_is_learned() =>
        Gen.Select(AnyDay, Gen.Int[1, 10], Gen.Int[1, 500]).Sample((day, days, rush) =>
        {
            var terms = Terms(days);
            var traffic = TrafficProfile.Unknown;
            var before = 0.0;
            for (var now = Start; now < terms.End; now = now.AddMinutes(20))
            {
                var unchanged = traffic.EvenShare(Start, terms.End!.Value, now);
                traffic = traffic.Saw(day[now.ToOffset(SeoulDay.Offset).Hour] / 3 * (now.Minute == 17 ? rush : 1), terms, now);
                var share = traffic.EvenShare(Start, terms.End.Value, now);

                Assert.Equal(unchanged, share, 1e-9);
                Assert.InRange(share, before - 1e-9, 1);
                before = share;
            }

            Assert.Equal(1, traffic.EvenShare(Start, terms.End!.Value, terms.End.Value));
        });

    [Fact]
    public void What_is_asked_of_the_past_leads_to_where_the_profile_changed() =>
        Gen.Select(AnyDay.Where(day => day.Sum() > 0), Gen.Int[30, 200]).Sample((day, hours) =>
        {
            var traffic = Play(day, hours, _ => 1);
            var end = Start.AddDays(30);
            var shares = Enumerable.Range(0, 30 * 24 * 2).Select(half => traffic.EvenShare(Start, end, Start.AddMinutes(30 * half))).ToList();

            Assert.InRange(traffic.ShareBefore, 0.01, 0.99);
            Assert.Equal(0, shares[0]);
            Assert.All(shares.Zip(shares.Skip(1)), pair => Assert.InRange(pair.Second, pair.First, 1));
            Assert.Equal(traffic.ShareBefore, traffic.EvenShare(Start, end, traffic.Since.AddTicks(-1)), 1e-6);
            Assert.Equal(traffic.ShareBefore, traffic.EvenShare(Start, end, traffic.Since), 1e-9);
        });

    [Fact]
    public void A_rush_on_one_day_is_hardly_expected_on_the_next()
    {
        var day = Enumerable.Repeat(1_000L, 24).ToArray();

        var profile = Play(day, 8 * 24, hour => hour == 150 ? 50 : 1).Profile;

        Assert.InRange(profile.Max() / profile.Average(), 1.1, 1.6);
    }

    [Fact]
    public void An_hour_that_was_not_heard_from_its_beginning_says_nothing()
    {
        var terms = Terms(10);
        var traffic = TrafficProfile.Unknown.Saw(5, terms, Start).Saw(5, terms, Start.AddHours(3));

        traffic = traffic.Saw(5, terms, Start.AddHours(4));

        Assert.Empty(traffic.Seen);
        Assert.True(traffic.IsWhole);
    }

    private static BudgetTerms Terms(int days) => new()
    {
        Site = "default",
        AdvertiserId = "a",
        Revision = 1,
        Pricing = Pricing.Rendered,
        Goal = 1_000,
        Start = Start,
        End = Start.AddDays(days),
    };

    private static TrafficProfile Play(long[] day, int hours, Func<int, int> times)
    {
        var terms = Terms(30);
        var traffic = TrafficProfile.Unknown;
        for (var hour = 0; hour < hours; hour++)
        {
            for (var part = 0; part < 4; part++)
            {
                var now = Start.AddMinutes(-17).AddHours(hour).AddMinutes((15 * part) + 1);
                traffic = traffic.Saw(day[now.ToOffset(SeoulDay.Offset).Hour] / 4 * times(hour), terms, now);
            }
        }

        return traffic;
    }
}
