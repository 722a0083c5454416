namespace Sokbo.Grains.Ads.Budgets;

/// <summary>One fenced write of a budget.</summary>
internal sealed record BudgetWrite
{
    public required string Campaign { get; init; }

    /// <summary>The version that must be there; the write makes it one more.</summary>
    public required long Version { get; init; }

    public required IReadOnlyList<KeyValuePair<string, byte[]>> Fields { get; init; }

    /// <summary>Fields that go.</summary>
    public IReadOnlyList<string> Removed { get; init; } = [];

    /// <summary>A row for the ledger; empty for none.</summary>
    public byte[] LedgerLine { get; init; } = [];

    /// <summary>The campaign's advertiser, where the campaign is to be in the list of all budgets; empty where it is known to be.</summary>
    public string Advertiser { get; init; } = "";

    /// <summary>The hour since 1970 (UTC) whose list takes the row.</summary>
    public int LedgerHour { get; init; }
}
