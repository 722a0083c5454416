using System.Collections.Immutable;
using Orleans.Core.Internal;
using Sokbo.Fixtures;
using Sokbo.Grains.Ads.Budgets;
using Sokbo.Grains.Interfaces.Ads.Budgets;
using Sokbo.Grains.Interfaces.Ads.Events;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Tests.Delivery;
using Xunit;

namespace Sokbo.Grains.Tests.Ads.Budgets;

/// <summary>With a cluster of their own: these tests move the clock and restore the store.</summary>
public sealed class BudgetGrainTests(AdsCluster cluster) : IClassFixture<AdsCluster>
{
    /// <summary>What nobody spends any more is back within this time after the budget has last answered for it.</summary>
    private static readonly TimeSpan BackBound = TimeSpan.FromSeconds(90);

    private readonly string _campaign = Guid.NewGuid().ToString("N");
    private readonly string _log = "log" + Guid.NewGuid().ToString("N");
    private long _request;
    private long _seq;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private GrainCluster Grains => cluster.Grains;

    private MemoryBudgetStore Store => Grains.Store.Budgets;

    private IBudgetGrain Budget => Grains.Client.GetGrain<IBudgetGrain>(_campaign);

    [Fact]
    public async Task Numbers_are_given_out_up_to_the_goal_and_no_further()
    {
        await BookAsync(goal: 10);

        var first = await AskAsync(wanted: 6);
        var second = await AskAsync(wanted: 6);
        var third = await AskAsync(wanted: 6);

        Assert.Equal((6, 4), (first.Size, second.Size));
        Assert.Equal(LeaseRefusal.Exhausted, third.Refusal);
        Assert.Equal(10, (await Budget.Read(Cancellation))!.Open);
    }

    [Fact]
    public async Task A_flat_price_has_numbers_without_an_end_and_counts_them_and_bills_none()
    {
        await Budget.Book(Terms(0) with { Pricing = Pricing.Flat, Goal = null }, Cancellation);

        var first = await AskAsync(wanted: 1_000);
        var second = await AskAsync(wanted: 1_000);
        await FoldAsync(Rendered(first, 0), Rendered(second, 999), Viewable(second, 999));

        var state = (await Budget.Read(Cancellation))!;
        Assert.Equal((1_000, 1_000), (first.Size, second.Size));
        Assert.Equal((2, 1, 0), (state.CountOf(EventBucket.Rendered), state.CountOf(EventBucket.Viewable), state.Billed));
    }

    [Fact]
    public async Task A_repeated_request_gets_the_same_lease()
    {
        await BookAsync(goal: 10);
        var request = new LeaseRequest { Gateway = "g", Request = 1, Wanted = 4, RatePerSecond = 1 };

        var first = await Budget.Lease(request, Cancellation);
        var again = await Budget.Lease(request, Cancellation);

        Assert.Equal(first, again);
        Assert.Equal(4, (await Budget.Read(Cancellation))!.Open);
    }

    [Fact]
    public async Task An_event_is_counted_once_however_often_its_entry_is_folded()
    {
        await BookAsync(goal: 10);
        var lease = await AskAsync(wanted: 4);
        var request = new FoldRequest(_log, [Entry(1, Rendered(lease, 0), Rendered(lease, 0), Rendered(lease, 1))]);

        Assert.True(await Budget.Fold(request, Cancellation));
        Assert.True(await Budget.Fold(request, Cancellation));

        var state = (await Budget.Read(Cancellation))!;
        Assert.Equal((2, 2, 1), (state.Billed, state.CountOf(EventBucket.Rendered), state.CountOf(EventBucket.Duplicate)));
        Assert.Equal(2, state.Open);
        Assert.Equal(2 * 3_000 / 1_000, state.SpendWon);
    }

