using System.Collections.Immutable;
using System.Globalization;
using Orleans.Core.Internal;
using Sokbo.Fixtures;
using Sokbo.Grains.Ads.Months;
using Sokbo.Grains.Interfaces.Ads.Budgets;
using Sokbo.Grains.Interfaces.Ads.Events;
using Sokbo.Grains.Interfaces.Ads.Months;
using Xunit;

namespace Sokbo.Grains.Tests.Ads.Months;

/// <summary>With a cluster of their own: these tests go from one month to the next.</summary>
[Trait("Pace", "slow")]
public sealed class MonthsGrainTests : IAsyncLifetime
{
    private readonly AdsCluster _cluster = new();
    private readonly string _campaign = Guid.NewGuid().ToString("N");
    private readonly string _log = "log" + Guid.NewGuid().ToString("N");
    private long _seq;
    private int _hour;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private GrainCluster Grains => _cluster.Grains;

    private IMonthsGrain Months => Grains.Client.GetGrain<IMonthsGrain>(IMonthsGrain.Key);

    private IBudgetGrain Budget => Grains.Client.GetGrain<IBudgetGrain>(_campaign);

    public ValueTask InitializeAsync() => _cluster.InitializeAsync();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task A_month_is_closed_once_and_what_comes_later_is_in_the_next_one()
    {
        Grains.Time.SetUtcNow(new DateTimeOffset(2026, 11, 30, 23, 59, 40, TimeSpan.FromHours(9)));
        await BookAsync();
        var lease = await AskAsync();
        await FoldAsync(Event(lease, 0, AdEventKind.Rendered), Event(lease, 1, AdEventKind.Rendered));
        var early = await Months.Close(202611, "op", Cancellation);
        var open = (await Budget.CloseMonth(202611, "op", Cancellation))!;
        Grains.Time.SetUtcNow(new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.FromHours(9)));

        var closed = await Months.Close(202611, "op", Cancellation);
        var again = await Months.Close(202611, "another", Cancellation);
        var fixedAccount = (await Budget.ReadMonth(202611, Cancellation))!;

        // A number of the old month, told of after its close.
        await FoldAsync(Event(lease, 2, AdEventKind.Rendered), Event(lease, 2, AdEventKind.Rendered));
        await Budget.Credit(new CreditRequest { OperationId = "c1", AmountWon = 2, Reason = "송출 오류", By = "adops" }, Cancellation);
        await Budget.Credit(new CreditRequest { OperationId = "c1", AmountWon = 2, Reason = "송출 오류", By = "adops" }, Cancellation);

