namespace Sokbo.Grains.Ads.Budgets;

/// <summary>Where budgets are kept: one record of named fields for each campaign, fenced by a version, and its ledger.</summary>
internal interface IBudgetStore
{
    /// <summary>Version and fields, null for a field that is not there. Version 0: there is no record.</summary>
    Task<(long Version, byte[]?[] Fields)> ReadAsync(string campaign, IReadOnlyList<string> fields, CancellationToken cancellationToken);

    /// <summary>
    /// All of it, or nothing and false when another version is there. When it throws, the outcome is unknown.
    /// </summary>
    Task<bool> WriteAsync(BudgetWrite write, CancellationToken cancellationToken);

    /// <summary>Ids of all campaigns that have a budget, of one advertiser or of all for an empty id, sorted.</summary>
    Task<IReadOnlyList<string>> ListAsync(string advertiser, CancellationToken cancellationToken);

    /// <summary>Rows of the ledger that were written in an hour since 1970 (UTC), oldest first, <paramref name="skip"/> of them left out.</summary>
    Task<IReadOnlyList<byte[]>> ReadLedgerAsync(string campaign, int hour, int skip, CancellationToken cancellationToken);
}
