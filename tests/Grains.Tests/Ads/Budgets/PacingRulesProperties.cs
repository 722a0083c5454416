using CsCheck;
using Sokbo.Grains.Ads.Budgets;
using Sokbo.Grains.Interfaces.Ads.Budgets;
using Xunit;

namespace Sokbo.Grains.Tests.Ads.Budgets;

public sealed class PacingRulesProperties
{
    private static readonly DateTimeOffset Start = new(2026, 11, 25, 15, 0, 0, TimeSpan.Zero);

    private static readonly Gen<(long Goal, double Hours, double At)> AnyMoment =
        Gen.Select(Gen.Long[1, 1_000_000], Gen.Double[0.2, 24 * 40], Gen.Double[0, 1]);

    [Fact]
    public void If_all_that_is_out_renders_a_goal_is_one_impression_or_one_percent_ahead_at_most() =>
        Gen.Select(AnyMoment, Gen.Double[0, 1.2], Gen.Int[0, 2_000], Gen.Long[0, 10_000]).Sample((moment, part, away, tried) =>
        {
            var (head, now) = Head(Pricing.Rendered, moment);
            head = head with { Billed = (long)(part * PacingRules.Expected(head, now)), Tried = tried, Open = [Lease(away, now)] };

            var most = head.Billed + away + Math.Max(0, PacingRules.Allowed(head, now));

            Assert.InRange(most, 0, Math.Max(head.Billed + away, PacingRules.Expected(head, now) + Math.Max(1, moment.Goal / 100.0) + 1e-6));
        });

    [Fact]
    public void What_was_given_out_long_enough_ago_is_waited_for_no_longer()
    {
        var (head, now) = Head(Pricing.Viewable, (100_000, 24, 0.5));
        head = head with { Billed = (long)PacingRules.Expected(head, now) - 100, Tried = 100_000 };
        var young = head with { Open = [Lease(2_000, now) with { Returned = true }] };
        var old = head with { Open = [Lease(2_000, now.AddSeconds(-26)) with { Returned = true }] };

        Assert.True(PacingRules.Allowed(young, now) < 1);
        Assert.InRange(PacingRules.Allowed(old, now), 100, 10_000);
    }

    [Fact]
    public void A_click_that_is_due_once_in_a_while_is_waited_for_with_few_numbers() =>
        Gen.Select(Gen.Long[1, 100], Gen.Double[24 * 1, 24 * 40], Gen.Double[0.05, 0.95], Gen.Double[0, 1]).Sample((goal, hours, at, behind) =>
        {
            var (head, now) = Head(Pricing.Click, (goal, hours, at));
            var expected = PacingRules.Expected(head, now);
            head = head with { Billed = (long)Math.Max(0, expected - behind), Tried = 1_000_000 };

            // Within half a minute, in the slope of three.
            var due = (PacingRules.Expected(head, now.AddSeconds(90)) - PacingRules.Expected(head, now.AddSeconds(-90))) / 6;
            var likely = PacingRules.Allowed(head, now) * PacingRules.Yield(head, now);

            // Two numbers go out in any case, and what is due soon is behind already.
            Assert.InRange(likely, double.MinValue, Math.Max(2 * PacingRules.Yield(head, now), 16 * due * (expected - head.Billed + 0.3)));
        });

    [Fact]
    public void Many_clicks_are_asked_for_by_the_yield()
    {
        var (head, now) = Head(Pricing.Click, (100_000, 24, 0.5));
        var expected = PacingRules.Expected(head, now);
        head = head with { Billed = (long)expected - 100, Tried = (long)expected * 50 };

        var likely = PacingRules.Allowed(head, now) * PacingRules.Yield(head, now);

        // 100 behind, and as much as is due within a minute and a half, half a percent at most.
        Assert.InRange(likely, 100, 602);
    }

    [Fact]
    public void Who_is_told_to_wait_finds_a_number_then() =>
        AnyMoment.Sample(moment =>
        {
            var (head, now) = Head(Pricing.Rendered, moment);
            head = head with { Billed = (long)PacingRules.Expected(head, now) + 1 + (moment.Goal / 100) };
            var (shortest, longest) = (TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(30));

            var wait = PacingRules.UntilAllowed(head, now, shortest, longest);

            Assert.InRange(wait, shortest, longest);
            Assert.True(wait == longest || PacingRules.Allowed(head, now + wait) >= 1);
            Assert.True(wait < 2 * shortest || PacingRules.Allowed(head, now + wait - shortest) < 1);
        });

    [Fact]
    public void Who_waits_between_two_requests_is_behind_by_a_thousandth_of_the_goal_at_most_and_small_goals_do_not_wait() =>
        AnyMoment.Sample(moment =>
        {
            var (head, now) = Head(Pricing.Rendered, moment);

            var lull = PacingRules.Lull(head, now);

            Assert.InRange(lull, TimeSpan.Zero, moment.Goal < 1_000 ? TimeSpan.Zero : TimeSpan.FromSeconds(5));
            var due = PacingRules.Expected(head, now + lull) - PacingRules.Expected(head, now);
            Assert.InRange(due, 0, (1.05 * moment.Goal / 1_000) + 1e-6);
            Assert.True(moment.Goal < 1_000 || lull == TimeSpan.FromSeconds(5) || due >= 0.5 * moment.Goal / 1_000 || moment.Hours * (1 - moment.At) < 0.01);
        });

    private static (BudgetHead Head, DateTimeOffset Now) Head(Pricing pricing, (long Goal, double Hours, double At) moment)
    {
        var terms = new BudgetTerms
        {
            Site = "default",
            AdvertiserId = "a",
            Revision = 1,
            Pricing = pricing,
            Goal = moment.Goal,
            Start = Start,
            End = Start.AddHours(moment.Hours),
        };
        return (new BudgetHead { Terms = terms, Incarnation = "i", Epochs = [1] }, Start.AddHours(moment.Hours * moment.At));
    }

    private static LeaseRecord Lease(int size, DateTimeOffset at) => new()
    {
        Id = 1,
        Gateway = "g",
        Request = 1,
        Size = size,
        Day = 20261126,
        At = at,
    };
}
