using Sokbo.Gateway.Ads.Leases;

namespace Sokbo.Gateway.Ads.Decisions;

/// <summary>The numbers that a decision may spend: of leases, or as a record says they were.</summary>
internal interface INumbers
{
    bool IsAtHand(int campaign);

    bool TryTake(int campaign, out LeasedNumber number);
}
