using System.Collections.Immutable;
using CsCheck;
using Sokbo.Grains.Ads.Budgets;
using Sokbo.Grains.Ads.Months;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Ads.Budgets;
using Sokbo.Grains.Interfaces.Ads.Events;
using Sokbo.Grains.Interfaces.Ads.Months;
using Xunit;

namespace Sokbo.Grains.Tests.Ads.Months;

public sealed class AccountProperties
{
    private const int First = 202611;

    private static readonly DateTimeOffset Noon = new(2026, 11, 3, 12, 0, 0, SeoulDay.Offset);

    private static readonly Gen<ImmutableArray<MonthStep>> AnySteps = Gen.Frequency(
            (8, Gen.Select(Gen.Int[0, 40], Gen.Int[1, 700]).Select((ago, count) => new MonthStep { Kind = MonthStepKind.Bill, DaysAgo = ago, Number = count })),
            (2, Gen.Long[-500, 5_000].Select(won => new MonthStep { Kind = MonthStepKind.CreditWon, Number = won })),
            (2, Gen.Long[1, 900].Select(numbers => new MonthStep { Kind = MonthStepKind.MakeGood, Number = numbers })),
            (3, Gen.Int[1, 20].Select(days => new MonthStep { Kind = MonthStepKind.Wait, Number = days })),
            (4, Gen.Const(new MonthStep { Kind = MonthStepKind.Close })),
            (1, Gen.Long[0, 40_000].Select(price => new MonthStep { Kind = MonthStepKind.Reprice, Number = price })))
        .Array[1, 60].Select(steps => steps.ToImmutableArray());

    [Fact]
    public void All_months_together_cost_what_the_campaign_costs_and_the_ledger_says_the_same_of_each() =>
        Gen.Select(Gen.Int[1, 3], Gen.Long[0, 9_999], AnySteps).Sample((pricing, price, steps) =>
        {
            // With one price all through: what months leave over is carried to the next.
            var model = new MonthModel(Terms((Pricing)pricing, price), Noon);

            foreach (var step in steps.Where(step => step.Kind != MonthStepKind.Reprice))
            {
                model.Play(step);
            }

            var unit = AccountRules.UnitThousandths(model.Head.Terms);
            var open = AccountRules.SpendWon(model.Head.Account, model.Head.Terms, 0);
            Assert.Equal((long)((Int128)model.Billed * unit / 1_000), open);
            Assert.Equal(model.Billed, model.Closed.Sum(month => month.Billed) + model.Head.Account.Months.Sum(month => month.Billed));
            Assert.Equal(model.Closed.Sum(month => month.AmountWon), model.Head.Account.ClosedWon);
            Assert.Equal(model.CreditWon, AccountRules.CreditWon(model.Head.Account));
            Assert.Null(model.LedgerProblem);
            Assert.Equal(model.Head.Account.ClosedWon, model.Ledger.Account.ClosedWon);
            Assert.Equal(open, AccountRules.SpendWon(model.Ledger.Account, model.Head.Terms, 0));
            Assert.Equal(AccountRules.CreditWon(model.Head.Account), AccountRules.CreditWon(model.Ledger.Account));
        });

    [Fact]
    public void Nothing_that_comes_later_changes_a_closed_month() =>
        Gen.Select(Gen.Int[1, 3], Gen.Long[0, 9_999], AnySteps).Sample((pricing, price, steps) =>
        {
            var model = new MonthModel(Terms((Pricing)pricing, price), Noon);

            foreach (var step in steps)
            {
                var before = (model.Head.Account.ClosedThrough, model.Head.Account.ClosedWon, model.Head.Account.ClosedCreditWon);
                var closed = model.Closed.ToList();

                model.Play(step);

                Assert.Equal(closed, model.Closed.Take(closed.Count));
                Assert.All(model.Head.Account.Months, month => Assert.True(month.Month > model.Head.Account.ClosedThrough));
                Assert.All(model.Head.Account.Credits, credit => Assert.True(credit.Month > model.Head.Account.ClosedThrough));
                if (model.Closed.Count == closed.Count)
                {
                    Assert.Equal(before, (model.Head.Account.ClosedThrough, model.Head.Account.ClosedWon, model.Head.Account.ClosedCreditWon));
                }
            }

            Assert.Null(model.LedgerProblem);
        });

