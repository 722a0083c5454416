using System.Collections.Immutable;
using Sokbo.Grains.Ads.Months;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Ads.Budgets;
using Sokbo.Grains.Interfaces.Ads.Events;

namespace Sokbo.Grains.Ads.Budgets;

/// <summary>What a budget may give out, and what its record is after a change. Pure.</summary>
internal static class BudgetRules
{
    public const int LeaseSizeMax = 1_000;
    public const int LeasesOpenMax = 256;

    /// <summary>A gateway spends numbers for this long at most after it has asked.</summary>
    public static readonly TimeSpan LeaseLife = TimeSpan.FromSeconds(20);

    /// <summary>A decided banner renders within this time (OpenRTB implementation guide 7.2: one minute on the web).</summary>
    public static readonly TimeSpan TicketLife = TimeSpan.FromSeconds(60);

    /// <summary>Viewable and click are taken for this long after a lease has closed.</summary>
    public const int ClosedHours = 25;

    private const int CursorHours = 7 * 24;
    private const int CursorsMax = 1_000;

    private static readonly TimeSpan RetryAfterMin = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan RetryAfterMax = TimeSpan.FromSeconds(30);

    /// <summary>For each open lease a gateway waits so much longer: leases become larger before there are too many.</summary>
    private static readonly TimeSpan RetryAfterOpen = TimeSpan.FromMilliseconds(16);

    /// <summary>The ledger has rows of another pricing, and says so for ever.</summary>
    public static bool IsFixed(BudgetHead head, Pricing pricing) => head.LedgerRows > 0 && head.Terms.Pricing != pricing;

    /// <summary>Null for a flat price: nothing bills.</summary>
    public static AdEventKind? BillingEvent(Pricing pricing) => pricing switch
    {
        Pricing.Rendered => AdEventKind.Rendered,
        Pricing.Viewable => AdEventKind.Viewable,
        Pricing.Click => AdEventKind.Click,
        _ => null,
    };

    /// <summary>Numbers given out that may still bill.</summary>
    public static long Open(BudgetHead head) => head.Open.Sum(lease => (long)lease.Unbilled);

    public static bool IsRunning(BudgetTerms terms, DateTimeOffset now) =>
        !terms.Paused && (terms.Start is not { } start || now >= start) && (terms.End is not { } end || now < end);

    /// <summary>How many numbers the gateway gets now, or why none.</summary>
    /// <param name="head">The budget.</param>
    /// <param name="request">What the gateway asks for.</param>
    /// <param name="share">The gateway's part of the traffic, above 0 and at most 1.</param>
    /// <param name="now">The time.</param>
    public static LeaseGrant Grant(BudgetHead head, LeaseRequest request, double share, DateTimeOffset now)
    {
        var terms = head.Terms;
        if (head.Held)
        {
            return LeaseGrant.None(LeaseRefusal.Held, RetryAfterMax);
        }

        if (!IsRunning(terms, now))
        {
            return LeaseGrant.None(LeaseRefusal.NotRunning, terms.Start is { } start && start > now ? Bounded(start - now) : RetryAfterMax);
        }

        if (head.Open.Length >= LeasesOpenMax)
        {
            return LeaseGrant.None(LeaseRefusal.Busy, TimeSpan.FromSeconds(2));
        }

        var day = SeoulDay.Of(now);
        var (available, refusal, retryAfter) = Available(head, day, now);
        if (available < 1)
        {
            return LeaseGrant.None(refusal, retryAfter);
        }

        var part = Math.Max(1, (long)(available * Math.Clamp(share, 0, 1)));
        var wanted = Math.Min(Math.Max(1, request.Wanted), LeaseSizeMax);
        return new LeaseGrant
        {
            Refusal = LeaseRefusal.None,
            Lease = LeaseRecord.IdOf(head.Epoch, head.LeasesMade),
            Size = (int)Math.Min(wanted, part),
            Day = day,
            Life = LeaseLife,
            // The rest is the other gateways': who asks at once again would take it number by number.
            RetryAfter = part < wanted && PacingRules.HasCurve(terms) ? Pause(head, now) : default,
        };
    }

