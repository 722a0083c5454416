using Sokbo.Grains.Interfaces.Ads.Budgets;

namespace Sokbo.Gateway.Ads.Leases;

internal sealed class ClusterBudgets(IGrainFactory grains) : IBudgets
{
    public Task<LeaseGrant> LeaseAsync(string campaign, LeaseRequest request, CancellationToken cancellationToken) =>
        Of(campaign).Lease(request, cancellationToken);

    public Task TakeBackAsync(string campaign, LeaseReturn lease, CancellationToken cancellationToken) =>
        Of(campaign).TakeBack(lease, cancellationToken);

    public Task<BudgetState?> ReadAsync(string campaign, CancellationToken cancellationToken) => Of(campaign).Read(cancellationToken);

    private IBudgetGrain Of(string campaign) => grains.GetGrain<IBudgetGrain>(campaign);
}
