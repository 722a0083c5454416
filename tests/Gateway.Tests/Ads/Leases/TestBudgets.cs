using System.Collections.Concurrent;
using System.Globalization;
using Sokbo.Gateway.Ads.Leases;
using Sokbo.Grains.Interfaces.Ads.Budgets;

namespace Sokbo.Gateway.Tests.Ads.Leases;

/// <summary>
/// Budgets in memory: they grant what is asked for, the same lease to a repeated request, and write down everything. A test
/// may refuse, lose calls and lose answers.
/// </summary>
internal sealed class TestBudgets(TimeProvider time) : IBudgets
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Campaign, long Request), LeaseGrant> _granted = [];
    private long _leases;

    public static TimeSpan Life { get; } = TimeSpan.FromSeconds(20);

    public ConcurrentQueue<(string Campaign, LeaseRequest Request)> Requests { get; } = [];

    public ConcurrentQueue<(string Campaign, LeaseReturn Lease)> Returns { get; } = [];

    /// <summary>By campaign: what was granted, and the timestamp at which the budget did.</summary>
    public ConcurrentDictionary<(string Campaign, long Lease), (LeaseGrant Grant, long At)> Granted { get; } = [];

    /// <summary>What is granted at most at once; unlimited unless set.</summary>
    public int SizeMax { get; set; } = int.MaxValue;

    /// <summary>What a grant says about the next request.</summary>
    public TimeSpan RetryAfter { get; set; }

    /// <summary>By campaign; null grants.</summary>
    public Func<string, LeaseGrant?> Refuse { get; set; } = _ => null;

    public Func<string, BudgetState?> State { get; set; } = _ => null;

    /// <summary>Decides for each call whether it arrives and whether its answer does.</summary>
    public Func<(bool Arrives, bool Answers)> Luck { get; set; } = () => (true, true);

    /// <summary>While set, calls wait for it.</summary>
    public Task? Gate { get; set; }

    public async Task<LeaseGrant> LeaseAsync(string campaign, LeaseRequest request, CancellationToken cancellationToken)
    {
        Requests.Enqueue((campaign, request));
        if (Gate is { } gate)
        {
            await gate;
        }

        return Through(() => Grant(campaign, request));
    }

    public async Task TakeBackAsync(string campaign, LeaseReturn lease, CancellationToken cancellationToken)
    {
        if (Gate is { } gate)
        {
            await gate;
        }

        Through(() =>
        {
            Returns.Enqueue((campaign, lease));
            return true;
        });
    }

    public Task<BudgetState?> ReadAsync(string campaign, CancellationToken cancellationToken) => Task.FromResult(State(campaign));

    private T Through<T>(Func<T> call)
    {
        var (arrives, answers) = Luck();
        var answer = arrives ? call() : default;
        return arrives && answers ? answer! : throw new TimeoutException("The answer was lost.");
    }

    private LeaseGrant Grant(string campaign, LeaseRequest request)
    {
        lock (_gate)
        {
            if (_granted.TryGetValue((campaign, request.Request), out var before))
            {
                return before;
            }

            if (Refuse(campaign) is { } refusal)
            {
                return refusal;
            }

            var grant = new LeaseGrant
            {
                Refusal = LeaseRefusal.None,
                Lease = ++_leases,
                Size = Math.Min(request.Wanted, SizeMax),
                Day = int.Parse(time.GetUtcNow().ToOffset(TimeSpan.FromHours(9)).ToString("yyyyMMdd", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
                Life = Life,
                RetryAfter = RetryAfter,
            };
            _granted[(campaign, request.Request)] = grant;
            Granted[(campaign, grant.Lease)] = (grant, time.GetTimestamp());
            return grant;
        }
    }
}
