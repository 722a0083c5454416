using Sokbo.Gateway.Ads.Leases;

namespace Sokbo.Gateway.Ads.Decisions;

/// <summary>For catalogues that explain and do not decide: looking back spends nothing.</summary>
internal sealed class NoLeases : ILeases, ILeaseSource
{
    public ILeaseSource For(string campaign) => this;

    public bool IsAtHand(in LeaseMoment now) => false;

    public bool TryTake(out LeasedNumber number)
    {
        number = default;
        return false;
    }
}
