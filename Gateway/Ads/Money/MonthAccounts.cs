using Sokbo.Grains.Interfaces.Ads.Months;

namespace Sokbo.Gateway.Ads.Money;

/// <summary>Reads the accounts of a month page by page.</summary>
internal static class MonthAccounts
{
    /// <summary>More campaigns than this are not reported at once.</summary>
    private const int PagesMax = 500;

    /// <param name="grains">The cluster.</param>
    /// <param name="month">yyyymm.</param>
    /// <param name="advertiserId">Empty for all.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<List<MonthAccount>> ReadAsync(IGrainFactory grains, int month, string advertiserId, CancellationToken cancellationToken)
    {
        var months = grains.GetGrain<IMonthsGrain>(IMonthsGrain.Key);
        var accounts = new List<MonthAccount>();
        for (var page = 0; page < PagesMax; page++)
        {
            var some = await months.Accounts(month, advertiserId, accounts.Count == 0 ? "" : accounts[^1].Campaign, cancellationToken);
            accounts.AddRange(some);
            if (some.Length < IMonthsGrain.PageMax)
            {
                return accounts;
            }
        }

        throw new InvalidOperationException($"A month has more than {PagesMax * IMonthsGrain.PageMax} campaigns.");
    }
}
