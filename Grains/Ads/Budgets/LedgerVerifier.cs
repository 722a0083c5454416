using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Sokbo.Grains.Ads.Months;
using Sokbo.Grains.Interfaces.Ads.Events;
using Sokbo.Grains.Interfaces.Ads.Months;

namespace Sokbo.Grains.Ads.Budgets;

/// <summary>Sums up a campaign's ledger from its lines alone, and finds where the chain is broken.</summary>
internal sealed class LedgerVerifier
{
    private readonly Dictionary<(string Slot, string Creative, EventBucket Bucket), long> _counts = [];
    private readonly SortedDictionary<int, long> _billed = [];
    private readonly Dictionary<string, long> _logs = new(StringComparer.Ordinal);

    /// <summary>Counts of open months.</summary>
    private readonly Dictionary<int, Dictionary<(string Slot, string Creative, EventBucket Bucket), long>> _months = [];

    public long Rows { get; private set; }

    /// <summary>Closed months, credits and what is open, worked out from the rows.</summary>
    public BudgetAccount Account { get; private set; } = BudgetAccount.Empty;

    public string Hash { get; private set; } = "";

    public long Billed => _billed.Values.Sum();

    /// <summary>Billed by day in Seoul (yyyymmdd).</summary>
    public IReadOnlyDictionary<int, long> Days => _billed;

    public ImmutableArray<EventCount> Counts => EventCounts.Add(
        _counts.Select(pair => new EventCount { Slot = pair.Key.Slot, Creative = pair.Key.Creative, Bucket = pair.Key.Bucket, Count = pair.Value }), []);

    /// <summary>Takes the next line. Returns what is wrong with it, and takes nothing then; null when all is well.</summary>
    public string? Take(ReadOnlySpan<byte> line)
    {
        if (LedgerRow.Read(line) is not { } row)
        {
            return Problem("is not what was written: its hash is another one", line);
        }

        if (row.Row != Rows + 1)
        {
            return Problem($"says that it is row {row.Row.ToString(CultureInfo.InvariantCulture)}: rows are missing or doubled", line);
        }

        if (row.Previous != Hash)
        {
            return Problem("does not follow the row before it: its 'previous' is another hash", line);
        }

        if (row.Log.Length > 0 && row.First <= _logs.GetValueOrDefault(row.Log))
        {
            return Problem($"counts entry {row.First.ToString(CultureInfo.InvariantCulture)} of log {row.Log} a second time", line);
        }

        if (MonthProblem(row) is { } wrong)
        {
            return Problem(wrong, line);
        }

        Rows = row.Row;
        Hash = Encoding.ASCII.GetString(line[..LedgerRow.HashDigits]);
        if (row.Log.Length > 0)
        {
            _logs[row.Log] = row.Last;
        }

        foreach (var count in row.Counts)
        {
            var key = (count.Slot, count.Creative, count.Bucket);
            _counts[key] = _counts.GetValueOrDefault(key) + count.Count;
            var month = SeoulMonth.Of(Hours.Start(count.Hour));
            _months.TryAdd(month, []);
            _months[month][key] = _months[month].GetValueOrDefault(key) + count.Count;
        }

        foreach (var day in row.Billed)
        {
            _billed[day.Day] = _billed.GetValueOrDefault(day.Day) + day.Count;
        }

        TakeMonths(row);
        return null;
    }

    private void TakeMonths(LedgerRow row)
    {
        Account = AccountRules.Billed(Account, row.Billed);
        if (row.Credit is { } credit)
        {
            Account = AccountRules.Credited(Account, credit);
        }

        if (row.Close is { } close)
        {
            Account = Closed(close).Account;
            foreach (var month in _months.Keys.Where(month => month <= close.Month).ToList())
            {
                _months.Remove(month);
            }
        }
    }

    /// <summary>What a row says of months that the rows before it do not; null when all is well.</summary>
    private string? MonthProblem(LedgerRow row)
    {
        if (row.Counts.Any(count => SeoulMonth.Of(Hours.Start(count.Hour)) <= Account.ClosedThrough))
        {
            return $"counts something in a month that is closed, {SeoulMonth.Text(Account.ClosedThrough)} or before";
        }

        if (row.Credit is { } credit && (credit.Month <= Account.ClosedThrough || Account.CreditIds.Contains(credit.Id)))
        {
            return $"credits a month that is closed, or says credit {credit.Id} a second time";
        }

        return row.Close is { } close ? CloseProblem(close) : null;
    }

    private string? CloseProblem(LedgerClose close)
    {
        if (close.Month <= close.After || (Account.ClosedThrough != 0 && close.After != Account.ClosedThrough))
        {
            return $"closes {SeoulMonth.Text(close.Month)}, after {SeoulMonth.Text(close.After)}: months are closed in order";
        }

        var (after, figures) = Closed(close);
        var says = (close.Billed, close.Carried, close.AmountWon, close.AdjustmentWon, close.CreditWon);
        var counted = (figures.Billed, figures.Carried, figures.AmountWon, figures.AdjustmentWon, after.ClosedCreditWon - Account.ClosedCreditWon);
        if (says != counted)
        {
            return $"closes {SeoulMonth.Text(close.Month)} with {says} (billed, carried, amount, adjustment, credit), and the rows before it sum up to {counted}";
        }

        var counts = EventCounts.Add(
            _months.Where(month => month.Key <= close.Month).SelectMany(month => month.Value).Select(pair => new EventCount
            {
                Slot = pair.Key.Slot,
                Creative = pair.Key.Creative,
                Bucket = pair.Key.Bucket,
                Count = pair.Value,
            }),
            []);
        return LedgerClose.HashOf(counts) == close.CountsHash ? null : $"closes {SeoulMonth.Text(close.Month)} with other counts than the rows before it";
    }

    private (BudgetAccount Account, MonthFigures Figures) Closed(LedgerClose close) =>
        AccountRules.Closed(Account with { BookedDay = close.Booked, ClosedThrough = close.After }, close.Terms, close.Month, hasCounts: true);

    private string Problem(string what, ReadOnlySpan<byte> line) =>
        $"The line after row {Rows.ToString(CultureInfo.InvariantCulture)} {what}: {Encoding.UTF8.GetString(line[..Math.Min(line.Length, 200)])}";
}
