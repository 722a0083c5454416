using Sokbo.Gateway.Ads.Leases;

namespace Sokbo.Gateway.Tests.Ads.Leases;

/// <summary>Numbers that seem to be at hand always; whether they are shows when one is taken.</summary>
internal abstract class NamedLeases : ILeases
{
    public ILeaseSource For(string campaign) => new Source(this, campaign);

    protected abstract bool TryTake(string campaign, out LeasedNumber number);

    private sealed class Source(NamedLeases leases, string campaign) : ILeaseSource
    {
        public bool IsAtHand(in LeaseMoment now) => true;

        public bool TryTake(out LeasedNumber number) => leases.TryTake(campaign, out number);
    }
}
