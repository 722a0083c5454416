using System.Collections.Immutable;
using Sokbo.Grains.Ads.Budgets;
using Sokbo.Grains.Interfaces.Ads.Budgets;
using Sokbo.Grains.Interfaces.Ads.Events;
using Sokbo.Grains.Interfaces.Ads.Months;

namespace Sokbo.Grains.Ads.Months;

/// <summary>A budget after a credit or the close of a month, with the line of the ledger that belongs to it. Pure.</summary>
internal static class MonthRules
{
    public static (CreditVerdict Verdict, CampaignCredit? Credit, BudgetHead Head, LedgerLine? Line) Credit(
        BudgetHead head, CreditRequest request, DateTimeOffset now)
    {
        var account = head.Account;
        if (account.CreditIds.Contains(request.OperationId))
        {
            return (CreditVerdict.Done, account.Credits.FirstOrDefault(known => known.Id == request.OperationId), head, null);
        }

        if (Refusal(head, request) is { } refusal)
        {
            return (refusal, null, head, null);
        }

        var credit = new CampaignCredit
        {
            Id = request.OperationId,
            Month = AccountRules.OpenMonth(account, SeoulMonth.Of(now)),
            AmountWon = request.Numbers > 0 ? AccountRules.MakeGoodWon(head.Terms, request.Numbers) : request.AmountWon,
            Numbers = request.Numbers,
            Reason = request.Reason,
            By = request.By,
            At = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds()),
        };
        var line = (LedgerRow.Without(head, now) with { Credit = credit }).Line();
        var next = With(head, line) with
        {
            Account = AccountRules.Credited(account, credit),
            Terms = head.Terms with { Goal = head.Terms.Goal + credit.Numbers },
        };
        return (CreditVerdict.Done, credit, next, line);
    }

    /// <summary>Closes everything that is open up to a month.</summary>
    /// <param name="head">The budget; the month is open.</param>
    /// <param name="close">Month, and who closes it.</param>
    /// <param name="counts">Of the hours that are closed now, by slot, creative and bucket, in this order.</param>
    /// <param name="now">The time.</param>
    /// <param name="campaign">Its id.</param>
    public static (BudgetHead Head, LedgerLine Line, MonthAccount Account) Close(
        BudgetHead head, (int Month, string By) close, ImmutableArray<EventCount> counts, DateTimeOffset now, string campaign)
    {
        var (account, figures) = AccountRules.Closed(head.Account, head.Terms, close.Month, !counts.IsEmpty);
        var credits = head.Account.Credits.Where(credit => credit.Month <= close.Month).ToImmutableArray();
        var line = (LedgerRow.Without(head, now) with
        {
            Close = new LedgerClose
            {
                Month = close.Month,
                After = head.Account.ClosedThrough,
                Pricing = head.Terms.Pricing,
                PriceWon = head.Terms.PriceWon,
                Start = head.Terms.Start,
                End = head.Terms.End,
                Booked = head.Account.BookedDay,
                Billed = figures.Billed,
                Carried = figures.Carried,
                AmountWon = figures.AmountWon,
                AdjustmentWon = figures.AdjustmentWon,
                CreditWon = credits.Sum(credit => credit.AmountWon),
                CountsHash = LedgerClose.HashOf(counts),
                By = close.By,
            },
        }).Line();
        var closed = Account(head, campaign, close.Month, figures, credits, counts) with
        {
            Closed = true,
            ClosedAt = now,
            ClosedBy = close.By,
            Row = head.LedgerRows + 1,
            Hash = line.Hash,
        };
        return (With(head, line) with { Account = account }, line, closed);
    }

    /// <summary>An open month as it stands.</summary>
    public static MonthAccount Open(BudgetHead head, string campaign, int month, ImmutableArray<EventCount> counts) => Account(
        head,
        campaign,
        month,
        AccountRules.Figures(head.Account, head.Terms, month, month),
        [.. head.Account.Credits.Where(credit => credit.Month == month)],
        counts);

    /// <summary>Terms as the budget uses them: what is made good is delivered on top of the goal.</summary>
    public static BudgetTerms WithMadeGood(BudgetTerms terms, BudgetAccount account) =>
        account.MadeGood == 0 || terms.Goal is null ? terms : terms with { Goal = terms.Goal + account.MadeGood };

    private static CreditVerdict? Refusal(BudgetHead head, CreditRequest request)
    {
        if (request.Numbers > 0 && head.Terms.Goal is null)
        {
            return CreditVerdict.NoNumbers;
        }

        if (request.Numbers > 0 && head.Terms.Goal + request.Numbers > 2 * BudgetTerms.GoalMax)
        {
            return CreditVerdict.TooMany;
        }

        return head.Account.Credits.Length >= BudgetAccount.CreditsMax ? CreditVerdict.Full : null;
    }

    private static MonthAccount Account(
        BudgetHead head, string campaign, int month, MonthFigures figures, ImmutableArray<CampaignCredit> credits, ImmutableArray<EventCount> counts)
    {
        return new MonthAccount
        {
            Month = month,
            Campaign = campaign,
            Terms = head.Terms,
            Billed = figures.Billed,
            Carried = figures.Carried,
            AmountWon = figures.AmountWon,
            AdjustmentWon = figures.AdjustmentWon,
            Days = figures.Days,
            Credits = credits,
            Counts = counts,
        };
    }

    private static BudgetHead With(BudgetHead head, LedgerLine line) => head with
    {
        LedgerRows = head.LedgerRows + 1,
        LedgerHash = line.Hash,
        LedgerFrom = head.LedgerFrom == 0 ? line.Hour : head.LedgerFrom,
    };
}
