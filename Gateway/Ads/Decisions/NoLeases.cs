using Sokbo.Gateway.Ads.Leases;

namespace Sokbo.Gateway.Ads.Decisions;

/// <summary>For catalogues that explain and do not decide: looking back spends nothing.</summary>
internal sealed class NoLeases : ILeases
{
    public bool TryTake(string campaign, out LeasedNumber number)
    {
        number = default;
        return false;
    }
}
