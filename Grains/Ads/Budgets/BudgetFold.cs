using Sokbo.Grains.Ads.Months;
using Sokbo.Grains.Interfaces.Ads.Events;

namespace Sokbo.Grains.Ads.Budgets;

/// <summary>
/// Folds events into a budget. Pure: the same head, leases and entries give the same result, and no decision here looks at a clock.
/// </summary>
internal sealed class BudgetFold
{
    private const int HoursLateMax = 7 * 24;

    private readonly BudgetHead _head;
    private readonly int _hour;
    private readonly Dictionary<long, LeaseBits> _leases;
    private readonly Dictionary<(string Slot, string Creative, EventBucket Bucket, int Hour), long> _counts = [];
    private readonly SortedDictionary<int, long> _billed = [];
    private long _billedSum;

    private BudgetFold(BudgetHead head, IEnumerable<LeaseSheet> sheets, int hour)
    {
        _head = head;
        _hour = hour;
        _leases = sheets.ToDictionary(sheet => sheet.Lease.Id, sheet => new LeaseBits(sheet));
    }

    /// <summary>Null when every entry was folded before.</summary>
    /// <param name="head">The budget.</param>
    /// <param name="sheets">The leases that the entries name, as far as they are known.</param>
    /// <param name="request">Part of a log.</param>
    /// <param name="hour">The present hour since 1970 (UTC). A gateway whose clock is wrong counts in it, or a week before it.</param>
    public static BudgetFoldResult? Of(BudgetHead head, IEnumerable<LeaseSheet> sheets, FoldRequest request, int hour)
    {
        var known = head.Cursors.GetValueOrDefault(request.Log).Seq;
        var entries = request.Entries.Where(entry => entry.Seq > known).ToList();
        if (entries.Count == 0)
        {
            return null;
        }

        var fold = new BudgetFold(head, sheets, hour);
        var last = known;
        foreach (var entry in entries)
        {
            if (entry.Seq <= last)
            {
                // A write that the gateway repeated.
                continue;
            }

            last = entry.Seq;
            fold.Take(entry.Events);
        }

        return fold.Result(entries[0].Seq, last);
    }

    private void Take(CampaignEvents events)
    {
        foreach (var filtered in events.Filtered)
        {
            Count(filtered.Slot, filtered.Creative, filtered.Bucket, filtered.Hour, filtered.Count);
        }

        foreach (var item in events.Events)
        {
            Take(item);
        }
    }

    private void Take(in AdEvent item)
    {
        if (!_leases.TryGetValue(item.Lease, out var lease))
        {
            Count(item, BucketOfUnknown(item.Lease));
        }
        else if (item.Number < 0 || item.Number >= lease.Lease.Size)
        {
            Count(item, EventBucket.Foreign);
        }
        else if (lease.Has(item.Number, item.Kind))
        {
            Count(item, EventBucket.Duplicate);
        }
        else if (lease.Lease.Closed && (item.Kind == AdEventKind.Rendered || !lease.Has(item.Number, AdEventKind.Rendered)))
        {
            Count(item, EventBucket.Late);
        }
        else if (item.Kind == AdEventKind.Rendered)
        {
            TakeRendered(item, lease);
        }
        else
        {
            lease.Set(item.Number, item.Kind);
            Count(item, lease.Has(item.Number, AdEventKind.Rendered) ? BucketOfCounted(item.Kind, lease) : EventBucket.Unrendered);
        }
    }

    private void TakeRendered(in AdEvent item, LeaseBits lease)
    {
        lease.Set(item.Number, AdEventKind.Rendered);
        Count(item, BucketOfCounted(AdEventKind.Rendered, lease));
        foreach (var kind in (ReadOnlySpan<AdEventKind>)[AdEventKind.Viewable, AdEventKind.Click])
        {
            if (lease.Has(item.Number, kind))
            {
                // It came first, and was counted as unrendered.
                Count(item.Slot, item.Creative, EventBucket.Unrendered, item.Hour, -1);
                Count(item, BucketOfCounted(kind, lease));
            }
        }
    }

    /// <summary>An event that counts; the one that the price is for bills, unless goal or cap are reached.</summary>
    private EventBucket BucketOfCounted(AdEventKind kind, LeaseBits lease)
    {
        if (kind != BudgetRules.BillingEvent(_head.Terms.Pricing))
        {
            return BucketOf(kind);
        }

        var day = lease.Lease.Day;
        var billedOfDay = _billed.GetValueOrDefault(day);
        if (_head.Billed + _billedSum >= (_head.Terms.Goal ?? long.MaxValue)
            || _head.BilledOn(day) + billedOfDay >= (_head.Terms.DailyCap ?? long.MaxValue))
        {
            return EventBucket.BeyondGoal;
        }

        _billedSum++;
        _billed[day] = billedOfDay + 1;
        lease.Lease = lease.Lease with { Billed = lease.Lease.Billed + 1 };
        return BucketOf(kind);
    }

    private EventBucket BucketOfUnknown(long lease)
    {
        var epoch = LeaseRecord.EpochOf(lease);
        if (epoch == _head.Epoch)
        {
            return (uint)lease < (uint)_head.LeasesMade ? EventBucket.Late : EventBucket.Foreign;
        }

        return _head.Epochs.Contains(epoch) ? EventBucket.Late : EventBucket.Lost;
    }

    private static EventBucket BucketOf(AdEventKind kind) => kind switch
    {
        AdEventKind.Rendered => EventBucket.Rendered,
        AdEventKind.Viewable => EventBucket.Viewable,
        _ => EventBucket.Click,
    };

    private void Count(in AdEvent item, EventBucket bucket) => Count(item.Slot, item.Creative, bucket, item.Hour, 1);

    /// <summary>What is late for a closed month counts in the first hour after it.</summary>
    private void Count(string slot, string creative, EventBucket bucket, int hour, long count)
    {
        var key = (slot, creative, bucket, Math.Max(Math.Clamp(hour, _hour - HoursLateMax, _hour), AccountRules.FirstOpenHour(_head.Account)));
        _counts[key] = _counts.GetValueOrDefault(key) + count;
    }

    private BudgetFoldResult Result(long first, long last) => new()
    {
        First = first,
        Last = last,
        Sheets = [.. _leases.Values.Where(lease => lease.IsChanged).Select(lease => lease.Sheet)],
        Counts =
        [
            .. _counts.Where(pair => pair.Value != 0)
                .Select(pair => new EventCount
                {
                    Slot = pair.Key.Slot,
                    Creative = pair.Key.Creative,
                    Bucket = pair.Key.Bucket,
                    Hour = pair.Key.Hour,
                    Count = pair.Value,
                })
                .OrderBy(count => count.Slot, StringComparer.Ordinal)
                .ThenBy(count => count.Creative, StringComparer.Ordinal)
                .ThenBy(count => count.Bucket)
                .ThenBy(count => count.Hour),
        ],
        Billed = [.. _billed.Select(pair => new DayCount(pair.Key, pair.Value))],
    };
}
