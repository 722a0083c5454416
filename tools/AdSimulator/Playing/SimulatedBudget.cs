using Sokbo.AdSimulator.Scenarios;
using Sokbo.Grains.Ads.Budgets;
using Sokbo.Grains.Interfaces.Ads.Budgets;
using Sokbo.Grains.Interfaces.Ads.Events;

namespace Sokbo.AdSimulator.Playing;

/// <summary>What the grain of a budget does around the rules, without a store.</summary>
internal sealed class SimulatedBudget(Booking booking, VirtualTime time)
{
    /// <summary>What comes later than this after a lease has closed is so rare here that it need not be kept for.</summary>
    private const int ClosedSheetsMax = 20_000;

    private readonly Dictionary<long, LeaseSheet> _sheets = [];
    private readonly Queue<long> _closedSheets = [];
    private readonly Dictionary<long, DateTimeOffset> _due = [];
    private readonly GatewayRates _rates = new(time);

    public Booking Booking => booking;

    public BudgetHead Head { get; private set; } = new() { Terms = booking.Terms, Incarnation = "simulated", Epochs = [1] };

    /// <summary>Requests for numbers so far.</summary>
    public long Asked { get; private set; }

    /// <summary>Of those, how many were granted.</summary>
    public long Granted { get; private set; }

    public double Expected => PacingRules.Expected(Head, time.GetUtcNow());

    /// <summary>Numbers out beyond the goal: never above 0 for rendered impressions.</summary>
    public long Excess => Head.Billed + BudgetRules.Open(Head) - booking.Goal;

    public LeaseGrant Lease(LeaseRequest request)
    {
        Asked++;
        var now = time.GetUtcNow();
        Head = BudgetRules.Saw(Head, _rates.NewDecisions(request), now);
        var grant = BudgetRules.Grant(Head, request, _rates.ShareOf(request), now);
        if (grant.Refusal == LeaseRefusal.None)
        {
            Granted++;
            Head = BudgetRules.Granted(Head, request, grant, now);
            _sheets[grant.Lease] = LeaseSheet.New(Head.Open[^1]);
            _due[grant.Lease] = now + BudgetRules.LeaseLife + BudgetRules.TicketLife;
        }

        return grant;
    }

    public void TakeBack(LeaseReturn lease)
    {
        var now = time.GetUtcNow();
        if (BudgetRules.TakenBack(Head, lease, _sheets.GetValueOrDefault(lease.Lease)?.Used ?? 0, now) is not { } returned)
        {
            return;
        }

        Head = BudgetRules.WithOpen(Head, returned);
        _sheets[returned.Id] = _sheets[returned.Id] with { Lease = returned };
        _due[returned.Id] = now + BudgetRules.TicketLife;
        if (returned.Size == 0)
        {
            Close(new HashSet<long> { returned.Id });
        }
    }

    public void Fold(FoldRequest request)
    {
        var now = time.GetUtcNow();
        var named = request.Entries.SelectMany(entry => entry.Events.Events.Select(item => item.Lease)).Distinct();
        var sheets = named.Select(lease => _sheets.GetValueOrDefault(lease)).OfType<LeaseSheet>();
        if (BudgetFold.Of(Head, sheets, request, Hours.Of(now)) is not { } fold)
        {
            return;
        }

        (Head, _) = BudgetRules.Folded(Head, request.Log, fold, now);
        foreach (var sheet in fold.Sheets)
        {
            _sheets[sheet.Lease.Id] = sheet;
        }
    }

    /// <summary>Closes what is due. Everything that came before is folded by now.</summary>
    public void CloseDue()
    {
        var now = time.GetUtcNow();
        var due = Head.Open.Select(lease => lease.Id).Where(lease => _due[lease] <= now).ToHashSet();
        if (due.Count > 0)
        {
            Close(due);
        }
    }

    private void Close(HashSet<long> leases)
    {
        (Head, var closed) = BudgetRules.Close(Head, leases);
        foreach (var record in closed)
        {
            _sheets[record.Id] = _sheets[record.Id] with { Lease = record };
            _due.Remove(record.Id);
            _closedSheets.Enqueue(record.Id);
        }

        while (_closedSheets.Count > ClosedSheetsMax)
        {
            _sheets.Remove(_closedSheets.Dequeue());
        }
    }
}
