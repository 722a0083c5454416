using Sokbo.Gateway.Ads.Leases;

namespace Sokbo.Micro;

/// <summary>Numbers without end, counted as a lease counts them.</summary>
internal sealed class EndlessLeases : ILeases
{
    public ILeaseSource For(string campaign) => new Source();

    private sealed class Source : ILeaseSource
    {
        private int _next;

        public bool IsAtHand(in LeaseMoment now) => Volatile.Read(ref _next) >= 0;

        public bool TryTake(out LeasedNumber number)
        {
            number = new LeasedNumber(1, Interlocked.Increment(ref _next));
            return true;
        }
    }
}
