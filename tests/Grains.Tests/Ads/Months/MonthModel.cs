using System.Globalization;
using Sokbo.Grains.Ads.Budgets;
using Sokbo.Grains.Ads.Months;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Ads.Budgets;
using Sokbo.Grains.Interfaces.Ads.Events;
using Sokbo.Grains.Interfaces.Ads.Months;

namespace Sokbo.Grains.Tests.Ads.Months;

/// <summary>Plays steps against the pure rules, as the budget does, and hands every line to the verifier.</summary>
internal sealed class MonthModel(BudgetTerms terms, DateTimeOffset start)
{
    private readonly Dictionary<int, List<EventCount>> _counts = [];
    private DateTimeOffset _now = start;
    private long _seq;

    public BudgetHead Head { get; private set; } = NewHead(terms);

    public LedgerVerifier Ledger { get; } = new();

    public string? LedgerProblem { get; private set; }

    public List<MonthAccount> Closed { get; } = [];

    public long Billed { get; private set; }

    public long CreditWon { get; private set; }

    public static BudgetHead NewHead(BudgetTerms terms) => new()
    {
        Terms = terms,
        Incarnation = "first",
        Epochs = [7],
        Account = BudgetAccount.Empty with { BookedDay = 20261103 },
    };

    public void Play(MonthStep step)
    {
        switch (step.Kind)
        {
            case MonthStepKind.Bill:
                Bill(step);
                break;
            case MonthStepKind.CreditWon:
                Credit(step.Number, 0);
                break;
            case MonthStepKind.MakeGood:
                Credit(0, step.Number);
                break;
            case MonthStepKind.Wait:
                _now = _now.AddDays(step.Number);
                break;
            case MonthStepKind.Close when SeoulMonth.Previous(SeoulMonth.Of(_now)) is var month && month > Head.Account.ClosedThrough:
                Close(month);
                break;
            case MonthStepKind.Reprice:
                Head = Head with { Terms = Head.Terms with { PriceWon = step.Number } };
                break;
            default:
                break;
        }
    }

    private void Bill(MonthStep step)
    {
        // As BudgetFold does: bills have the day of their lease, counts an hour that is open.
        var moment = _now.AddDays(-step.DaysAgo);
        var hour = Math.Max(Hours.Of(moment), AccountRules.FirstOpenHour(Head.Account));
        var count = new EventCount { Slot = "s", Creative = "c.1", Bucket = EventBucket.Viewable, Count = step.Number, Hour = hour };
        var fold = new BudgetFoldResult
        {
            First = ++_seq,
            Last = _seq,
            Sheets = [],
            Counts = [count],
            Billed = [new DayCount(SeoulDay.Of(moment), step.Number)],
        };
        (Head, var line) = BudgetRules.Folded(Head, "log", fold, _now);
        var month = SeoulMonth.Of(Hours.Start(hour));
        _counts.TryAdd(month, []);
        _counts[month].Add(count with { Hour = 0 });
        Billed += step.Number;
        Take(line);
    }

    private void Credit(long won, long numbers)
    {
        var request = new CreditRequest
        {
            OperationId = (++_seq).ToString(CultureInfo.InvariantCulture),
            AmountWon = won,
            Numbers = numbers,
            Reason = "까닭",
            By = "adops",
        };
        var (verdict, credit, next, line) = MonthRules.Credit(Head, request, _now);
        if (verdict != CreditVerdict.Done)
        {
            throw new InvalidOperationException($"A credit was refused: {verdict}.");
        }

        Head = next;
        CreditWon += credit!.AmountWon;
        Take(line!);
    }

    private void Close(int month)
    {
        var counts = EventCounts.Add(_counts.Where(pair => pair.Key <= month).SelectMany(pair => pair.Value), []);
        (Head, var line, var account) = MonthRules.Close(Head, (month, "op"), counts, _now, "c");
        foreach (var closed in _counts.Keys.Where(key => key <= month).ToList())
        {
            _counts.Remove(closed);
        }

        Closed.Add(account);
        Take(line);
    }

    private void Take(LedgerLine line) => LedgerProblem ??= Ledger.Take(line.Bytes);
}
