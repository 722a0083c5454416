using System.Collections.Immutable;
using Sokbo.Grains.Ads.Months;
using Sokbo.Grains.Delivery;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Ads.Budgets;
using Sokbo.Grains.Interfaces.Ads.Events;
using Sokbo.Grains.Interfaces.Ads.Months;

namespace Sokbo.Grains.Ads.Budgets;

/// <summary>Months, credits and what was counted when.</summary>
internal sealed partial class BudgetGrain
{
    public async Task<CreditOutcome> Credit(CreditRequest request, CancellationToken cancellationToken)
    {
        if (_head is null)
        {
            this.LeaveUnlessCreated(() => _head is not null);
            return new CreditOutcome(CreditVerdict.NotFound, null);
        }

        var (verdict, credit, next, line) = MonthRules.Credit(Head, request, Time.GetUtcNow());
        if (line is not null)
        {
            await CommitAsync(next, [], cancellationToken, line: line);
            Announce();
        }

        return new CreditOutcome(verdict, credit);
    }

    public async Task<MonthAccount?> CloseMonth(int month, string by, CancellationToken cancellationToken)
    {
        if (_head is null)
        {
            this.LeaveUnlessCreated(() => _head is not null);
            return null;
        }

        var now = Time.GetUtcNow();
        if (month <= Head.Account.ClosedThrough || now < SeoulMonth.Start(SeoulMonth.Next(month)))
        {
            return await MonthAsync(month, cancellationToken);
        }

        // Everything that is open goes with it: of a campaign, months are closed in order and without a gap.
        var first = Head.Account.ClosedThrough == 0 ? FirstCountedMonth(month) : SeoulMonth.Next(Head.Account.ClosedThrough);
        var counts = await CountsAsync(SeoulMonth.FirstDay(first), SeoulMonth.LastDay(month), cancellationToken);
        var (next, line, account) = MonthRules.Close(Head, (month, by), Total(counts), now, Campaign);
        await CommitAsync(
            next,
            account.IsEmpty ? [] : [new KeyValuePair<string, byte[]>(BudgetFields.Month(month), serializer.SerializeToArray(account))],
            cancellationToken,
            line: line);
        Announce();
        return account;
    }

    public Task<MonthAccount?> ReadMonth(int month, CancellationToken cancellationToken)
    {
        if (_head is null)
        {
            this.LeaveUnlessCreated(() => _head is not null);
            return Task.FromResult<MonthAccount?>(null);
        }

        return MonthAsync(month, cancellationToken)!;
    }

    public async Task<ImmutableArray<MonthAccount>> ReadMonths(CancellationToken cancellationToken)
    {
        if (_head is null)
        {
            this.LeaveUnlessCreated(() => _head is not null);
            return [];
        }

        var present = SeoulMonth.Of(Time.GetUtcNow());
        var open = Head.Account.Months.Select(month => month.Month)
            .Concat(Head.Account.Credits.Select(credit => credit.Month))
            .Append(present)
            .Where(month => month > Head.Account.ClosedThrough)
            .Distinct()
            .Order();
        var accounts = ImmutableArray.CreateBuilder<MonthAccount>();
        foreach (var month in Head.Account.ClosedMonths.TakeLast(MonthsMax).Concat(open))
        {
            accounts.Add(await MonthAsync(month, cancellationToken) with { Counts = [] });
        }

        return accounts.ToImmutable();
    }

    public async Task<ImmutableArray<EventCount>> ReadCounts(CountsQuery query, CancellationToken cancellationToken)
    {
        if (_head is null)
        {
            this.LeaveUnlessCreated(() => _head is not null);
            return [];
        }

        var counts = await CountsAsync(query.From, query.To, cancellationToken);
        return EventCounts.Add(counts.Select(count => SummedBy(count, query.By)), []);
    }

    private static EventCount SummedBy(EventCount count, CountsBy by) => by switch
    {
        CountsBy.Hour => count with { Slot = "", Creative = "" },
        CountsBy.Day => count with { Slot = "", Creative = "", Hour = Hours.Of(SeoulDay.Start(SeoulDay.Of(Hours.Start(count.Hour)))!.Value) },
        CountsBy.Creative => count with { Slot = "", Hour = 0 },
        _ => count with { Creative = "", Hour = 0 },
    };

