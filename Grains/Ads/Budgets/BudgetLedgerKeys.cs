namespace Sokbo.Grains.Ads.Budgets;

/// <summary>Where the ledger is in the store.</summary>
internal static class BudgetLedgerKeys
{
    /// <summary>Set of advertiser/campaign.</summary>
    public static string Budgets(string serviceId) => $"{serviceId}/ads/budgets";

    /// <summary>Rows that were written in an hour since 1970 (UTC).</summary>
    public static string Hour(string serviceId, string campaign, int hour) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{serviceId}/ads/ledger/{campaign}/{hour}");
}
