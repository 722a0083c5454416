using Sokbo.Gateway.Ads.Leases;
using Sokbo.Grains.Interfaces.Ads.Budgets;

namespace Sokbo.AdSimulator.Playing;

/// <summary>Calls that are answered within the step that begins them.</summary>
internal sealed class SimulatedBudgets(IReadOnlyDictionary<string, SimulatedBudget> budgets) : IBudgets
{
    public Task<LeaseGrant> LeaseAsync(string campaign, LeaseRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(budgets[campaign].Lease(request));

    public Task TakeBackAsync(string campaign, LeaseReturn lease, CancellationToken cancellationToken)
    {
        budgets[campaign].TakeBack(lease);
        return Task.CompletedTask;
    }

    public Task<BudgetState?> ReadAsync(string campaign, CancellationToken cancellationToken) => Task.FromResult<BudgetState?>(null);
}
