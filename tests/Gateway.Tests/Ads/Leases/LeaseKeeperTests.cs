using Sokbo.Gateway.Ads.Leases;
using Sokbo.Grains.Interfaces.Ads.Budgets;
using Xunit;

namespace Sokbo.Gateway.Tests.Ads.Leases;

public sealed class LeaseKeeperTests : IDisposable
{
    private readonly LeaseBench _bench = new();

    private TestBudgets Budgets => _bench.Budgets;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Every_running_campaign_gets_a_first_small_lease_before_anybody_asks()
    {
        _bench.Put(
            LeaseBench.Campaign("goal"),
            LeaseBench.Campaign("flat", Pricing.Flat),
            LeaseBench.Campaign("paused") with { Paused = true },
            LeaseBench.Campaign("over") with { End = _bench.Time.GetUtcNow() },
            LeaseBench.Campaign("empty") with { Creatives = [] });

        _bench.Keeper.Step();

        Assert.Equal(["flat 16", "goal 1"], Budgets.Requests.Select(call => $"{call.Campaign} {call.Request.Wanted}").Order(StringComparer.Ordinal));
        Assert.NotNull(_bench.Decide("goal"));
        Assert.NotNull(_bench.Decide("flat"));
    }

    [Fact]
    public void Who_is_wanted_keeps_numbers_at_hand_for_five_seconds_of_its_traffic()
    {
        _bench.Put(LeaseBench.Campaign("a"));
        _bench.Keeper.Step();

        var without = 0;
        for (var decision = 0; decision < 3_000; decision++)
        {
            without += _bench.Decide("a") is null ? 1 : 0;
            _bench.Advance(0.02);
        }

        Assert.InRange(without, 0, 3);
        var (_, last) = Budgets.Requests.Last();
        Assert.InRange(last.Wanted, 200, 300);
        Assert.InRange(last.RatePerSecond, 40, 60);
        Assert.Equal(Budgets.Requests.Select(call => call.Request.Request).Order().Distinct(), Budgets.Requests.Select(call => call.Request.Request));
        Assert.All(Budgets.Requests, call => Assert.Equal("gw", call.Request.Gateway));

        // One lease is granted for about half of what it asked for at the earliest.
        Assert.InRange(Budgets.Requests.Count, 10, 60);
    }

    [Fact]
    public void A_lease_that_ends_is_replaced_before_it_does_and_given_back_with_what_was_spent()
    {
        _bench.Put(LeaseBench.Campaign("a", Pricing.Flat));
        _bench.Keeper.Step();
        Assert.NotNull(_bench.Decide("a"));
        Assert.NotNull(_bench.Decide("a"));

        _bench.Advance(19.9);
        Assert.Empty(Budgets.Returns);
        var last = _bench.Decide("a");
        _bench.Advance(0.2);

        Assert.Equal([("a", new LeaseReturn("gw", 1, 3))], Budgets.Returns);
        Assert.Equal((1L, 2L), (last!.Value.Lease, _bench.Decide("a")!.Value.Lease));
    }

    [Fact]
    public void Who_is_not_wanted_for_three_seconds_gives_scarce_numbers_back_and_gets_others_when_wanted()
    {
        _bench.Put(LeaseBench.Campaign("goal"), LeaseBench.Campaign("flat", Pricing.Flat));
        _bench.Keeper.Step();

        _bench.Advance(2.9);
        Assert.Empty(Budgets.Returns);
        _bench.Advance(0.2);
        Assert.Equal(("goal", 0), (Assert.Single(Budgets.Returns).Campaign, Budgets.Returns.First().Lease.Issued));
        _bench.Advance(10);
        Assert.Single(Budgets.Requests, call => call.Campaign == "goal");

        Assert.Null(_bench.Decide("goal"));
        _bench.Keeper.Step();
        Assert.NotNull(_bench.Decide("goal"));
    }

    [Fact]
    public void A_minute_after_the_last_decision_nobody_asks_any_more()
    {
        _bench.Put(LeaseBench.Campaign("flat", Pricing.Flat));
        _bench.Keeper.Step();
        _bench.Advance(85);
        var before = Budgets.Requests.Count;

        _bench.Advance(60);

        Assert.Equal(before, Budgets.Requests.Count);
        Assert.Equal(before, Budgets.Returns.Count);
    }

    [Fact]
    public void A_campaign_that_is_paused_or_gone_gives_everything_back()
    {
        _bench.Put(LeaseBench.Campaign("a", Pricing.Flat), LeaseBench.Campaign("b", Pricing.Flat));
        _bench.Keeper.Step();
        _bench.Decide("a");

        _bench.Put(LeaseBench.Campaign("a", Pricing.Flat) with { Paused = true });
        _bench.Advance(1.1);

        Assert.Equal([("a", 1), ("b", 0)], Budgets.Returns.Select(call => (call.Campaign, call.Lease.Issued)).Order());
        Assert.Null(_bench.Decide("a"));
        _bench.Advance(1.1);
        Assert.Equal(2, Budgets.Requests.Count);
    }