    private static ImmutableArray<EventCount> Total(IEnumerable<EventCount> counts) => EventCounts.Add(counts.Select(count => count with { Hour = 0 }), []);

    /// <summary>Counts are a week late at most, so nothing is older than a week before the first row of the ledger.</summary>
    private int FirstCountedMonth(int last) =>
        Head.LedgerFrom == 0 ? last : Math.Min(last, SeoulMonth.Of(Hours.Start(Head.LedgerFrom).AddDays(-DaysLateMax)));

    private async Task<MonthAccount> MonthAsync(int month, CancellationToken cancellationToken)
    {
        if (Head.Account.ClosedMonths.Contains(month))
        {
            var (_, values) = await store.ReadAsync(Campaign, [BudgetFields.Month(month)], cancellationToken);
            return Stored<MonthAccount>(values[0] ?? throw new FormatException($"Budget {Campaign} has lost its account of {SeoulMonth.Text(month)}."));
        }

        if (month <= Head.Account.ClosedThrough)
        {
            return new MonthAccount { Month = month, Campaign = Campaign, Terms = Head.Terms, Billed = 0, AmountWon = 0, Closed = true };
        }

        return MonthRules.Open(Head, Campaign, month, Total(await CountsAsync(SeoulMonth.FirstDay(month), SeoulMonth.LastDay(month), cancellationToken)));
    }

    /// <summary>By slot, creative, bucket and hour, of all days from one to another.</summary>
    private async Task<List<EventCount>> CountsAsync(int from, int to, CancellationToken cancellationToken)
    {
        var today = SeoulDay.Of(Time.GetUtcNow());
        var first = Head.LedgerFrom == 0 ? int.MaxValue : SeoulDay.Of(Hours.Start(Head.LedgerFrom).AddDays(-DaysLateMax));
        var days = new List<int>();
        for (var day = Math.Max(from, first); day <= Math.Min(to, today); day = SeoulDay.Of(SeoulDay.Start(day)!.Value.AddDays(1)))
        {
            days.Add(day);
        }

        var counts = new List<EventCount>();
        foreach (var some in days.Chunk(DaysAtOnce))
        {
            var (_, values) = await store.ReadAsync(Campaign, [.. some.Select(BudgetFields.Day)], cancellationToken);
            counts.AddRange(values.OfType<byte[]>().SelectMany(value => Stored<DayCounts>(value).Counts));
        }

        return counts;
    }

    /// <summary>The days that the last hours are in are at hand from the start.</summary>
    private async Task LoadDaysAsync(CancellationToken cancellationToken)
    {
        var now = Time.GetUtcNow();
        var days = Enumerable.Range(0, (RecentHours / 24) + 1).Select(ago => SeoulDay.Of(now.AddDays(-ago))).ToList();
        var (_, values) = await store.ReadAsync(Campaign, [.. days.Select(BudgetFields.Day)], cancellationToken);
        foreach (var day in values.OfType<byte[]>().Select(Stored<DayCounts>))
        {
            _days[day.Day] = day;
        }
    }

    private ImmutableArray<HourCounts> Recent(DateTimeOffset now)
    {
        var last = Hours.Of(now);
        var hours = new SortedDictionary<int, HourCounts>();
        foreach (var count in _days.Values.SelectMany(day => day.Counts))
        {
            if (count.Hour > last - RecentHours && count.Hour <= last)
            {
                var known = hours.GetValueOrDefault(count.Hour, new HourCounts(count.Hour, 0, 0, 0, 0));
                hours[count.Hour] = count.Bucket switch
                {
                    EventBucket.Rendered => known with { Rendered = known.Rendered + count.Count },
                    EventBucket.Viewable => known with { Viewable = known.Viewable + count.Count },
                    EventBucket.Click => known with { Clicks = known.Clicks + count.Count },
                    _ => known with { Others = known.Others + count.Count },
                };
            }
        }

        return [.. hours.Values];
    }

    /// <summary>The part of the period that has passed; null without both dates.</summary>
    private double? TimeShare(DateTimeOffset now) => Head.Terms is { Start: { } start, End: { } end } && end > start
        ? Math.Clamp((now - start) / (end - start), 0, 1)
        : null;
}
