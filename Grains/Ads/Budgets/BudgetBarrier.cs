namespace Sokbo.Grains.Ads.Budgets;

/// <summary>Leases that close when everything that was durable at the asking is folded.</summary>
/// <param name="Nonce">Names the asking; never used by another activation.</param>
/// <param name="Leases">Their ids.</param>
/// <param name="At">Timestamp of the asking.</param>
internal sealed record BudgetBarrier(long Nonce, IReadOnlySet<long> Leases, long At);