    [Fact]
    public void A_request_whose_answer_is_lost_is_repeated_as_it_was_and_its_lease_ends_as_if_it_had_come()
    {
        _bench.Put(LeaseBench.Campaign("a", Pricing.Flat));
        Budgets.Luck = () => (true, false);
        _bench.Keeper.Step();
        _bench.Advance(8);
        var lost = Budgets.Requests.ToArray();
        Budgets.Luck = () => (true, true);
        _bench.Advance(2.1);

        Assert.InRange(lost.Length, 3, 12);
        Assert.All(Budgets.Requests, call => Assert.Equal(lost[0], call));
        Assert.Single(Budgets.Granted);
        Assert.NotNull(_bench.Decide("a"));
        _bench.Advance(9.8);
        Assert.Empty(Budgets.Returns);
        _bench.Advance(0.2);
        Assert.Equal(1, Assert.Single(Budgets.Returns).Lease.Issued);
    }

    [Fact]
    public void A_request_that_stays_unanswered_is_given_up_for_a_new_one()
    {
        _bench.Put(LeaseBench.Campaign("a", Pricing.Flat));
        Budgets.Luck = () => (false, false);
        _bench.Keeper.Step();

        _bench.Advance(40);

        Assert.InRange(Budgets.Requests.Select(call => call.Request.Request).Distinct().Count(), 2, 4);
    }

    [Fact]
    public void After_a_refusal_it_asks_again_when_it_was_told_to()
    {
        _bench.Put(LeaseBench.Campaign("a"));
        Budgets.Refuse = _ => LeaseGrant.None(LeaseRefusal.Paced, TimeSpan.FromSeconds(10));
        _bench.Keeper.Step();

        for (var second = 0; second < 9; second++)
        {
            Assert.Null(_bench.Decide("a"));
            _bench.Advance(1);
        }

        Assert.Single(Budgets.Requests);
        Assert.Null(_bench.Decide("a"));
        _bench.Advance(2.1);
        Assert.Equal(2, Budgets.Requests.Count);
        Assert.Equal([1, 2], Budgets.Requests.Select(call => call.Request.Request));
    }

    [Fact]
    public void A_campaign_that_was_changed_is_asked_for_at_once_whatever_was_refused_before()
    {
        _bench.Put(LeaseBench.Campaign("a"));
        Budgets.Refuse = _ => LeaseGrant.None(LeaseRefusal.NotRunning, TimeSpan.FromSeconds(30));
        _bench.Keeper.Step();
        Assert.Null(_bench.Decide("a"));
        Budgets.Refuse = _ => null;

        _bench.Put(LeaseBench.Campaign("a") with { Revision = 2 });
        _bench.Advance(1.1);

        Assert.NotNull(_bench.Decide("a"));
        Assert.Equal(2, Budgets.Requests.Count);
    }

    [Fact]
    public void A_return_whose_answer_is_lost_is_repeated_until_the_budget_has_closed_the_lease()
    {
        _bench.Put(LeaseBench.Campaign("a"));
        _bench.Keeper.Step();
        Budgets.Luck = () => (true, false);

        _bench.Advance(60);
        var repeated = Budgets.Returns.Count;
        _bench.Advance(25);
        var last = Budgets.Returns.Count;
        _bench.Advance(60);

        Assert.InRange(repeated, 20, 200);
        Assert.True(last > repeated);
        Assert.Equal(last, Budgets.Returns.Count);
        Assert.Single(Budgets.Returns.Distinct());
    }

    [Fact]
    public void A_hung_cluster_has_no_more_calls_than_may_be()
    {
        using var bench = new LeaseBench(new LeasesOptions { CallsMax = 4 });
        bench.Put([.. Enumerable.Range(0, 40).Select(index => LeaseBench.Campaign($"c{index}"))]);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.Budgets.Gate = gate.Task;

        bench.Keeper.Step();
        bench.Keeper.Step();
        bench.Advance(1.5);

        Assert.Equal(4, bench.Budgets.Requests.Count);
        gate.SetResult();
    }

