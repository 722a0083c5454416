using Sokbo.Grains.Interfaces.Ads.Budgets;

namespace Sokbo.Gateway.Ads.Leases;

/// <summary>A lease on its way back.</summary>
/// <param name="campaign">Whose it is.</param>
/// <param name="lease">What is told, the same at each repetition.</param>
/// <param name="giveUpAt">Timestamp after which the budget has closed the lease by itself.</param>
internal sealed class PendingReturn(string campaign, LeaseReturn lease, long giveUpAt)
{
    public string Campaign => campaign;

    public LeaseReturn Lease => lease;

    public long GiveUpAt => giveUpAt;

    public long NotBefore { get; set; }

    public int Failures { get; set; }

    public bool IsUnderWay { get; set; }
}
