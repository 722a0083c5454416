using Microsoft.Extensions.Options;
using Sokbo.Gateway.Delivery;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Ads.Budgets;

namespace Sokbo.Gateway.Ads.Leases;

/// <summary>
/// Sees to it that decisions find numbers: asks budgets ahead of need, and gives back what is not needed. A call whose
/// outcome is unknown is repeated as it was, so that the budget answers with the same lease.
/// </summary>
/// <remarks>
/// Everything that it holds is looked at in one step under one lock; calls run outside of it and put their answers in under
/// it. Nothing is lost when a return is: the budget closes every lease by itself.
/// </remarks>
internal sealed partial class LeaseKeeper(
    LeaseBook book,
    Catalogues catalogues,
    IBudgets budgets,
    GatewayIdentity identity,
    IOptions<LeasesOptions> options,
    Jitter jitter,
    TimeProvider time,
    ILogger<LeaseKeeper> logger) : BackgroundService
{
    private const int RetryMillisecondsMin = 50;

    /// <summary>Of a campaign without a goal, for which numbers are not scarce: fewer calls.</summary>
    private const int FlatSizeMin = 16;

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    /// <summary>Decisions may ask for a step with every number; a budget is not faster than this anyway.</summary>
    private static readonly TimeSpan TickMin = TimeSpan.FromMilliseconds(5);

    private static readonly TimeSpan LookUp = TimeSpan.FromSeconds(1);

    /// <summary>By which a next lease is asked for before the current one ends.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(5);

    /// <summary>A request is repeated for so long; what it may have been granted is of no use any more then.</summary>
    private static readonly TimeSpan RequestLife = TimeSpan.FromSeconds(15);

    /// <summary>After a grant the budget closes a lease by itself.</summary>
    private static readonly TimeSpan LeaseEnd = TimeSpan.FromSeconds(80);

    private static readonly TimeSpan RetryMax = TimeSpan.FromMinutes(1);

    private readonly LeasesOptions _options = options.Value;
    private readonly Lock _gate = new();
    private readonly List<PendingReturn> _returns = [];
    private readonly HashSet<string> _running = new(StringComparer.Ordinal);
    private long _requests;
    private int _calls;
    private long? _lookedUpAt;
    private bool _stopping;

    /// <summary>Gives everything back, after the web server has stopped: no decision comes any more.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        PendingReturn[] returns;
        lock (_gate)
        {
            _stopping = true;
            foreach (var leases in book.Campaigns)
            {
                Drop(leases);
            }

            returns = [.. _returns.Where(pending => !pending.IsUnderWay)];
        }

        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(_options.StopSeconds), time);
        var degree = new ParallelOptions { MaxDegreeOfParallelism = _options.CallsMax, CancellationToken = CancellationToken.None };
        await Parallel.ForEachAsync(returns, degree, async (pending, _) => await ReturnUntilAsync(pending, bound.Token));
    }

    /// <summary>Looks at everything once, and begins what calls are due.</summary>
    public void Step()
    {
        List<Func<Task>> calls = [];
        lock (_gate)
        {
            if (_stopping)
            {
                return;
            }

            LookUpCampaigns();
            var held = 0;
            foreach (var leases in book.Campaigns)
            {
                Tend(leases);
                held += (leases.Current is null ? 0 : 1) + (leases.Next is null ? 0 : 1);
            }

            AdsMetrics.Leases.Set(held);
            BeginRequests(calls);
            BeginReturns(calls);
        }

        foreach (var call in calls)
        {
            _ = call();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                Step();
                await Task.Delay(TickMin, stoppingToken);
                await book.SleepAsync(Tick, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // StopAsync goes on.
        }
    }

    /// <summary>Campaigns that run now get their place; leases of those that do not are given back.</summary>
    private void LookUpCampaigns()
    {
        if (!book.TakeNew() && _lookedUpAt is { } at && time.GetElapsedTime(at) < LookUp)
        {
            return;
        }

        _lookedUpAt = time.GetTimestamp();
        _running.Clear();
        var now = time.GetUtcNow();
        Func<DateTimeOffset, bool> hasPassed = moment => now >= moment;
        foreach (var campaign in catalogues.InUse.SelectMany(view => view.As<CatalogueState>().Campaigns))
        {
            if (CandidateRules.IsRunning(campaign, hasPassed) && campaign.Creatives.Any(creative => !creative.Paused) && book.GetOrAdd(campaign.Id) is { } leases)
            {
                leases.HasGoal = campaign.Pricing != Pricing.Flat;
                if (leases.Revision != campaign.Revision)
                {
                    leases.Revision = campaign.Revision;
                    leases.NotBefore = long.MinValue;
                }

                _running.Add(campaign.Id);
            }
        }

        foreach (var leases in book.Campaigns.Where(leases => !_running.Contains(leases.Campaign)))
        {
            Drop(leases);
        }

        // Those were looked up just now.
        book.TakeNew();
    }

    private void Drop(CampaignLeases leases)
    {
        book.Remove(leases);
        GiveBack(leases);
    }

    private void Tend(CampaignLeases leases)
    {
        leases.Measure();
        while (leases.TakeSpent() is { } spent)
        {
            GiveBack(leases.Campaign, spent);
        }

        if (leases.HasGoal && leases.Current is not null && leases.SinceNote >= TimeSpan.FromSeconds(_options.IdleSeconds))
        {
            GiveBack(leases);
        }

        if (leases.Request is not null && time.GetElapsedTime(leases.RequestedAt) > RequestLife && !leases.IsAsking)
        {
            leases.Request = null;
        }
    }

    private void GiveBack(CampaignLeases leases)
    {
        foreach (var lease in leases.TakeAll())
        {
            GiveBack(leases.Campaign, lease);
        }
    }

    private void GiveBack(string campaign, HeldLease lease)
    {
        var issued = lease.Close();
        if (_returns.Count >= _options.ReturnsMax)
        {
            AdsMetrics.Numbers.WithLabels("forgotten").Inc(lease.Size - issued);
            return;
        }

        _returns.Add(new PendingReturn(campaign, new LeaseReturn(identity.Id, lease.Id, issued), lease.AskedAt + Ticks(LeaseEnd)));
        AdsMetrics.Numbers.WithLabels("returned").Inc(lease.Size - issued);
    }

    /// <summary>Campaigns without any number first. A quarter of the calls is kept for returns while there are some.</summary>
    private void BeginRequests(List<Func<Task>> calls)
    {
        var now = time.GetTimestamp();
        var free = _options.CallsMax - _calls - Math.Min(_options.CallsMax / 4, _returns.Count);
        if (free <= 0)
        {
            return;
        }

        foreach (var leases in book.Campaigns.Where(leases => IsDue(leases)).OrderBy(leases => leases.HasNumber).ThenByDescending(leases => leases.TakeRate).Take(free))
        {
            if (leases.Request is null)
            {
                leases.RequestedAt = now;
                leases.RequestedRevision = leases.Revision;
                leases.Request = new LeaseRequest
                {
                    Gateway = identity.Id,
                    Request = ++_requests,
                    Wanted = Wanted(leases),
                    RatePerSecond = leases.NoteRate,
                    Decisions = leases.Notes,
                };
            }

            leases.IsAsking = true;
            leases.IsOnRequest = leases.Failures == 0;
            _calls++;
            var request = leases.Request;
            calls.Add(() => AskAsync(leases, request));
        }
    }

    private bool IsDue(CampaignLeases leases) =>
        leases.MayAsk && IsWanted(leases) && (leases.Request is not null || leases.IsShort(Ahead));

    private bool IsWanted(CampaignLeases leases) =>
        leases.IsFirst || leases.SinceNote < TimeSpan.FromSeconds(leases.HasGoal ? _options.IdleSeconds : _options.WantedSeconds);

    private int Wanted(CampaignLeases leases) => (int)Math.Clamp(
        Math.Ceiling(leases.TakeRate * _options.TrafficSeconds), Math.Min(leases.HasGoal ? 1 : FlatSizeMin, _options.SizeMax), _options.SizeMax);

    private async Task AskAsync(CampaignLeases leases, LeaseRequest request)
    {
        LeaseGrant? grant = null;
        try
        {
            grant = await budgets.LeaseAsync(leases.Campaign, request, CancellationToken.None)
                .WaitAsync(TimeSpan.FromMilliseconds(_options.CallMilliseconds), time);
        }
        catch (Exception error)
        {
            // Whatever it is, the outcome is unknown and the request stands.
            AdsMetrics.LeaseAnswers.WithLabels("failed").Inc();
            LogAskFailed(leases.Campaign, error);
        }

        lock (_gate)
        {
            _calls--;
            leases.IsAsking = false;
            if (grant is null)
            {
                leases.IsOnRequest = false;
                leases.NotBefore = time.GetTimestamp() + Ticks(Pause(leases.Failures++));
            }
            else
            {
                Take(leases, grant);
            }
        }

        book.Answered();
        book.Wake();
    }

    private void Take(CampaignLeases leases, LeaseGrant grant)
    {
        leases.Request = null;
        leases.Failures = 0;
        leases.IsFirst = false;
        if (grant.Refusal != LeaseRefusal.None || grant.Size <= 0)
        {
            AdsMetrics.LeaseAnswers.WithLabels(grant.Refusal.ToString().ToLowerInvariant()).Inc();
            leases.IsOnRequest = false;
            leases.NotBefore = leases.RequestedRevision == leases.Revision ? time.GetTimestamp() + Ticks(RetryAfter(grant.RetryAfter)) : long.MinValue;
            return;
        }

        AdsMetrics.LeaseAnswers.WithLabels("granted").Inc();
        AdsMetrics.Numbers.WithLabels("granted").Inc(grant.Size);
        var lease = new HeldLease(grant, leases.RequestedAt, time);
        if (_stopping || !book.Holds(leases) || lease.IsOver)
        {
            // Too late, or of a day that has not begun by this clock: asking again at once would get the same.
            GiveBack(leases.Campaign, lease);
            leases.IsOnRequest = false;
            leases.NotBefore = time.GetTimestamp() + Ticks(LookUp);
            return;
        }

        while (leases.TakeSpent() is { } spent)
        {
            GiveBack(leases.Campaign, spent);
        }

        leases.Put(lease);
        if (grant.RetryAfter > TimeSpan.Zero)
        {
            leases.IsOnRequest = false;
            leases.NotBefore = time.GetTimestamp() + Ticks(RetryAfter(grant.RetryAfter));
        }
    }

    private void BeginReturns(List<Func<Task>> calls)
    {
        var now = time.GetTimestamp();
        foreach (var pending in _returns.Where(pending => !pending.IsUnderWay && now >= pending.GiveUpAt))
        {
            AdsMetrics.Numbers.WithLabels("forgotten").Inc();
            LogForgotten(pending.Campaign, pending.Lease.Lease);
        }

        _returns.RemoveAll(pending => !pending.IsUnderWay && now >= pending.GiveUpAt);
        foreach (var pending in _returns.Where(pending => !pending.IsUnderWay && now >= pending.NotBefore).Take(Math.Max(0, _options.CallsMax - _calls)))
        {
            pending.IsUnderWay = true;
            _calls++;
            calls.Add(() => ReturnAsync(pending));
        }
    }

    private async Task ReturnAsync(PendingReturn pending)
    {
        var done = await TryReturnAsync(pending, CancellationToken.None);
        lock (_gate)
        {
            _calls--;
            pending.IsUnderWay = false;
            if (done)
            {
                _returns.Remove(pending);
            }
            else
            {
                pending.NotBefore = time.GetTimestamp() + Ticks(Pause(pending.Failures++));
            }
        }
    }

    private async Task<bool> TryReturnAsync(PendingReturn pending, CancellationToken cancellationToken)
    {
        try
        {
            await budgets.TakeBackAsync(pending.Campaign, pending.Lease, CancellationToken.None)
                .WaitAsync(TimeSpan.FromMilliseconds(_options.CallMilliseconds), time, cancellationToken);
            return true;
        }
        catch (Exception error)
        {
            LogReturnFailed(pending.Campaign, error);
            return false;
        }
    }

    private async Task ReturnUntilAsync(PendingReturn pending, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested && !await TryReturnAsync(pending, stop))
        {
            await Task.Delay(Pause(pending.Failures++), time, stop).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private TimeSpan Pause(int failures)
    {
        var longest = Math.Min(_options.RetryMillisecondsMax, RetryMillisecondsMin << Math.Min(failures, 10));
        return TimeSpan.FromMilliseconds(longest / 2) + jitter.Below(longest / 2);
    }

    /// <summary>What the budget says, and up to a tenth more by chance: gateways that were refused together come back apart.</summary>
    private TimeSpan RetryAfter(TimeSpan told)
    {
        var wait = TimeSpan.FromTicks(Math.Clamp(told.Ticks, TimeSpan.FromMilliseconds(RetryMillisecondsMin).Ticks, RetryMax.Ticks));
        return wait + jitter.Below((int)(wait.TotalMilliseconds / 10));
    }

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * time.TimestampFrequency);

    [LoggerMessage(4200, LogLevel.Debug, "The budget of {Campaign} did not answer a request for numbers; it is repeated.")]
    private partial void LogAskFailed(string campaign, Exception exception);

    [LoggerMessage(4201, LogLevel.Debug, "The budget of {Campaign} did not answer a return.")]
    private partial void LogReturnFailed(string campaign, Exception exception);

    [LoggerMessage(4202, LogLevel.Information, "Lease {Lease} of {Campaign} could not be returned in time; the budget has closed it by itself.")]
    private partial void LogForgotten(string campaign, long lease);
}
