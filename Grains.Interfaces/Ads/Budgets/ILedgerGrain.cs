namespace Sokbo.Grains.Interfaces.Ads.Budgets;

/// <summary>Reads a campaign's ledger from the store and compares it with what the budget says; the key is the campaign's id.</summary>
[Alias("ads.ILedgerGrain")]
public interface ILedgerGrain : IGrainWithStringKey
{
    /// <summary>Null when there is no such campaign. Reads every row: for people and tests, not for a loop.</summary>
    [Alias("Audit")]
    Task<LedgerAudit?> Audit(CancellationToken cancellationToken);
}
