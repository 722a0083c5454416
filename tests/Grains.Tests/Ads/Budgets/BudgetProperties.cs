using System.Collections.Immutable;
using CsCheck;
using Sokbo.Grains.Ads.Budgets;
using Sokbo.Grains.Interfaces.Ads.Budgets;
using Sokbo.Grains.Interfaces.Ads.Events;
using Xunit;

namespace Sokbo.Grains.Tests.Ads.Budgets;

public sealed class BudgetProperties
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 26, 3, 0, 0, TimeSpan.Zero);

    private static readonly Gen<Pricing> AnyPricing = Gen.Int[1, 3].Select(pricing => (Pricing)pricing);

    /// <summary>Small ones more often, so that several events meet at one number and at the end of a goal.</summary>
    private static readonly Gen<int> AnyLease = Gen.Frequency((3, Gen.Int[0, 3]), (1, Gen.Int[0, 30]));
    private static readonly Gen<int> AnyNumber = Gen.Frequency((3, Gen.Int[0, 2]), (1, Gen.Int[0, 11]));
    private static readonly Gen<long> AnyGoal = Gen.Frequency((1, Gen.Long[1, 3]), (2, Gen.Long[1, 40]));

    /// <summary>What a day brings: grants, events in any order and number, returns that lie, closings, and logs that repeat themselves.</summary>
    private static readonly Gen<ImmutableArray<BudgetStep>> AnySteps = Gen.Frequency(
            (3, Gen.Select(Gen.Int[0, 2], Gen.Int[1, 9]).Select((gateway, wanted) => new BudgetStep { Kind = BudgetStepKind.Ask, Gateway = gateway, Number = wanted })),
            (12, Gen.Select(AnyLease, AnyNumber, Gen.Int[0, 2], Gen.Int[1, 3])
                .Select((lease, number, kind, times) => new BudgetStep { Kind = BudgetStepKind.Event, Lease = lease, Number = number, Event = (AdEventKind)kind, Times = times })),
            (2, Gen.Select(AnyLease, Gen.Int[-2, 12]).Select((lease, issued) => new BudgetStep { Kind = BudgetStepKind.GiveBack, Lease = lease, Number = issued })),
            (2, AnyLease.Select(lease => new BudgetStep { Kind = BudgetStepKind.Close, Lease = lease })),
            (1, Gen.Const(new BudgetStep { Kind = BudgetStepKind.NextDay })),
            (1, Gen.Const(new BudgetStep { Kind = BudgetStepKind.Repeat })))
        .Array[1, 120].Select(steps => steps.ToImmutableArray());

    [Fact]
    public void Billed_and_open_never_exceed_goal_and_cap_and_the_ledger_says_the_same() =>
        Gen.Select(AnyPricing, AnyGoal, AnyGoal, Gen.Bool, AnySteps).Sample((pricing, goal, cap, capped, steps) =>
        {
            var model = new BudgetModel(Terms(pricing, goal, capped ? cap : null), Noon);

            foreach (var step in steps)
            {
                model.Play(step);

                Assert.InRange(model.Head.Billed, 0, goal);
                Assert.All(model.Head.Days, day => Assert.InRange(day.Count, 0, capped ? cap : goal));
                if (pricing == Pricing.Rendered)
                {
                    Assert.InRange(model.Head.Billed + BudgetRules.Open(model.Head), 0, goal);
                    Assert.All(model.Head.Open, open => Assert.InRange(
                        model.Head.BilledOn(open.Day) + model.Head.Open.Where(lease => lease.Day == open.Day).Sum(lease => (long)lease.Unbilled), 0, capped ? cap : goal));
                }

                Assert.Equal(model.EventsSent, model.Head.Totals.Sum(count => count.Count));
                Assert.All(model.Head.Open, lease => Assert.InRange(lease.Unbilled, 0, lease.Size));
                foreach (var kind in Enum.GetValues<AdEventKind>())
                {
                    // However often it was sent, a number has each event once.
                    Assert.InRange(model.Head.Totals.Where(count => count.Bucket == (EventBucket)kind).Sum(count => count.Count), 0, model.NumbersSent(kind));
                }
            }

            Assert.Null(model.LedgerProblem);
            Assert.Equal(model.Head.Billed, model.Ledger.Billed);
            Assert.Equal(model.Head.Totals, model.Ledger.Counts);
            Assert.Equal(model.Head.LedgerHash, model.Ledger.Hash);
        });

    [Fact]
    public void How_a_log_is_cut_into_folds_and_what_is_in_it_twice_changes_nothing_that_is_counted() =>
        Gen.Select(AnyPricing, AnyGoal, AnySteps, Gen.Int[1, 7], Gen.Bool).Sample((pricing, goal, steps, stride, twice) =>
        {
            var one = new BudgetModel(Terms(pricing, goal, null), Noon);
            var other = new BudgetModel(Terms(pricing, goal, null), Noon) { EntriesAtOnce = stride, WritesTwice = twice };
            foreach (var step in steps.Where(step => step.Kind is not BudgetStepKind.Repeat))
            {
                one.Play(step);
                other.Play(step);
            }

            other.Flush();

            Assert.Equal(one.Head.Totals, other.Head.Totals);
            Assert.Equal(one.Head.Billed, other.Head.Billed);
        });

    [Fact]
    public void No_more_leases_are_open_than_one_record_bears()
    {
        var model = new BudgetModel(Terms(Pricing.Rendered, 1_000, null), Noon);

        for (var time = 0; time < BudgetRules.LeasesOpenMax + 10; time++)
        {
            model.Play(new BudgetStep { Kind = BudgetStepKind.Ask, Number = 1 });
        }

        Assert.Equal(BudgetRules.LeasesOpenMax, model.Head.Open.Length);
    }

    /// <summary>More numbers are out than bill, because most never become viewable; here all do.</summary>
    [Theory]
    [InlineData(1, null)]
    [InlineData(10, 1)]
    public void Not_one_more_is_billed_than_goal_or_cap_say_when_every_number_becomes_viewable(int goal, int? cap)
    {
        var model = new BudgetModel(Terms(Pricing.Viewable, goal, cap), Noon);
        model.Play(new BudgetStep { Kind = BudgetStepKind.Ask, Number = 1 });
        model.Play(new BudgetStep { Kind = BudgetStepKind.Ask, Number = 1 });
        Assert.Equal(2, model.Head.Open.Length);

        foreach (var lease in new[] { 0, 1 })
        {
            model.Play(new BudgetStep { Kind = BudgetStepKind.Event, Lease = lease, Event = AdEventKind.Rendered, Times = 1 });
            model.Play(new BudgetStep { Kind = BudgetStepKind.Event, Lease = lease, Event = AdEventKind.Viewable, Times = 1 });
        }

        Assert.Equal(1, model.Head.Billed);
        Assert.Equal(1, model.Head.Totals.Single(count => count.Bucket == EventBucket.BeyondGoal).Count);
        Assert.Null(model.LedgerProblem);
    }

    [Fact]
    public void Viewable_and_clicked_count_the_same_whichever_beacon_comes_first() =>
        Gen.Shuffle(new List<AdEventKind> { AdEventKind.Rendered, AdEventKind.Viewable, AdEventKind.Click }).Sample(order =>
        {
            var model = new BudgetModel(Terms(Pricing.Viewable, 10, null), Noon);
            model.Play(new BudgetStep { Kind = BudgetStepKind.Ask, Number = 1 });

            foreach (var kind in order)
            {
                model.Play(new BudgetStep { Kind = BudgetStepKind.Event, Event = kind, Times = 1 });
            }

            Assert.Equal([EventBucket.Rendered, EventBucket.Viewable, EventBucket.Click], model.Head.Totals.Select(count => count.Bucket));
            Assert.Equal(1, model.Head.Billed);
        });

    [Fact]
    public void The_curve_begins_at_nothing_ends_at_all_and_never_falls() =>
        Gen.Select(Gen.Int[0, 1].Select(pacing => (Pacing)pacing), Gen.Int[1, 90 * 24 * 60], Gen.Double[0, 1], Gen.Double[0, 1]).Sample((pacing, minutes, one, other) =>
        {
            var end = Noon.AddMinutes(minutes);
            var (early, late) = (Math.Min(one, other), Math.Max(one, other));

            var first = PacingCurve.Share(pacing, Noon, end, Noon, PacingCurve.DefaultProfile);
            var before = PacingCurve.Share(pacing, Noon, end, Noon + (early * (end - Noon)), PacingCurve.DefaultProfile);
            var after = PacingCurve.Share(pacing, Noon, end, Noon + (late * (end - Noon)), PacingCurve.DefaultProfile);
            var last = PacingCurve.Share(pacing, Noon, end, end, PacingCurve.DefaultProfile);

            Assert.Equal((0, 1), (first, last));
            Assert.InRange(before, 0, after + 1e-9);
            Assert.InRange(after, before - 1e-9, 1);
        });

    private static BudgetTerms Terms(Pricing pricing, long goal, long? cap) => new()
    {
        Site = "default",
        AdvertiserId = "a",
        Revision = 1,
        Pricing = pricing,
        PriceWon = 3_000,
        Goal = goal,
        DailyCap = cap,
        Pacing = Pacing.Fast,
    };
}
