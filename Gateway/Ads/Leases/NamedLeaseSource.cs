namespace Sokbo.Gateway.Ads.Leases;

/// <summary>Finds the numbers of a campaign by its name each time; what is at hand shows only when it is taken.</summary>
internal sealed class NamedLeaseSource(ILeases leases, string campaign) : ILeaseSource
{
    public bool IsAtHand() => true;

    public bool TryTake(out LeasedNumber number) => leases.TryTake(campaign, out number);
}
