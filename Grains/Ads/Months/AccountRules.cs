using System.Collections.Immutable;
using Sokbo.Grains.Ads.Budgets;
using Sokbo.Grains.Interfaces.Ads.Budgets;
using Sokbo.Grains.Interfaces.Ads.Months;

namespace Sokbo.Grains.Ads.Months;

/// <summary>
/// What a campaign costs in which month. Pure, and used twice: by the budget when it writes, and by the verifier when it
/// counts the ledger again. The sum over all months is what the campaign costs, to the won.
/// </summary>
internal static class AccountRules
{
    private const int Thousand = 1_000;

    /// <summary>Thousandths of a won for one event; 0 for a flat price.</summary>
    public static long UnitThousandths(BudgetTerms terms) => terms.Pricing switch
    {
        Pricing.Rendered or Pricing.Viewable => terms.PriceWon,
        Pricing.Click => terms.PriceWon * Thousand,
        _ => 0,
    };

    /// <summary>The month in which something of this month counts: its own, or the first open one where that is closed.</summary>
    public static int OpenMonth(BudgetAccount account, int month) => month > account.ClosedThrough ? month : SeoulMonth.Next(account.ClosedThrough);

    /// <summary>The first hour since 1970 (UTC) that counts may still be added to; 0 while no month is closed.</summary>
    public static int FirstOpenHour(BudgetAccount account) =>
        account.ClosedThrough == 0 ? 0 : Interfaces.Ads.Events.Hours.Of(SeoulMonth.Start(SeoulMonth.Next(account.ClosedThrough)));

    /// <summary>With events that bill, by day in Seoul; what belongs to a closed month bills in the first open one.</summary>
    public static BudgetAccount Billed(BudgetAccount account, IEnumerable<DayCount> days)
    {
        var months = account.Months.ToDictionary(month => month.Month);
        foreach (var day in days)
        {
            var own = SeoulMonth.OfDay(day.Day);
            var month = OpenMonth(account, own);
            var known = months.GetValueOrDefault(month, new MonthBilled(month, 0, 0));
            months[month] = known with { Billed = known.Billed + day.Count, Carried = known.Carried + (month == own ? 0 : day.Count) };
        }

        return account with { Months = [.. months.Values.OrderBy(month => month.Month)] };
    }

    /// <summary>Whole won that make the numbers good, in the advertiser's favour where they are no whole won.</summary>
    public static long MakeGoodWon(BudgetTerms terms, long numbers) => (long)(((Int128)numbers * UnitThousandths(terms) + Thousand - 1) / Thousand);

    public static BudgetAccount Credited(BudgetAccount account, CampaignCredit credit) => account with
    {
        Credits = account.Credits.Add(credit),
        CreditIds = [.. account.CreditIds.TakeLast(BudgetAccount.CreditIdsMax - 1), credit.Id],
        MadeGood = account.MadeGood + credit.Numbers,
    };

    /// <summary>What an open month costs, or what all open months up to it cost where it is closed now.</summary>
    /// <param name="account">The account.</param>
    /// <param name="terms">The present terms.</param>
    /// <param name="month">An open month.</param>
    /// <param name="from">The first month that is counted; those between are, too.</param>
    public static MonthFigures Figures(BudgetAccount account, BudgetTerms terms, int month, int from)
    {
        if (terms.Pricing == Pricing.Flat)
        {
            return FlatFigures(account, terms, month, from);
        }

        // Open months before it have their own parts of a won.
        var before = Sum(account.Months, 0, SeoulMonth.Previous(from));
        var within = Sum(account.Months, from, month);
        var unit = UnitThousandths(terms);
        var start = ((Int128)before.Billed * unit) + account.Remainder;
        var end = start + ((Int128)within.Billed * unit);
        return new MonthFigures
        {
            Billed = within.Billed,
            Carried = within.Carried,
            AmountWon = (long)((end / Thousand) - (start / Thousand)),
            AdjustmentWon = 0,
            Days = 0,
            Remainder = (int)(end % Thousand),
        };
    }

    /// <summary>The account after everything up to a month is closed, and what that costs. The month is open before.</summary>
    public static (BudgetAccount Account, MonthFigures Figures) Closed(BudgetAccount account, BudgetTerms terms, int month, bool hasCounts)
    {
        var figures = Figures(account, terms, month, FirstOpen(account));
        var won = figures.AmountWon + figures.AdjustmentWon;
        var credits = account.Credits.Where(credit => credit.Month <= month).ToImmutableArray();
        var isEmpty = !hasCounts && won == 0 && figures is { Billed: 0, AmountWon: 0 } && credits.IsEmpty;
        return (account with
        {
            ClosedThrough = month,
            ClosedWon = account.ClosedWon + won,
            ClosedFlatWon = account.ClosedFlatWon + (terms.Pricing == Pricing.Flat ? won : 0),
            ClosedCreditWon = account.ClosedCreditWon + credits.Sum(credit => credit.AmountWon),
            Remainder = figures.Remainder,
            Months = [.. account.Months.Where(known => known.Month > month)],
            Credits = [.. account.Credits.Where(credit => credit.Month > month)],
            ClosedMonths = isEmpty ? account.ClosedMonths : [.. account.ClosedMonths.TakeLast(BudgetAccount.ClosedMonthsMax - 1), month],
        }, figures);
    }

    /// <summary>Whole won up to a day, all months together, credits not taken off: the price of what was billed, or of the days that have come.</summary>
    public static long SpendWon(BudgetAccount account, BudgetTerms terms, int day)
    {
        var others = account.ClosedWon - account.ClosedFlatWon;
        return terms.Pricing == Pricing.Flat
            ? others + FlatPrice.Of(terms, account.BookedDay).DueThrough(day)
            : account.ClosedWon + Figures(account, terms, int.MaxValue, FirstOpen(account)).AmountWon;
    }

    public static long CreditWon(BudgetAccount account) => account.ClosedCreditWon + account.Credits.Sum(credit => credit.AmountWon);

    /// <summary>The first month of which nothing is fixed; 0 while no month was ever closed.</summary>
    public static int FirstOpen(BudgetAccount account) => account.ClosedThrough == 0 ? 0 : SeoulMonth.Next(account.ClosedThrough);

    private static MonthFigures FlatFigures(BudgetAccount account, BudgetTerms terms, int month, int from)
    {
        var price = FlatPrice.Of(terms, account.BookedDay);
        var firstOpen = FirstOpen(account);
        var lastBefore = from == 0 ? 0 : SeoulMonth.LastDay(SeoulMonth.Previous(from));
        var end = SeoulMonth.LastDay(month);

        // The first open month settles what a change of price or dates makes of those that are closed.
        var adjustment = from == firstOpen ? price.DueThrough(lastBefore) - account.ClosedFlatWon : 0;
        var billed = Sum(account.Months, from, month);
        return new MonthFigures
        {
            Billed = billed.Billed,
            Carried = billed.Carried,
            AmountWon = price.DueThrough(end) - price.DueThrough(lastBefore),
            AdjustmentWon = adjustment,
            Days = price.DaysThrough(end) - price.DaysThrough(lastBefore),
            Remainder = account.Remainder,
        };
    }

    private static MonthBilled Sum(ImmutableArray<MonthBilled> months, int from, int to)
    {
        var within = months.Where(month => month.Month >= from && month.Month <= to).ToList();
        return new MonthBilled(to, within.Sum(month => month.Billed), within.Sum(month => month.Carried));
    }
}
