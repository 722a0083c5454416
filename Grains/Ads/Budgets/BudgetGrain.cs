using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Orleans.Serialization;
using Orleans.Storage;
using Sokbo.Grains.Ads.Months;
using Sokbo.Grains.Delivery;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Ads.Budgets;
using Sokbo.Grains.Interfaces.Ads.Events;
using Sokbo.Grains.Interfaces.Ads.Months;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Ads.Budgets;

/// <remarks>
/// One call at a time, and each ends with one fenced write or with none: two activations for a moment cannot both succeed,
/// and the one that fails leaves. A lease is closed by the time that has passed at this activation, so a restarted budget
/// waits a whole term again, whatever the clocks say.
/// </remarks>
[GrainType("budget")]
internal sealed partial class BudgetGrain(
    IBudgetStore store, TopicGrainServices services, Serializer serializer, ILogger<BudgetGrain> logger) : Grain, IBudgetGrain
{
    private const int ClosedSheetsMax = 512;
    private const int RecentHours = 48;
    private const int DaysAtOnce = 31;
    private const int MonthsMax = 24;

    /// <summary>Events are counted in an hour of the last week.</summary>
    private const int DaysLateMax = 8;

    private static readonly TimeSpan TickPeriod = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BarrierRepeat = TimeSpan.FromSeconds(5);

    private readonly Dictionary<long, LeaseSheet> _sheets = [];
    private readonly Dictionary<long, long> _due = [];
    private readonly GatewayRates _rates = new(services.Time);
    private readonly Dictionary<int, DayCounts> _days = [];
    private ClosedLeases _closed = new(0, []);
    private BudgetHead? _head;
    private long _version;
    private DerivedTopic? _topic;
    private IGrainTimer? _timer;
    private BudgetBarrier? _barrier;
    private long _nonce = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(8));
    private bool _left;
    private bool _listed;

    private string Campaign => this.GetPrimaryKeyString();

    private TimeProvider Time => services.Time;

    private BudgetHead Head => _head ?? throw new InvalidOperationException("The budget does not exist.");

    public static GrainId IdOf(string campaign) => GrainId.Create("budget", campaign);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        (_version, var fields) = await store.ReadAsync(Campaign, [BudgetFields.Head], cancellationToken);
        if (fields[0] is not { } head)
        {
            return;
        }

        _head = Stored<BudgetHead>(head);
        await LoadSheetsAsync(Head.Open.Select(lease => lease.Id), cancellationToken);
        await LoadDaysAsync(cancellationToken);
        var incarnation = await services.Incarnation.ReadAsync(cancellationToken);
        if (Head.Incarnation != incarnation)
        {
            LogRestored(Campaign);
            var (next, closed) = BudgetRules.Restored(Head, incarnation, NewEpoch());
            await CloseAsync(next, closed, cancellationToken);
        }

        foreach (var lease in Head.Open)
        {
            Arm(lease);
        }
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _topic?.Close();
        return Task.CompletedTask;
    }

    public async Task Book(BudgetTerms terms, CancellationToken cancellationToken)
    {
        if (_head is null)
        {
            // What is booked now is nothing of a month that is closed.
            var months = await GrainFactory.GetGrain<IMonthsGrain>(IMonthsGrain.Key).Read(cancellationToken);
            var first = new BudgetHead
            {
                Account = BudgetAccount.Empty with { BookedDay = SeoulDay.Of(Time.GetUtcNow()), ClosedThrough = months.FixedThrough },
                Terms = terms,
                Incarnation = await services.Incarnation.ReadAsync(cancellationToken),
                Epochs = [NewEpoch()],
                SweptHour = Hours.Of(Time.GetUtcNow()) - BudgetRules.ClosedHours,
            };
            await CommitAsync(first, [], cancellationToken);
        }
        else if (terms.Revision > Head.Terms.Revision)
        {
            var taken = BudgetRules.IsFixed(Head, terms.Pricing) ? terms with { Pricing = Head.Terms.Pricing } : terms;
            await CommitAsync(BudgetRules.Booked(Head, MonthRules.WithMadeGood(taken, Head.Account)), [], cancellationToken);
            Announce();
        }
    }

    public async Task<bool> Reprice(BudgetTerms terms, CancellationToken cancellationToken)
    {
        if (_head is { } head && BudgetRules.IsFixed(head, terms.Pricing))
        {
            return false;
        }

        await Book(terms, cancellationToken);
        return true;
    }

    public async Task<LeaseGrant> Lease(LeaseRequest request, CancellationToken cancellationToken)
    {
        if (_head is null)
        {
            this.LeaveUnlessCreated(() => _head is not null);
            return LeaseGrant.None(LeaseRefusal.Unknown, BarrierRepeat);
        }

        if (Head.Open.FirstOrDefault(lease => lease.Gateway == request.Gateway && lease.Request == request.Request && !lease.Returned) is { } known)
        {
            // The answer was lost. The gateway may spend from now on, so the term begins anew.
            Arm(known);
            return new LeaseGrant
            {
                Refusal = LeaseRefusal.None,
                Lease = known.Id,
                Size = known.Size,
                Day = known.Day,
                Life = BudgetRules.LeaseLife,
            };
        }

        // Not written by itself: what is lost with this activation is a few seconds of what was learned.
        _head = BudgetRules.Saw(Head, _rates.NewDecisions(request), Time.GetUtcNow());
        var grant = BudgetRules.Grant(Head, request, _rates.ShareOf(request), Time.GetUtcNow());
        AdsMetrics.Grants.WithLabels(AdsMetrics.Name(grant.Refusal)).Inc();
        if (grant.Refusal != LeaseRefusal.None)
        {
            return grant;
        }

        var next = BudgetRules.Granted(Head, request, grant, Time.GetUtcNow());
        var sheet = LeaseSheet.New(next.Open[^1]);
        await CommitAsync(next, [Field(sheet)], cancellationToken);
        _sheets[grant.Lease] = sheet;
        Arm(sheet.Lease);
        return grant;
    }

    public async Task TakeBack(LeaseReturn lease, CancellationToken cancellationToken)
    {
        if (_head is null || BudgetRules.TakenBack(Head, lease, _sheets.GetValueOrDefault(lease.Lease)?.Used ?? 0, Time.GetUtcNow()) is not { } returned)
        {
            return;
        }

        if (returned.Size == 0)
        {
            // None was spent: there is nothing to wait for.
            await CommitAsync(BudgetRules.Close(BudgetRules.WithOpen(Head, returned), new HashSet<long> { returned.Id }).Head, [], cancellationToken, removed: [BudgetFields.Lease(returned.Id)]);
            Forget(returned.Id);
            return;
        }

        var sheet = _sheets[returned.Id] with { Lease = returned };
        await CommitAsync(BudgetRules.WithOpen(Head, returned), [Field(sheet)], cancellationToken);
        _sheets[returned.Id] = sheet;
        Arm(returned);
    }

    public async Task<bool> Fold(FoldRequest request, CancellationToken cancellationToken)
    {
        if (_head is null)
        {
            this.LeaveUnlessCreated(() => _head is not null);
            return false;
        }

        var named = request.Entries.SelectMany(entry => entry.Events.Events.Select(item => item.Lease)).ToHashSet();
        await LoadSheetsAsync(named.Where(lease => !_sheets.ContainsKey(lease) && Head.Epochs.Contains(LeaseRecord.EpochOf(lease))), cancellationToken);
        var now = Time.GetUtcNow();
        var sheets = named.Select(lease => _sheets.GetValueOrDefault(lease)).OfType<LeaseSheet>();
        if (BudgetFold.Of(Head, sheets, request, Hours.Of(now)) is not { } fold)
        {
            return true;
        }

        var (next, line) = BudgetRules.Folded(Head, request.Log, fold, now);
        var days = await DaysAfterAsync(fold.Counts, cancellationToken);
        await CommitAsync(next, [.. fold.Sheets.Select(Field), .. days.Select(Field)], cancellationToken, line: line);
        foreach (var sheet in fold.Sheets)
        {
            _sheets[sheet.Lease.Id] = sheet;
        }

        foreach (var day in days)
        {
            _days[day.Day] = day;
        }

        Trim();
        foreach (var count in fold.Counts)
        {
            AdsMetrics.Folded.WithLabels(AdsMetrics.Name(count.Bucket)).Inc(Math.Max(0, count.Count));
        }

        Announce();
        return true;
    }

    public async Task CloseDue(long barrier, CancellationToken cancellationToken)
    {
        if (_head is null || _barrier is not { } asked || asked.Nonce != barrier)
        {
            return;
        }

        _barrier = null;
        var (next, closed) = BudgetRules.Close(Head, asked.Leases);
        if (closed.IsEmpty)
        {
            return;
        }

        await CloseAsync(next, closed, cancellationToken);
        LogClosed(Campaign, closed.Length, closed.Sum(lease => (long)lease.Unbilled));
        Announce();
    }

    public async Task Release(CancellationToken cancellationToken)
    {
        if (_head is { Held: true })
        {
            await CommitAsync(Head with { Held = false }, [], cancellationToken);
            Announce();
        }
    }

    public Task<BudgetState?> Read(CancellationToken cancellationToken)
    {
        if (_head is null)
        {
            this.LeaveUnlessCreated(() => _head is not null);
        }

        return Task.FromResult(_head is null ? null : State());
    }

    public Task<TopicAnswer> Subscribe(TopicSubscription subscription, CancellationToken cancellationToken)
    {
        if (_head is null)
        {
            this.LeaveUnlessCreated(() => _head is not null);
            return Task.FromResult(TopicAnswer.Unknown);
        }

        _topic ??= new DerivedTopic(services, TopicName.Statistics(Campaign), GrainContext.ActivationId.ToString(), State());
        return Task.FromResult(_topic.Subscribe(subscription));
    }

    public Task<TopicAnswer> Pull(string topic, Position from, CancellationToken cancellationToken) =>
        Task.FromResult(_topic?.Answer(from) ?? TopicAnswer.Unknown);

    public Task Unsubscribe(string topic, string gateway, CancellationToken cancellationToken)
    {
        _topic?.Unsubscribe(gateway);
        return Task.CompletedTask;
    }

    private static int NewEpoch() => RandomNumberGenerator.GetInt32(1, int.MaxValue);

    private T Stored<T>(byte[] bytes) => serializer.Deserialize<T>(bytes) ?? throw new FormatException($"A field of budget {Campaign} holds nothing.");

    private KeyValuePair<string, byte[]> Field(LeaseSheet sheet) => new(BudgetFields.Lease(sheet.Lease.Id), serializer.SerializeToArray(sheet));

    private KeyValuePair<string, byte[]> Field(DayCounts day) => new(BudgetFields.Day(day.Day), serializer.SerializeToArray(day));

    private KeyValuePair<string, byte[]> Field(ClosedLeases closed) => new(BudgetFields.Closed(closed.Hour), serializer.SerializeToArray(closed));

    /// <summary>The lease is closed after its term, counted from now.</summary>
    private void Arm(LeaseRecord lease)
    {
        var term = lease.Returned ? BudgetRules.TicketLife : BudgetRules.LeaseLife + BudgetRules.TicketLife;
        _due[lease.Id] = Time.GetTimestamp() + (long)(term.TotalSeconds * Time.TimestampFrequency);
        _timer ??= this.RegisterGrainTimer(TickAsync, new GrainTimerCreationOptions(TickPeriod, TickPeriod) { KeepAlive = true });
    }

    private void Forget(long lease)
    {
        _due.Remove(lease);
        _sheets.Remove(lease);
    }

    private Task TickAsync(CancellationToken cancellationToken)
    {
        if (Head.Open.IsEmpty)
        {
            _timer?.Dispose();
            _timer = null;
            return Task.CompletedTask;
        }

        var now = Time.GetTimestamp();
        if (_barrier is { } asked && Time.GetElapsedTime(asked.At, now) < BarrierRepeat)
        {
            return Task.CompletedTask;
        }

        var due = Head.Open.Select(lease => lease.Id).Where(lease => _due[lease] <= now).ToHashSet();
        if (due.Count == 0)
        {
            return Task.CompletedTask;
        }

        _barrier = new BudgetBarrier(++_nonce, due, now);
        return GrainFactory.GetGrain<IEventLogsGrain>(IEventLogsGrain.Key).Barrier(Campaign, _nonce, cancellationToken);
    }

    /// <summary>Writes leases as closed, notes them under the hour in which they were, and forgets those of a day ago.</summary>
    private async Task CloseAsync(BudgetHead next, ImmutableArray<LeaseRecord> closed, CancellationToken cancellationToken)
    {
        var hour = Hours.Of(Time.GetUtcNow());
        var standing = _closed.Hour == hour ? _closed : await ReadClosedAsync(hour, cancellationToken);
        var ids = new ClosedLeases(hour, [.. standing.Leases, .. closed.Select(lease => lease.Id)]);
        var (swept, removed) = await SweepAsync(hour, cancellationToken);
        LeaseSheet[] sheets = [.. closed.Select(lease => _sheets[lease.Id] with { Lease = lease })];
        await CommitAsync(next with { SweptHour = swept }, [.. sheets.Select(Field), Field(ids)], cancellationToken, removed);
        _closed = ids;
        foreach (var sheet in sheets)
        {
            _sheets[sheet.Lease.Id] = sheet;
            _due.Remove(sheet.Lease.Id);
        }
    }

    private async Task LoadSheetsAsync(IEnumerable<long> leases, CancellationToken cancellationToken)
    {
        string[] fields = [.. leases.Select(BudgetFields.Lease)];
        if (fields.Length == 0)
        {
            return;
        }

        var (_, values) = await store.ReadAsync(Campaign, fields, cancellationToken);
        foreach (var value in values.OfType<byte[]>())
        {
            var sheet = Stored<LeaseSheet>(value);
            _sheets[sheet.Lease.Id] = sheet;
        }
    }

    private async Task<DayCounts[]> DaysAfterAsync(ImmutableArray<EventCount> counts, CancellationToken cancellationToken)
    {
        var byDay = counts.GroupBy(count => SeoulDay.Of(Hours.Start(count.Hour))).ToList();
        string[] missing = [.. byDay.Where(day => !_days.ContainsKey(day.Key)).Select(day => BudgetFields.Day(day.Key))];
        if (missing.Length > 0)
        {
            var (_, values) = await store.ReadAsync(Campaign, missing, cancellationToken);
            foreach (var day in values.OfType<byte[]>().Select(Stored<DayCounts>))
            {
                _days[day.Day] = day;
            }
        }

        return [.. byDay.Select(day => new DayCounts(day.Key, EventCounts.Add(_days.GetValueOrDefault(day.Key)?.Counts ?? [], day)))];
    }

    private async Task<ClosedLeases> ReadClosedAsync(int hour, CancellationToken cancellationToken)
    {
        var (_, values) = await store.ReadAsync(Campaign, [BudgetFields.Closed(hour)], cancellationToken);
        return values[0] is { } bytes ? Stored<ClosedLeases>(bytes) : new ClosedLeases(hour, []);
    }

    /// <summary>Leases that take nothing any more, a day's hours at most in one go.</summary>
    private async Task<(int SweptHour, List<string> Removed)> SweepAsync(int hour, CancellationToken cancellationToken)
    {
        var removed = new List<string>();
        var swept = Head.SweptHour;
        while (swept < hour - BudgetRules.ClosedHours && swept - Head.SweptHour < 24)
        {
            swept++;
            var closed = await ReadClosedAsync(swept, cancellationToken);
            if (closed.Leases.Length > 0)
            {
                removed.Add(BudgetFields.Closed(swept));
                removed.AddRange(closed.Leases.Select(BudgetFields.Lease));
                foreach (var lease in closed.Leases)
                {
                    _sheets.Remove(lease);
                }
            }
        }

        return (swept, removed);
    }

    /// <summary>Keeps what is at hand bounded: what is dropped is in the store.</summary>
    private void Trim()
    {
        if (_sheets.Count > BudgetRules.LeasesOpenMax + ClosedSheetsMax)
        {
            foreach (var lease in _sheets.Where(pair => pair.Value.Lease.Closed).Select(pair => pair.Key).ToList())
            {
                _sheets.Remove(lease);
            }
        }

        if (_days.Count > BudgetHead.DaysMax)
        {
            _days.Remove(_days.Keys.Min());
        }
    }

    private async Task CommitAsync(
        BudgetHead next, IReadOnlyList<KeyValuePair<string, byte[]>> fields, CancellationToken cancellationToken, IReadOnlyList<string>? removed = null, LedgerLine? line = null)
    {
        if (_left)
        {
            throw new InvalidOperationException($"Budget {Campaign} is leaving this silo; repeat the call.");
        }

        var write = new BudgetWrite
        {
            Campaign = Campaign,
            Version = _version,
            Fields = [new KeyValuePair<string, byte[]>(BudgetFields.Head, serializer.SerializeToArray(next)), .. fields],
            Removed = removed ?? [],
            LedgerLine = line?.Bytes ?? [],
            LedgerHour = line?.Hour ?? 0,
            Advertiser = _listed ? "" : next.Terms.AdvertiserId,
        };
        try
        {
            if (!await store.WriteAsync(write, cancellationToken))
            {
                throw new InconsistentStateException($"Another activation of budget {Campaign} has written.");
            }
        }
        catch (Exception)
        {
            // Whether it is in the store is unknown: the next activation reads it.
            _left = true;
            DeactivateOnIdle();
            throw;
        }

        _version++;
        _listed = true;
        _head = next;
    }

    private void Announce() => _topic?.Announce(State());

    private BudgetState State()
    {
        var now = Time.GetUtcNow();
        return new BudgetState
        {
            Campaign = Campaign,
            Terms = Head.Terms,
            Billed = Head.Billed,
            Open = BudgetRules.Open(Head),
            BilledToday = Head.BilledOn(SeoulDay.Of(now)),
            Today = SeoulDay.Of(now),
            BookedDay = Head.Account.BookedDay,
            SpendWon = AccountRules.SpendWon(Head.Account, Head.Terms, SeoulDay.Of(now)),
            CreditWon = AccountRules.CreditWon(Head.Account),
            MadeGood = Head.Account.MadeGood,
            ClosedThrough = Head.Account.ClosedThrough,
            Recent = Recent(now),
            TimeShare = TimeShare(now),
            Counts = Head.Totals,
            Held = Head.Held,
            LedgerRows = Head.LedgerRows,
            LedgerHash = Head.LedgerHash,
            LedgerFrom = Head.LedgerFrom,
            Expected = (long)PacingRules.Expected(Head, now),
        };
    }

    [LoggerMessage(3010, LogLevel.Warning, "Budget {Campaign} was restored from a backup: it is held until an operator releases it. See docs/RUNBOOK.md, 'Campaign held after a restore'.")]
    private partial void LogRestored(string campaign);

    [LoggerMessage(3011, LogLevel.Debug, "Budget {Campaign} has closed {Leases} leases; {Numbers} numbers are free again.")]
    private partial void LogClosed(string campaign, int leases, long numbers);
}
