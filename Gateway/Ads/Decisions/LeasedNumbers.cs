using Sokbo.Gateway.Ads.Leases;

namespace Sokbo.Gateway.Ads.Decisions;

/// <summary>Numbers of this gateway's leases, as they are at one moment.</summary>
internal readonly struct LeasedNumbers(CompiledCatalogue catalogue, LeaseMoment now) : INumbers
{
    private readonly LeaseMoment _now = now;

    public bool IsAtHand(int campaign) => catalogue.Source(campaign).IsAtHand(_now);

    public bool TryTake(int campaign, out LeasedNumber number) => catalogue.Source(campaign).TryTake(out number);
}