    [Theory]
    [InlineData(StoreFault.NotWritten)]
    [InlineData(StoreFault.WrittenButUnknown)]
    public async Task A_fold_whose_write_failed_is_repeated_and_counts_once(StoreFault fault)
    {
        await BookAsync(goal: 10);
        var lease = await AskAsync(wanted: 4);
        var request = new FoldRequest(_log, [Entry(1, Rendered(lease, 0))]);
        Store.FailNextWrite(_campaign, fault);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => Budget.Fold(request, Cancellation));
        await Budget.Fold(request, Cancellation);

        Assert.Equal(1, (await Budget.Read(Cancellation))!.Billed);
        Assert.Null(Verify(out var ledger));
        Assert.Equal(1, ledger.Billed);
    }

    [Fact]
    public async Task An_activation_that_finds_another_one_has_written_counts_nothing_and_leaves()
    {
        await BookAsync(goal: 10);
        var lease = await AskAsync(wanted: 4);
        IBudgetStore store = Store;
        var (version, _) = await store.ReadAsync(_campaign, [], Cancellation);
        Assert.True(await store.WriteAsync(new BudgetWrite { Campaign = _campaign, Version = version, Fields = [] }, Cancellation));

        await Assert.ThrowsAnyAsync<Exception>(() => FoldAsync(Rendered(lease, 0)));
        await FoldAsync(Rendered(lease, 0));

        Assert.Equal(1, (await Budget.Read(Cancellation))!.Billed);
        Assert.Null(Verify(out var ledger));
        Assert.Equal((1, 1), (ledger.Billed, ledger.Rows));
    }

    [Theory]
    [InlineData(StoreFault.NotWritten)]
    [InlineData(StoreFault.WrittenButUnknown)]
    public async Task A_grant_whose_write_failed_is_repeated_and_given_once(StoreFault fault)
    {
        await BookAsync(goal: 10);
        var request = new LeaseRequest { Gateway = "g", Request = 1, Wanted = 4, RatePerSecond = 1 };
        Store.FailNextWrite(_campaign, fault);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => Budget.Lease(request, Cancellation));
        var grant = await Budget.Lease(request, Cancellation);

        Assert.Equal(4, grant.Size);
        Assert.Equal(4, (await Budget.Read(Cancellation))!.Open);
    }

    [Fact]
    public async Task A_dead_gateways_numbers_come_back_after_lease_and_ticket_have_lived_and_a_later_beacon_is_late()
    {
        await BookAsync(goal: 4);
        var lost = await AskAsync(wanted: 4);
        await FoldAsync(Rendered(lost, 0));
        Assert.Equal(LeaseRefusal.Exhausted, (await AskAsync(wanted: 4)).Refusal);

        var took = await CloseAsync();
        var again = await AskAsync(wanted: 4);
        await FoldAsync(Rendered(lost, 1), Viewable(lost, 0));

        CheckBack(took);

        var state = (await Budget.Read(Cancellation))!;
        Assert.Equal(3, again.Size);
        Assert.Equal((1, 1, 1), (state.Billed, state.CountOf(EventBucket.Late), state.CountOf(EventBucket.Viewable)));
    }

    [Fact]
    public async Task What_was_durable_before_a_lease_is_closed_is_not_late()
    {
        await BookAsync(goal: 4);
        var lease = await AskAsync(wanted: 4);
        // Durable in the log, and no call has told anybody.
        Grains.Store.EventLogs.Append(_log, new EventLogEntry(1, [new CampaignEvents(_campaign, [Rendered(lease, 2)], [])]));

        await CloseAsync();

        var state = (await Budget.Read(Cancellation))!;
        Assert.Equal((1, 0), (state.Billed, state.CountOf(EventBucket.Late)));
    }

    [Fact]
    public async Task An_answer_to_another_asking_closes_nothing()
    {
        await BookAsync(goal: 4);
        var lease = await AskAsync(wanted: 4);
        Grains.Store.EventLogs.Append(_log, new EventLogEntry(1, [new CampaignEvents(_campaign, [Rendered(lease, 2)], [])]));
        var (asked, folding) = (new TaskCompletionSource(), new TaskCompletionSource());
        Grains.Store.EventLogs.Listing = () =>
        {
            asked.TrySetResult();
            return folding.Task;
        };
        try
        {
            Grains.Time.Advance(BudgetRules.LeaseLife + BudgetRules.TicketLife);
            for (var second = 0; second < 10; second++)
            {
                Grains.Time.Advance(TimeSpan.FromSeconds(1));
                await asked.Task.WaitAsync(TimeSpan.FromSeconds(20), Cancellation);
                await Task.Delay(20, Cancellation);

                // An earlier activation has asked too, and this is what it was told.
                await Budget.CloseDue(barrier: 0, Cancellation);
                Assert.Equal(4, (await Budget.Read(Cancellation))!.Open);
            }
        }
        finally
        {
            Grains.Store.EventLogs.Listing = null;
            folding.SetResult();
        }

        await CloseAsync();
        var state = (await Budget.Read(Cancellation))!;
        Assert.Equal((1, 0), (state.Billed, state.CountOf(EventBucket.Late)));
    }

    [Fact]
    public async Task A_restarted_budget_waits_a_whole_term_again_before_it_gives_numbers_out_a_second_time()
    {
        await BookAsync(goal: 4);
        await AskAsync(wanted: 4);
        Grains.Time.Advance(TimeSpan.FromSeconds(70));

        await DeactivateAsync();
        await Budget.Read(Cancellation);
        var passed = TimeSpan.FromSeconds(70);
        Grains.Time.Advance(passed);
        await Task.Delay(50, Cancellation);

        Assert.Equal(LeaseRefusal.Exhausted, (await AskAsync(wanted: 4)).Refusal);
        CheckBack(await CloseAsync(passed));
        Assert.Equal(4, (await AskAsync(wanted: 4)).Size);
    }

    [Fact]
    public async Task Numbers_that_were_never_spent_come_back_at_once()
    {
        await BookAsync(goal: 10);
        var lease = await AskAsync(wanted: 10);

        await Budget.TakeBack(new LeaseReturn("g", lease.Lease, 3), Cancellation);
        await Budget.TakeBack(new LeaseReturn("g", lease.Lease, 3), Cancellation);

        Assert.Equal(3, (await Budget.Read(Cancellation))!.Open);
        Assert.Equal(7, (await AskAsync(wanted: 10)).Size);
    }

    [Fact]
    public async Task A_lease_of_which_nothing_was_spent_leaves_nothing_behind()
    {
        await BookAsync(goal: 10);
        var lease = await AskAsync(wanted: 10);
        Assert.True(Store.Has(_campaign, BudgetFields.Lease(lease.Lease)));

        await Budget.TakeBack(new LeaseReturn("g", lease.Lease, 0), Cancellation);

        Assert.False(Store.Has(_campaign, BudgetFields.Lease(lease.Lease)));
        Assert.Equal(0, (await Budget.Read(Cancellation))!.Open);
    }

    [Fact]
    public async Task After_a_restore_nothing_is_given_out_until_somebody_says_so_and_what_was_lost_bills_nothing()
    {
        var grains = Grains;
        await BookAsync(goal: 10);
        var lost = new LeaseGrant { Refusal = LeaseRefusal.None, Lease = LeaseRecord.IdOf(99, 3), Size = 5 };
        var before = await AskAsync(wanted: 2);
        var incarnation = grains.Store.Incarnation;
        try
        {
            await DeactivateAsync();
            grains.Store.Incarnation = "restored" + Guid.NewGuid().ToString("N");
            var held = await AskAsync(wanted: 2);
            await FoldAsync(Rendered(before, 0), Rendered(lost, 1));
            await Budget.Release(Cancellation);
            var released = await AskAsync(wanted: 2);

            var state = (await Budget.Read(Cancellation))!;
            Assert.Equal(LeaseRefusal.Held, held.Refusal);
            Assert.Equal(2, released.Size);
            Assert.NotEqual(before.Lease >> 32, released.Lease >> 32);
            Assert.Equal((0, 1), (state.Billed, state.CountOf(EventBucket.Lost)));
        }
        finally
        {
            grains.Store.Incarnation = incarnation;
        }
    }

    [Fact]
    public async Task A_log_is_folded_into_each_campaign_and_then_cut_off()
    {
        await BookAsync(goal: 10);
        var other = Guid.NewGuid().ToString("N");
        await Grains.Client.GetGrain<IBudgetGrain>(other).Book(Terms(5), Cancellation);
        var lease = await AskAsync(wanted: 4);
        var otherLease = await Grains.Client.GetGrain<IBudgetGrain>(other).Lease(new LeaseRequest { Gateway = "g", Request = 1, Wanted = 4, RatePerSecond = 1 }, Cancellation);
        var first = new EventLogEntry(1, [new CampaignEvents(_campaign, [Rendered(lease, 0)], []), new CampaignEvents(other, [Rendered(otherLease, 0)], [])]);
        Grains.Store.EventLogs.Append(_log, first);
        Grains.Store.EventLogs.Append(_log, first);
        Grains.Store.EventLogs.Append(_log, new EventLogEntry(2, [new CampaignEvents("nobody", [Rendered(lease, 0)], []), new CampaignEvents(_campaign, [Rendered(lease, 1)], [])]));
        Store.FailNextWrite(other, StoreFault.WrittenButUnknown);
        var log = Grains.Client.GetGrain<IEventLogGrain>(_log);

        await Assert.ThrowsAnyAsync<Exception>(() => log.FoldAll(Cancellation));
        var after = Grains.Store.EventLogs.Length(_log);
        await log.FoldAll(Cancellation);

        Assert.Equal((3, 0), (after, Grains.Store.EventLogs.Length(_log)));
        Assert.Equal(2, (await Budget.Read(Cancellation))!.Billed);
        Assert.Equal(1, (await Grains.Client.GetGrain<IBudgetGrain>(other).Read(Cancellation))!.Billed);
    }

    [Fact]
    public async Task What_a_gateway_tells_of_is_folded_at_once()
    {
        await BookAsync(goal: 10);
        var lease = await AskAsync(wanted: 4);
        Grains.Store.EventLogs.Append(_log, new EventLogEntry(1, [new CampaignEvents(_campaign, [Rendered(lease, 0)], [])]));

        await Grains.Client.GetGrain<IEventLogGrain>(_log).Arrived(1, Cancellation);

        // A tenth of a second, and not the seconds after which somebody looks at all logs.
        for (var waited = 0; waited < 1_500 && (await Budget.Read(Cancellation))!.Billed == 0; waited++)
        {
            await Task.Delay(20, Cancellation);
            Grains.Time.Advance(TimeSpan.FromMilliseconds(waited < 4 ? 50 : 0));
        }

        Assert.Equal(1, (await Budget.Read(Cancellation))!.Billed);
    }

    [Fact]
    public async Task An_audit_counts_the_ledger_from_its_rows_over_all_hours()
    {
        await BookAsync(goal: 10);
        var lease = await AskAsync(wanted: 4);
        await FoldAsync(Rendered(lease, 0), Rendered(lease, 0), Rendered(lease, 1));
        Grains.Time.Advance(TimeSpan.FromHours(2));

        // Whether the lease has closed meanwhile makes no difference to these.
        await FoldAsync(Viewable(lease, 0));
        await FoldAsync(Event(lease, 1, AdEventKind.Click));

        var audit = await Grains.Client.GetGrain<ILedgerGrain>(_campaign).Audit(Cancellation);

        Assert.Equal("", audit!.Problem);
        Assert.Equal((2, 6), (audit.Billed, audit.SpendWon));

        // A month that another test closes is a row of every ledger of the cluster.
        Assert.InRange(audit.Rows, 3, long.MaxValue);
        Assert.Equal((await Budget.Read(Cancellation))!.Counts, audit.Counts);
        Assert.Null(await Grains.Client.GetGrain<ILedgerGrain>("nobody").Audit(Cancellation));
    }

    [Fact]
    public async Task Whoever_listens_hears_each_count()
    {
        await BookAsync(goal: 10);
        var lease = await AskAsync(wanted: 4);
        var observer = new RecordingObserver();
        var reference = Grains.Client.CreateObjectReference<ITopicObserver>(observer);
        await Budget.Subscribe(new TopicSubscription { Topic = TopicName.Statistics(_campaign).Text, Gateway = "g", Observer = reference }, Cancellation);

        await FoldAsync(Rendered(lease, 0));

        var state = Assert.IsType<BudgetState>((await observer.NextAsync()).Update.Data);
        Assert.Equal(1, state.Billed);
        Assert.InRange(state.LedgerRows, 1, long.MaxValue);
        GC.KeepAlive(observer);
    }

    private static BudgetTerms Terms(long goal) => new()
    {
        Site = "default",
        AdvertiserId = "a",
        Revision = 1,
        Pricing = Pricing.Rendered,
        PriceWon = 3_000,
        Goal = goal,
        Pacing = Pacing.Fast,
    };

    private static AdEvent Rendered(LeaseGrant lease, int number) => Event(lease, number, AdEventKind.Rendered);

    private static AdEvent Viewable(LeaseGrant lease, int number) => Event(lease, number, AdEventKind.Viewable);

    private static AdEvent Event(LeaseGrant lease, int number, AdEventKind kind) =>
        new() { Lease = lease.Lease, Number = number, Kind = kind, Slot = "bottom", Creative = "c.1", Hour = Hours.Of(AdsCluster.Start) };

    private Task BookAsync(long goal) => Budget.Book(Terms(goal), Cancellation);

    private Task<LeaseGrant> AskAsync(int wanted) =>
        Budget.Lease(new LeaseRequest { Gateway = "g", Request = ++_request, Wanted = wanted, RatePerSecond = 1 }, Cancellation);

    private Task<bool> FoldAsync(params ImmutableArray<AdEvent> events) =>
        Budget.Fold(new FoldRequest(_log, [new FoldEntry(++_seq, new CampaignEvents(_campaign, events, []))]), Cancellation);

    private FoldEntry Entry(long seq, params ImmutableArray<AdEvent> events) => new(seq, new CampaignEvents(_campaign, events, []));

    private string? Verify(out LedgerVerifier verifier)
    {
        var ledger = verifier = new LedgerVerifier();
        return Store.Ledger(_campaign).Select(line => ledger.Take(line)).FirstOrDefault(problem => problem is not null);
    }

    /// <summary>Lets the time of all open leases pass, until the budget has closed them; returns how long that took, with what has passed already.</summary>
    private async Task<TimeSpan> CloseAsync(TimeSpan passed = default)
    {
        var term = BudgetRules.LeaseLife + BudgetRules.TicketLife;
        Grains.Time.Advance(term - passed);
        var took = term;
        while (!await IsClosedAsync())
        {
            Grains.Time.Advance(TimeSpan.FromSeconds(1));
            took += TimeSpan.FromSeconds(1);
        }

        return took;
    }

    private static void CheckBack(TimeSpan took)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"Numbers are back {took.TotalSeconds:0} s after the budget has last answered for them.");
        Assert.InRange(took, BudgetRules.LeaseLife + BudgetRules.TicketLife, BackBound);
    }

    /// <summary>What is due at this moment of the test's clock takes a moment of another one.</summary>
    private async Task<bool> IsClosedAsync()
    {
        for (var waited = 0; waited < 15; waited++)
        {
            if ((await Budget.Read(Cancellation))!.Open == 0)
            {
                return true;
            }

            await Task.Delay(20, Cancellation);
        }

        return false;
    }

    private async Task DeactivateAsync() => await Budget.AsReference<IGrainManagementExtension>().DeactivateOnIdle();
}