    [Fact]
    public async Task Stopping_gives_everything_back_with_what_was_spent()
    {
        _bench.Put(LeaseBench.Campaign("a", Pricing.Flat), LeaseBench.Campaign("b", Pricing.Flat));
        _bench.Keeper.Step();
        _bench.Decide("a");
        _bench.Decide("a");
        var failures = 2;
        Budgets.Luck = () => (true, Interlocked.Decrement(ref failures) < 0);

        var stopping = _bench.Keeper.StopAsync(TestContext.Current.CancellationToken);
        while (!stopping.IsCompleted)
        {
            _bench.Time.Advance(TimeSpan.FromMilliseconds(20));
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        await stopping;
        Assert.Equal([("a", 2), ("b", 0)], Budgets.Returns.Select(call => (call.Campaign, call.Lease.Issued)).Distinct().Order());
        Assert.Null(_bench.Decide("a"));
        _bench.Advance(5);
        Assert.Equal(2, Budgets.Requests.Count);
    }

    [Fact]
    public async Task A_decision_waits_for_numbers_that_are_on_request_and_for_no_others()
    {
        _bench.Put(LeaseBench.Campaign("a"), LeaseBench.Campaign("b"));
        Budgets.Refuse = campaign => campaign == "b" ? LeaseGrant.None(LeaseRefusal.Exhausted, TimeSpan.FromSeconds(5)) : null;
        var gate = new TaskCompletionSource();
        Budgets.Gate = gate.Task;
        _bench.Keeper.Step();

        var coming = _bench.Book.WaitAsync(["a", "b"], TestContext.Current.CancellationToken).AsTask();
        Assert.False(coming.IsCompleted);
        gate.SetResult();
        Assert.True(await coming);
        Assert.False(await _bench.Book.WaitAsync(["b"], TestContext.Current.CancellationToken));
        Assert.False(await _bench.Book.WaitAsync(["unheard-of"], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_decision_waits_once_the_time_of_a_refusal_is_over()
    {
        _bench.Put(LeaseBench.Campaign("a"));
        Budgets.Refuse = _ => LeaseGrant.None(LeaseRefusal.Paced, TimeSpan.FromSeconds(10));
        _bench.Keeper.Step();
        Budgets.Refuse = _ => null;

        _bench.Advance(9.9);
        Assert.False(await _bench.Book.WaitAsync(["a"], TestContext.Current.CancellationToken));

        // Nobody came for a while, and the one who comes first is not sent away.
        _bench.Advance(5);
        Assert.Null(_bench.Decide("a"));
        var waiting = _bench.Book.WaitAsync(["a"], TestContext.Current.CancellationToken).AsTask();
        _bench.Keeper.Step();

        Assert.True(await waiting);
        Assert.NotNull(_bench.Decide("a"));
    }

    [Fact]
    public async Task Budgets_are_told_of_each_decision_once_also_of_one_that_has_waited()
    {
        _bench.Put(LeaseBench.Campaign("a"));
        var waited = 0;
        for (var decision = 0; decision < 20; decision++)
        {
            // By then what was at hand has gone back.
            _bench.Advance(4);
            if (_bench.Decide("a") is null)
            {
                waited++;
                var waiting = _bench.Book.WaitAsync(["a"], TestContext.Current.CancellationToken).AsTask();
                _bench.Keeper.Step();
                Assert.True(await waiting);
                Assert.NotNull(_bench.Decide("a"));
            }
        }

        _bench.Advance(4);
        _bench.Decide("a");
        _bench.Keeper.Step();
        Assert.InRange(waited, 15, 20);
        Assert.Equal(21, Budgets.Requests.Last().Request.Decisions);
    }

    [Fact]
    public void A_grant_that_leaves_the_rest_to_others_is_followed_by_a_pause()
    {
        _bench.Put(LeaseBench.Campaign("a"));
        Budgets.SizeMax = 1;
        Budgets.RetryAfter = TimeSpan.FromSeconds(1);

        for (var step = 0; step < 50; step++)
        {
            _bench.Decide("a");
            _bench.Advance(0.1);
        }

        Assert.InRange(Budgets.Requests.Count, 4, 6);
    }

    [Fact]
    public async Task A_decision_waits_for_300_milliseconds_at_most()
    {
        _bench.Put(LeaseBench.Campaign("a"));
        Budgets.Gate = new TaskCompletionSource().Task;
        _bench.Keeper.Step();

        var waiting = _bench.Book.WaitAsync(["a"], TestContext.Current.CancellationToken).AsTask();
        _bench.Time.Advance(TimeSpan.FromMilliseconds(299));
        Assert.False(waiting.IsCompleted);
        _bench.Time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.False(await waiting);
    }

    [Fact]
    public void Taking_a_number_allocates_nothing()
    {
        _bench.Put(LeaseBench.Campaign("a", Pricing.Flat), LeaseBench.Campaign("none"));
        Budgets.Refuse = campaign => campaign == "none" ? LeaseGrant.None(LeaseRefusal.Exhausted, TimeSpan.FromSeconds(5)) : null;
        _bench.Keeper.Step();
        ILeaseSource[] sources = [_bench.Book.For("a"), _bench.Book.For("none")];
        Take();
        var before = GC.GetAllocatedBytesForCurrentThread();

        Take();

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Take()
        {
            foreach (var source in sources)
            {
                source.IsAtHand(LeaseMoment.Of(_bench.Time));
                source.TryTake(out _);
            }
        }
    }
}
