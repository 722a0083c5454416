using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Sokbo.Gateway.Ads.Leases;

/// <summary>The numbers of all campaigns at this gateway. Decisions take from it; <see cref="LeaseKeeper"/> fills it.</summary>
internal sealed class LeaseBook(IOptions<LeasesOptions> options, TimeProvider time) : ILeases, IDemand
{
    /// <summary>More than all catalogues of a large cluster hold. A campaign beyond it has no numbers here.</summary>
    private const int CampaignsMax = 100_000;

    private readonly LeasesOptions _options = options.Value;
    private readonly ConcurrentDictionary<string, CampaignLeases> _campaigns = new(StringComparer.Ordinal);

    // Nothing here needs disposing of: decisions and answers may come while the process tidies up.
    private TaskCompletionSource _wake = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _waiters;
    private int _isNew;

    public IEnumerable<CampaignLeases> Campaigns => _campaigns.Select(pair => pair.Value);

    public ILeaseSource For(string campaign) => new LeaseSource(this, campaign);

    public bool TryTake(CampaignLeases leases, out LeasedNumber number)
    {
        var taken = leases.TryTake(out number, out var isShort);
        if (taken)
        {
            AdsMetrics.Spent.Inc();
        }

        if (isShort)
        {
            WakeFor(leases);
        }

        return taken;
    }

    /// <summary>The campaign needs numbers: the keeper looks at once, if it may ask.</summary>
    public void WakeFor(CampaignLeases leases)
    {
        if (leases.MayAsk)
        {
            Wake();
        }
    }

    public async ValueTask<bool> WaitAsync(IReadOnlyCollection<string> campaigns, CancellationToken cancellationToken)
    {
        try
        {
            if (Interlocked.Increment(ref _waiters) > _options.ColdWaitersMax || !await UntilAnyAsync(campaigns, cancellationToken))
            {
                return false;
            }

            DecidesAgain(campaigns);
            return true;
        }
        finally
        {
            Interlocked.Decrement(ref _waiters);
        }
    }

    /// <summary>A decision that has waited is made once more, and is one decision all the same.</summary>
    public void DecidesAgain(IEnumerable<string> campaigns)
    {
        foreach (var campaign in campaigns)
        {
            if (_campaigns.TryGetValue(campaign, out var leases))
            {
                leases.TakeBackNote();
            }
        }
    }

    // Below: the keeper's.

    public CampaignLeases? GetOrAdd(string campaign)
    {
        if (_campaigns.TryGetValue(campaign, out var leases) || _campaigns.Count >= CampaignsMax)
        {
            return leases;
        }

        leases = _campaigns.GetOrAdd(campaign, static (id, clock) => new CampaignLeases(id, clock), time);
        Volatile.Write(ref _isNew, 1);
        Wake();
        return leases;
    }

    public void Remove(CampaignLeases leases)
    {
        leases.IsRemoved = true;
        _campaigns.TryRemove(KeyValuePair.Create(leases.Campaign, leases));
    }

    public bool Holds(CampaignLeases leases) => _campaigns.TryGetValue(leases.Campaign, out var held) && ReferenceEquals(held, leases);

    /// <summary>Whether campaigns have come that the keeper has not looked up yet.</summary>
    public bool TakeNew() => Interlocked.Exchange(ref _isNew, 0) == 1;

    /// <summary>A budget has answered, with numbers or without: whoever waits looks again.</summary>
    public void Answered() =>
        Interlocked.Exchange(ref _answer, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    /// <summary>Returns when a decision needs the keeper, or has needed it since the last time, or after the time.</summary>
    public async Task SleepAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        var wake = Volatile.Read(ref _wake);
        await wake.Task.WaitAsync(longest, cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        cancellationToken.ThrowIfCancellationRequested();
        if (wake.Task.IsCompleted)
        {
            // Before the keeper looks: what wakes it while it looks makes it look again.
            Volatile.Write(ref _wake, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }
    }

    public void Wake() => Volatile.Read(ref _wake).TrySetResult();

    private async Task<bool> UntilAnyAsync(IReadOnlyCollection<string> campaigns, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            // Taken before looking: an answer that comes while we look is not missed.
            var answer = Volatile.Read(ref _answer).Task;
            if (campaigns.Any(Has))
            {
                return true;
            }

            var left = TimeSpan.FromMilliseconds(_options.ColdWaitMilliseconds) - time.GetElapsedTime(started);
            if (left <= TimeSpan.Zero || !campaigns.Any(IsOnRequest))
            {
                return false;
            }

            try
            {
                await answer.WaitAsync(left, time, cancellationToken);
            }
            catch (TimeoutException)
            {
                return campaigns.Any(Has);
            }
        }
    }

    private bool Has(string campaign) => _campaigns.TryGetValue(campaign, out var leases) && leases.HasNumber;

    private bool IsOnRequest(string campaign) => _campaigns.TryGetValue(campaign, out var leases) && leases.IsOnRequest;
}
