using Sokbo.Gateway.Ads.Leases;

namespace Sokbo.Gateway.Ads.Decisions;

/// <summary>Numbers of this gateway's leases.</summary>
internal readonly struct LeasedNumbers(CompiledCatalogue catalogue) : INumbers
{
    public bool IsAtHand(int campaign) => catalogue.Source(campaign).IsAtHand();

    public bool TryTake(int campaign, out LeasedNumber number) => catalogue.Source(campaign).TryTake(out number);
}
