using Sokbo.Gateway.Ads.Leases;
using Sokbo.Gateway.Tests.Ads.Leases;

namespace Sokbo.Gateway.Tests.Ads.Decisions;

/// <summary>Campaigns whose last number is always gone by the time that it is taken.</summary>
internal sealed class RacingLeases(params string[] gone) : NamedLeases
{
    protected override bool TryTake(string campaign, out LeasedNumber number)
    {
        number = new LeasedNumber(7, 0);
        return !gone.Contains(campaign);
    }
}
