using Sokbo.Grains.Interfaces.Ads.Budgets;

namespace Sokbo.Gateway.Ads.Leases;

/// <summary>The budgets of the cluster. When a call throws, its outcome is unknown, and it is to be repeated as it was.</summary>
internal interface IBudgets
{
    Task<LeaseGrant> LeaseAsync(string campaign, LeaseRequest request, CancellationToken cancellationToken);

    Task TakeBackAsync(string campaign, LeaseReturn lease, CancellationToken cancellationToken);

    /// <summary>Null when there is no such campaign.</summary>
    Task<BudgetState?> ReadAsync(string campaign, CancellationToken cancellationToken);
}