    [Fact]
    public void A_flat_price_is_spread_to_the_won_over_any_period_however_often_months_are_closed() =>
        Gen.Select(Gen.Long[0, BudgetTerms.PriceWonMax], Gen.Int[0, 200], Gen.Int[0, 700], Gen.Int[0, 23]).Sample((price, after, days, hour) =>
        {
            var start = Noon.AddDays(after).AddHours(hour);
            var terms = Terms(Pricing.Flat, price) with { Start = start, End = start.AddDays(days).AddTicks(1) };
            var account = BudgetAccount.Empty with { BookedDay = SeoulDay.Of(Noon) };
            long sum = 0;
            var passed = 0;
            for (var month = First; month <= SeoulMonth.Of(start.AddDays(days)); month = SeoulMonth.Next(month))
            {
                (account, var figures) = AccountRules.Closed(account, terms, month, hasCounts: false);
                sum += figures.AmountWon;
                passed += figures.Days;
                Assert.InRange(figures.AmountWon, 0, price);
                Assert.Equal(0, figures.AdjustmentWon);
            }

            Assert.Equal((price, price), (sum, account.ClosedWon));
            Assert.Equal(FlatPrice.Of(terms, 0).DaysThrough(99991231), passed);
        });

    [Fact]
    public void A_change_of_a_flat_price_or_its_dates_is_settled_in_the_first_open_month() =>
        Gen.Select(
            Gen.Select(Gen.Long[0, 50_000_000], Gen.Int[0, 60], Gen.Int[1, 200]).Array[2, 6], Gen.Int[1, 9]).Sample((changes, closes) =>
        {
            var account = BudgetAccount.Empty with { BookedDay = SeoulDay.Of(Noon) };
            var month = First;
            var terms = Terms(Pricing.Flat, 0);
            foreach (var (price, after, days) in changes)
            {
                terms = terms with { PriceWon = price, Start = Noon.AddDays(after), End = Noon.AddDays(after + days) };
                for (var close = 0; close < closes; close++)
                {
                    (account, _) = AccountRules.Closed(account, terms, month, hasCounts: false);

                    // At every moment the closed months have cost what is due by then.
                    Assert.Equal(FlatPrice.Of(terms, account.BookedDay).DueThrough(SeoulMonth.LastDay(month)), account.ClosedWon);
                    month = SeoulMonth.Next(month);
                }
            }
        });

    [Fact]
    public void Days_of_a_flat_price_cost_the_same_and_the_last_one_what_is_left()
    {
        // 20 November to 3 December: 14 days of 7,142 won, and 12 won on the last.
        var terms = Terms(Pricing.Flat, 100_000) with { Start = Noon.AddDays(17), End = new DateTimeOffset(2026, 12, 4, 0, 0, 0, SeoulDay.Offset) };
        var account = BudgetAccount.Empty;

        (account, var november) = AccountRules.Closed(account, terms, 202611, hasCounts: false);
        (_, var december) = AccountRules.Closed(account, terms, 202612, hasCounts: false);

        Assert.Equal((11 * 7_142, 11), (november.AmountWon, november.Days));
        Assert.Equal((100_000 - (11 * 7_142), 3), (december.AmountWon, december.Days));
    }

