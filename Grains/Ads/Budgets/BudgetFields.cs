using System.Globalization;

namespace Sokbo.Grains.Ads.Budgets;

/// <summary>Names of the fields of a budget's record.</summary>
/// <remarks>
/// <code>
/// {service}/state/budget/{campaign}      hash
///     version                            grows by 1 with each write
///     head                               BudgetHead
///     lease/{id}                         LeaseSheet, from the grant until 25 hours after it was closed
///     closed/{hour}                      ids of the leases that were closed in that hour since 1970
///     day/{yyyymmdd}                     counts of that day in Seoul, by hour, slot, creative and bucket
///     month/{yyyymm}                     account of a closed month, unless nothing was in it
/// {service}/ads/budgets                  set of advertiser/campaign
/// {service}/ads/ledger/{campaign}/{hour} list of ledger rows that were written in that hour
/// </code>
/// </remarks>
internal static class BudgetFields
{
    public const string Version = "version";
    public const string Head = "head";

    public static string Lease(long id) => string.Create(CultureInfo.InvariantCulture, $"lease/{id}");

    public static string Closed(int hour) => string.Create(CultureInfo.InvariantCulture, $"closed/{hour}");

    public static string Month(int month) => string.Create(CultureInfo.InvariantCulture, $"month/{month}");

    public static string Day(int day) => string.Create(CultureInfo.InvariantCulture, $"day/{day}");
}