    /// <summary>The head after gateways have told of decisions that could have gone to the campaign. It is written with whatever is written next.</summary>
    public static BudgetHead Saw(BudgetHead head, long decisions, DateTimeOffset now) =>
        IsRunning(head.Terms, now) ? head with { Traffic = head.Traffic.Saw(decisions, head.Terms, now) } : head;

    /// <summary>The head with newer terms: a curve over other dates begins anew, with the traffic that was learned.</summary>
    public static BudgetHead Booked(BudgetHead head, BudgetTerms terms) => head with
    {
        Terms = terms,
        Traffic = (terms.Start, terms.End) == (head.Terms.Start, head.Terms.End) ? head.Traffic : head.Traffic.FromTheStart(),
    };

    /// <summary>The head with the lease that was granted.</summary>
    public static BudgetHead Granted(BudgetHead head, LeaseRequest request, LeaseGrant grant, DateTimeOffset now) => head with
    {
        LeasesMade = head.LeasesMade + 1,
        Open = head.Open.Add(new LeaseRecord
        {
            Id = grant.Lease,
            Gateway = request.Gateway,
            Request = request.Request,
            Size = grant.Size,
            Day = grant.Day,
            At = now,
        }),
    };

    /// <summary>The lease after the gateway has given back what it never spent; null when nothing changes.</summary>
    /// <param name="head">The budget.</param>
    /// <param name="lease">What the gateway says.</param>
    /// <param name="used">Of the lease; see <see cref="LeaseSheet.Used"/>.</param>
    /// <param name="now">The time.</param>
    public static LeaseRecord? TakenBack(BudgetHead head, LeaseReturn lease, int used, DateTimeOffset now) =>
        head.Open.FirstOrDefault(known => known.Id == lease.Lease && known.Gateway == lease.Gateway) is { Returned: false } open
            // Never below what has happened already, whatever the gateway says: a number below it could still bill.
            ? open with { Returned = true, Size = Math.Clamp(lease.Issued, Math.Min(used, open.Size), open.Size), At = now }
            : null;

    public static BudgetHead WithOpen(BudgetHead head, LeaseRecord lease) =>
        head with { Open = [.. head.Open.Select(known => known.Id == lease.Id ? lease : known)] };

    /// <summary>Closes leases that are open.</summary>
    public static (BudgetHead Head, ImmutableArray<LeaseRecord> Closed) Close(BudgetHead head, IReadOnlySet<long> leases)
    {
        ImmutableArray<LeaseRecord> closed = [.. head.Open.Where(lease => leases.Contains(lease.Id)).Select(lease => lease with { Closed = true })];
        return (head with
        {
            Open = [.. head.Open.Where(lease => !leases.Contains(lease.Id))],
            Tried = head.Tried + closed.Sum(lease => (long)lease.Size),
        }, closed);
    }

    /// <summary>The head after a fold and the line of the ledger that belongs to it.</summary>
    public static (BudgetHead Head, LedgerLine Line) Folded(BudgetHead head, string log, BudgetFoldResult fold, DateTimeOffset now)
    {
        var line = new LedgerRow
        {
            Row = head.LedgerRows + 1,
            At = now,
            Log = log,
            First = fold.First,
            Last = fold.Last,
            Counts = fold.Counts,
            Billed = fold.Billed,
            Previous = head.LedgerHash,
        }.Line();
        var sheets = fold.Sheets.ToDictionary(sheet => sheet.Lease.Id, sheet => sheet.Lease);
        var next = head with
        {
            Open = [.. head.Open.Select(lease => sheets.GetValueOrDefault(lease.Id, lease))],
            Cursors = Cursors(head.Cursors, log, new LogCursor(fold.Last, line.Hour)),
            Totals = EventCounts.Add(head.Totals, fold.Counts.Select(count => count with { Hour = 0 })),
            Billed = head.Billed + fold.Billed.Sum(day => day.Count),
            Days = Days(head.Days, fold.Billed),
            Account = AccountRules.Billed(head.Account, fold.Billed),
            LedgerRows = head.LedgerRows + 1,
            LedgerHash = line.Hash,
            LedgerFrom = head.LedgerFrom == 0 ? line.Hour : head.LedgerFrom,
        };
        return (next, line);
    }

