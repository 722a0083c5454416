using Sokbo.Gateway.Ads.Leases;

namespace Sokbo.Gateway.Tests.Ads.Leases;

/// <summary>Numbers without end, but for the campaigns that a test names.</summary>
internal sealed class TestLeases : ILeases, IDemand
{
    public const long Lease = 77;

    private readonly Dictionary<string, int> _issued = new(StringComparer.Ordinal);

    public HashSet<string> Without { get; } = new(StringComparer.Ordinal);

    /// <summary>They seem to have numbers, until one is taken.</summary>
    public HashSet<string> Promised { get; } = new(StringComparer.Ordinal);

    public string[] ComesWhileWaiting { get; set; } = [];

    public List<string[]> Waits { get; } = [];

    public ILeaseSource For(string campaign) => new Source(this, campaign);

    private bool TryTake(string campaign, out LeasedNumber number)
    {
        if (Without.Contains(campaign) || Promised.Contains(campaign))
        {
            number = default;
            return false;
        }

        var next = _issued.GetValueOrDefault(campaign);
        _issued[campaign] = next + 1;
        number = new LeasedNumber(Lease, next);
        return true;
    }

    public ValueTask<bool> WaitAsync(IReadOnlyCollection<string> campaigns, CancellationToken cancellationToken)
    {
        Waits.Add([.. campaigns]);
        Without.ExceptWith(ComesWhileWaiting);
        return ValueTask.FromResult(ComesWhileWaiting.Length > 0);
    }

    private sealed class Source(TestLeases leases, string campaign) : ILeaseSource
    {
        public bool IsAtHand(in LeaseMoment now) => !leases.Without.Contains(campaign);

        public bool TryTake(out LeasedNumber number) => leases.TryTake(campaign, out number);
    }
}