        var november = (await Budget.ReadMonth(202611, Cancellation))!;
        var december = (await Budget.ReadMonth(202612, Cancellation))!;
        var audit = (await Grains.Client.GetGrain<ILedgerGrain>(_campaign).Audit(Cancellation))!;
        Assert.Equal((MonthCloseVerdict.NotOver, false), (early.Verdict, open.Closed));
        Assert.Equal((MonthCloseVerdict.Closed, MonthCloseVerdict.Closed), (closed.Verdict, again.Verdict));
        Assert.Equal("op", again.State.Closed[^1].By);
        Assert.Equal((2, 6, 2), (fixedAccount.Billed, fixedAccount.NetWon, fixedAccount.Counts.Single().Count));
        Assert.Equal((fixedAccount.Hash, 2L, 6L, true), (november.Hash, november.Billed, november.NetWon, november.Closed));
        Assert.Equal((1, 1, 3, 1, false), (december.Billed, december.Carried, december.AmountWon, december.NetWon, december.Closed));
        Assert.Equal(["Rendered 1", "Duplicate 1"], december.Counts.Select(count => $"{count.Bucket} {count.Count}"));
        Assert.Equal(("", 3, 9, 2, 202611), (audit.Problem, audit.Billed, audit.SpendWon, audit.CreditWon, audit.ClosedThrough));
        Assert.Equal(9, (await Budget.Read(Cancellation))!.SpendWon);
    }

    [Fact]
    public async Task A_close_goes_on_after_its_owner_has_died_in_the_middle()
    {
        await BookAsync();
        await Budget.Credit(new CreditRequest { OperationId = "c1", AmountWon = 2, Reason = "송출 오류", By = "adops" }, Cancellation);
        Grains.Time.SetUtcNow(new DateTimeOffset(2026, 12, 2, 0, 0, 0, TimeSpan.FromHours(9)));
        Grains.Store.Budgets.FailNextWrite(_campaign, StoreFault.WrittenButUnknown);

        await Assert.ThrowsAnyAsync<Exception>(() => Months.Close(202611, "op", Cancellation));
        await Months.AsReference<IGrainManagementExtension>().DeactivateOnIdle();
        await Months.Look(Cancellation);

        var state = await Months.Read(Cancellation);
        var audit = (await Grains.Client.GetGrain<ILedgerGrain>(_campaign).Audit(Cancellation))!;
        Assert.Equal((0, 202611, "op"), (state.Closing, state.ClosedThrough, state.Closed[^1].By));
        Assert.Equal(("", 2), (audit.Problem, audit.Rows));
    }

    [Fact]
    public async Task Months_close_by_themselves_in_order_three_days_later()
    {
        await BookAsync();
        Grains.Time.SetUtcNow(new DateTimeOffset(2026, 12, 3, 23, 59, 0, TimeSpan.FromHours(9)));
        await Months.Look(Cancellation);
        var before = await Months.Read(Cancellation);
        var skipped = await Months.Close(202612, "op", Cancellation);

        Grains.Time.SetUtcNow(new DateTimeOffset(2026, 12, 4, 0, 0, 0, TimeSpan.FromHours(9)));
        await Months.Look(Cancellation);
        var after = await Months.Read(Cancellation);
        Grains.Time.SetUtcNow(new DateTimeOffset(2027, 2, 10, 0, 0, 0, TimeSpan.FromHours(9)));
        await Months.Look(Cancellation);
        await Months.Look(Cancellation);
        var last = await Months.Read(Cancellation);

        // November's predecessor is the first that a new cluster closes, as there is nothing in it.
        Assert.Equal(202610, before.ClosedThrough);
        Assert.Equal(MonthCloseVerdict.NotOver, skipped.Verdict);
        Assert.Equal(202611, after.ClosedThrough);
        Assert.Equal(202701, last.ClosedThrough);
    }

    [Theory]
    [InlineData(202611, 0, 202612, MonthCloseVerdict.Closed, "2026-12-01T00:00:00+09:00")]
    [InlineData(202611, 0, 202611, null, "2026-12-01T00:00:00+09:00")]
    [InlineData(202611, 0, 202611, MonthCloseVerdict.NotOver, "2026-11-30T23:59:59+09:00")]
    [InlineData(202612, 0, 202611, MonthCloseVerdict.TooEarly, "2027-02-01T00:00:00+09:00")]
    [InlineData(202612, 202611, 202611, MonthCloseVerdict.TooEarly, "2027-02-01T00:00:00+09:00")]
    [InlineData(202611, 202611, 202611, MonthCloseVerdict.Closing, "2027-02-01T00:00:00+09:00")]
    public void Months_are_closed_in_order_and_when_they_are_over(int month, int closing, int next, MonthCloseVerdict? verdict, string now)
    {
        var state = new MonthsState { ClosedThrough = SeoulMonth.Previous(next), Closing = closing };

        Assert.Equal(verdict, MonthsRules.Refusal(state, month, DateTimeOffset.Parse(now, CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task A_campaign_that_is_booked_after_a_close_owes_nothing_in_the_closed_month()
    {
        Grains.Time.SetUtcNow(new DateTimeOffset(2026, 12, 5, 0, 0, 0, TimeSpan.FromHours(9)));
        await Months.Close(202611, "op", Cancellation);
        await Budget.Book(
            Terms() with
            {
                Pricing = Pricing.Flat,
                Goal = null,
                PriceWon = 40_000,
                Start = new DateTimeOffset(2026, 11, 11, 0, 0, 0, TimeSpan.FromHours(9)),
                End = new DateTimeOffset(2026, 12, 21, 0, 0, 0, TimeSpan.FromHours(9)),
            },
            Cancellation);

        var accounts = await Months.Accounts(202611, "", "", Cancellation);
        var december = Assert.Single(await Months.Accounts(202612, "advertiser", "", Cancellation));
        Grains.Time.SetUtcNow(new DateTimeOffset(2027, 1, 5, 0, 0, 0, TimeSpan.FromHours(9)));
        await Months.Close(202612, "op", Cancellation);
        var audit = (await Grains.Client.GetGrain<ILedgerGrain>(_campaign).Audit(Cancellation))!;

        Assert.Equal((true, 0L), (Assert.Single(accounts).Closed, accounts[0].NetWon));
        Assert.Equal((20_000, 20_000, 20), (december.AmountWon, december.AdjustmentWon, december.Days));
        Assert.Equal(("", 40_000), (audit.Problem, audit.SpendWon));
        Assert.Empty(await Months.Accounts(202612, "another", "", Cancellation));
    }

    private static BudgetTerms Terms() => new()
    {
        Site = "default",
        AdvertiserId = "advertiser",
        Revision = 1,
        Pricing = Pricing.Rendered,
        PriceWon = 3_000,
        Goal = 100,
        Pacing = Pacing.Fast,
    };

    private AdEvent Event(LeaseGrant lease, int number, AdEventKind kind) =>
        new() { Lease = lease.Lease, Number = number, Kind = kind, Slot = "bottom", Creative = "c.1", Hour = _hour };

    /// <summary>October, in which there was nothing, is closed before: no look of the cluster's own closes it in the middle of a test.</summary>
    private async Task BookAsync()
    {
        await Months.Look(Cancellation);
        await Budget.Book(Terms(), Cancellation);
    }

    private Task<LeaseGrant> AskAsync()
    {
        _hour = Hours.Of(Grains.Time.GetUtcNow());
        return Budget.Lease(new LeaseRequest { Gateway = "g", Request = 1, Wanted = 5, RatePerSecond = 1 }, Cancellation);
    }

    private Task<bool> FoldAsync(params ImmutableArray<AdEvent> events) =>
        Budget.Fold(new FoldRequest(_log, [new FoldEntry(++_seq, new CampaignEvents(_campaign, events, []))]), Cancellation);
}