    /// <summary>The head in a store of another incarnation: all leases are lost, and nothing is given out until somebody says so.</summary>
    public static (BudgetHead Head, ImmutableArray<LeaseRecord> Closed) Restored(BudgetHead head, string incarnation, int epoch)
    {
        var (next, closed) = Close(head, head.Open.Select(lease => lease.Id).ToHashSet());
        return (next with
        {
            Incarnation = incarnation,
            Held = true,
            Epochs = [.. head.Epochs.TakeLast(BudgetHead.EpochsMax - 1), epoch],
            LeasesMade = 0,
        }, closed);
    }

    private static (long Available, LeaseRefusal Refusal, TimeSpan RetryAfter) Available(BudgetHead head, int day, DateTimeOffset now)
    {
        var terms = head.Terms;
        if (terms.Goal is not { } goal)
        {
            return (LeaseSizeMax, LeaseRefusal.None, default);
        }

        // One more than the goal must never be out. For what is rendered a number is an event, since what does not render comes back.
        var yield = terms.Pricing == Pricing.Rendered ? 1 : PacingRules.Yield(head, now);
        var ofGoal = Numbers(goal - head.Billed, yield) - Open(head);
        if (ofGoal < 1)
        {
            return (0, LeaseRefusal.Exhausted, head.Billed >= goal ? RetryAfterMax : TimeSpan.FromSeconds(2));
        }

        var ofDay = terms.DailyCap is { } cap
            ? Numbers(cap - head.BilledOn(day), yield) - head.Open.Where(lease => lease.Day == day).Sum(lease => (long)lease.Unbilled)
            : long.MaxValue;
        if (ofDay < 1)
        {
            return (0, LeaseRefusal.DayExhausted, TimeSpan.FromSeconds(2));
        }

        if (!PacingRules.HasCurve(terms))
        {
            return (Math.Min(ofGoal, ofDay), LeaseRefusal.None, default);
        }

        var ofCurve = PacingRules.Allowed(head, now);
        return ofCurve < 1
            ? (0, LeaseRefusal.Paced, PacingRules.UntilAllowed(head, now, Pause(head, now), RetryAfterMax))
            : (Math.Min(Math.Min(ofGoal, ofDay), ofCurve), LeaseRefusal.None, default);
    }

    /// <summary>
    /// The distance that a gateway keeps between two requests for a campaign that is paced: a large goal goes out in leases
    /// of several numbers, so that the calls are bounded by time and not by the goal.
    /// </summary>
    private static TimeSpan Pause(BudgetHead head, DateTimeOffset now)
    {
        var (crowded, lull) = (RetryAfterMin + (head.Open.Length * RetryAfterOpen), PacingRules.Lull(head, now));
        return crowded > lull ? crowded : lull;
    }

    /// <summary>Numbers that are likely to bring so many events.</summary>
    private static long Numbers(long events, double yield) => (long)Math.Ceiling(Math.Max(0, events) / yield);

    private static ImmutableDictionary<string, LogCursor> Cursors(
        ImmutableDictionary<string, LogCursor> cursors, string log, LogCursor cursor)
    {
        var next = cursors.SetItem(log, cursor);
        if (next.Count <= CursorsMax && next.Values.All(known => cursor.Hour - known.Hour < CursorHours))
        {
            return next;
        }

        // A log that brought nothing for a week has been cut off long ago.
        return next.RemoveRange(next.Where(pair => cursor.Hour - pair.Value.Hour >= CursorHours).Select(pair => pair.Key));
    }

    private static ImmutableArray<DayCount> Days(ImmutableArray<DayCount> days, ImmutableArray<DayCount> billed) =>
    [
        .. days.Concat(billed).GroupBy(day => day.Day).OrderBy(group => group.Key).TakeLast(BudgetHead.DaysMax)
            .Select(group => new DayCount(group.Key, group.Sum(day => day.Count))),
    ];

    private static TimeSpan Bounded(TimeSpan wait) => wait < RetryAfterMin ? RetryAfterMin : wait > RetryAfterMax ? RetryAfterMax : wait;
}