    [Fact]
    public void A_make_good_costs_the_advertiser_nothing_and_raises_the_goal()
    {
        var head = MonthModel.NewHead(Terms(Pricing.Viewable, 3_333) with { Goal = 1_000 });

        var (verdict, credit, next, _) = MonthRules.Credit(
            head, new CreditRequest { OperationId = "o", Numbers = 100, Reason = "화면 오류", By = "a" }, Noon);
        var again = MonthRules.Credit(next, new CreditRequest { OperationId = "o", Numbers = 100, Reason = "화면 오류", By = "a" }, Noon);

        Assert.Equal(CreditVerdict.Done, verdict);
        Assert.Equal((334, 1_100L), (credit!.AmountWon, next.Terms.Goal));
        Assert.Equal(1_400, MonthRules.WithMadeGood(Terms(Pricing.Viewable, 1) with { Goal = 1_300 }, next.Account).Goal);
        Assert.Equal((CreditVerdict.Done, credit, null), (again.Verdict, again.Credit, again.Line));
        Assert.Same(next, again.Head);
    }

    [Theory]
    [InlineData("billed")]
    [InlineData("carried")]
    [InlineData("amount")]
    [InlineData("adjustment")]
    [InlineData("credit")]
    [InlineData("counts")]
    [InlineData("late")]
    public void A_close_that_says_anything_else_than_the_rows_before_it_is_found_and_so_is_a_count_after_it(string what)
    {
        var (verifier, head, close) = Closing();
        var row = LedgerRow.Read(close.Bytes)!;
        var said = row.Close!;

        if (what == "late")
        {
            Assert.Null(verifier.Take(close.Bytes));
            var late = BudgetRules.Folded(head, "log", Fold(2), Noon.AddDays(40)).Line;
            Assert.Contains("in a month that is closed", verifier.Take(late.Bytes), StringComparison.Ordinal);
            return;
        }

        var changed = what switch
        {
            "billed" => said with { Billed = said.Billed + 1 },
            "carried" => said with { Carried = said.Carried + 1 },
            "amount" => said with { AmountWon = said.AmountWon + 1 },
            "adjustment" => said with { AdjustmentWon = said.AdjustmentWon - 1 },
            "credit" => said with { CreditWon = said.CreditWon + 1 },
            _ => said with { CountsHash = new string('0', said.CountsHash.Length) },
        };
        Assert.Contains(what == "counts" ? "other counts" : "sum up to", verifier.Take((row with { Close = changed }).Line().Bytes), StringComparison.Ordinal);
        Assert.Null(verifier.Take(close.Bytes));
    }

    [Fact]
    public void A_flat_price_has_no_numbers_to_make_good()
    {
        var head = MonthModel.NewHead(Terms(Pricing.Flat, 3_333));

        Assert.Equal(CreditVerdict.NoNumbers, MonthRules.Credit(head, new CreditRequest { OperationId = "o", Numbers = 1, Reason = "r", By = "a" }, Noon).Verdict);
    }

    /// <summary>A verifier that has taken an event of November, the budget after November is closed, and the row that closes it.</summary>
    private static (LedgerVerifier Verifier, BudgetHead Head, LedgerLine Close) Closing()
    {
        var verifier = new LedgerVerifier();
        var fold = Fold(1);
        var (head, line) = BudgetRules.Folded(MonthModel.NewHead(Terms(Pricing.Rendered, 3_000)), "log", fold, Noon);
        Assert.Null(verifier.Take(line.Bytes));
        var (closed, close, _) = MonthRules.Close(head, (First, "op"), EventCounts.Add(fold.Counts.Select(count => count with { Hour = 0 }), []), Noon.AddDays(40), "c");
        return (verifier, closed, close);
    }

    private static BudgetFoldResult Fold(long entry) => new()
    {
        First = entry,
        Last = entry,
        Sheets = [],
        Counts = [new EventCount { Slot = "s", Creative = "c.1", Bucket = EventBucket.Rendered, Hour = Hours.Of(Noon), Count = 1 }],
        Billed = [new DayCount(SeoulDay.Of(Noon), 1)],
    };

    private static BudgetTerms Terms(Pricing pricing, long price) => new()
    {
        Site = "default",
        AdvertiserId = "a",
        Revision = 1,
        Pricing = pricing,
        PriceWon = price,
        Goal = pricing == Pricing.Flat ? null : 1_000_000,
    };
}
