using Sokbo.Grains.Ads.Budgets;
using Sokbo.Grains.Interfaces.Ads.Budgets;
using Sokbo.Grains.Interfaces.Ads.Events;

namespace Sokbo.Grains.Tests.Ads.Budgets;

/// <summary>Plays steps against the pure rules, as the grain does.</summary>
internal sealed class BudgetModel(BudgetTerms terms, DateTimeOffset start)
{
    private const string Log = "log";

    private readonly Dictionary<long, LeaseSheet> _sheets = [];
    private readonly List<LeaseRecord> _granted = [];
    private readonly List<FoldEntry> _pending = [];
    private readonly HashSet<(int Lease, int Number, AdEventKind Kind)> _sent = [];
    private DateTimeOffset _now = start;
    private FoldRequest? _last;
    private long _seq;
    private long _requests;

    public BudgetHead Head { get; private set; } = new() { Terms = terms, Incarnation = "first", Epochs = [7] };

    public LedgerVerifier Ledger { get; } = new();

    public string? LedgerProblem { get; private set; }

    /// <summary>Events that are folded; each must be in exactly one bucket.</summary>
    public long EventsSent { get; private set; }

    /// <summary>Numbers of which an event of the kind was sent at all.</summary>
    public long NumbersSent(AdEventKind kind) => _sent.Count(item => item.Kind == kind);

    /// <summary>Entries are folded together in such numbers; what waits is folded before anything else happens.</summary>
    public int EntriesAtOnce { get; init; } = 1;

    /// <summary>Every entry is in the log twice: the gateway did not hear that it was written, and has written it again.</summary>
    public bool WritesTwice { get; init; }

    public void Play(BudgetStep step)
    {
        if (step.Kind != BudgetStepKind.Event)
        {
            Flush();
        }

        switch (step.Kind)
        {
            case BudgetStepKind.Ask:
                Ask(step);
                break;
            case BudgetStepKind.Event:
                Enqueue(step);
                break;
            case BudgetStepKind.GiveBack when step.Lease < _granted.Count:
                GiveBack(new LeaseReturn(_granted[step.Lease].Gateway, _granted[step.Lease].Id, step.Number));
                break;
            case BudgetStepKind.Close when step.Lease < _granted.Count:
                Close(_granted[step.Lease].Id);
                break;
            case BudgetStepKind.NextDay:
                _now = _now.AddDays(1);
                break;
            case BudgetStepKind.Repeat when _last is not null:
                Fold(_last);
                break;
            default:
                break;
        }
    }

    public void Flush()
    {
        if (_pending.Count > 0)
        {
            Fold(new FoldRequest(Log, [.. _pending]));
            _pending.Clear();
        }
    }

    private void Ask(BudgetStep step)
    {
        var request = new LeaseRequest { Gateway = $"g{step.Gateway}", Request = ++_requests, Wanted = step.Number, RatePerSecond = 1 };
        var grant = BudgetRules.Grant(Head, request, 0.6, _now);
        if (grant.Refusal != LeaseRefusal.None)
        {
            return;
        }

        Head = BudgetRules.Granted(Head, request, grant, _now);
        _sheets[grant.Lease] = LeaseSheet.New(Head.Open[^1]);
        _granted.Add(Head.Open[^1]);
    }

    private void Enqueue(BudgetStep step)
    {
        var item = new AdEvent
        {
            Lease = LeaseRecord.IdOf(7, step.Lease),
            Number = step.Number,
            Kind = step.Event,
            Slot = "bottom",
            Creative = "c.1",
            Hour = Hours.Of(_now),
        };
        var entry = new FoldEntry(++_seq, new CampaignEvents("c", [.. Enumerable.Repeat(item, step.Times)], []));
        _pending.AddRange(Enumerable.Repeat(entry, WritesTwice ? 2 : 1));
        EventsSent += step.Times;
        _sent.Add((step.Lease, step.Number, step.Event));
        if (_pending.Count >= EntriesAtOnce)
        {
            Flush();
        }
    }

    private void Fold(FoldRequest request)
    {
        _last = request;
        if (BudgetFold.Of(Head, _sheets.Values, request, Hours.Of(_now)) is not { } fold)
        {
            return;
        }

        (Head, var line) = BudgetRules.Folded(Head, Log, fold, _now);
        foreach (var sheet in fold.Sheets)
        {
            _sheets[sheet.Lease.Id] = sheet;
        }

        LedgerProblem ??= Ledger.Take(line.Bytes);
    }

    private void GiveBack(LeaseReturn lease)
    {
        if (BudgetRules.TakenBack(Head, lease, _sheets[lease.Lease].Used, _now) is { } returned)
        {
            Head = BudgetRules.WithOpen(Head, returned);
            _sheets[returned.Id] = _sheets[returned.Id] with { Lease = returned };
        }
    }

    private void Close(long lease)
    {
        (Head, var closed) = BudgetRules.Close(Head, new HashSet<long> { lease });
        foreach (var record in closed)
        {
            _sheets[record.Id] = _sheets[record.Id] with { Lease = record };
        }
    }
}
