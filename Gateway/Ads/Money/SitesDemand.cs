using Sokbo.Grains.Interfaces.Ads.Bookings;

namespace Sokbo.Gateway.Ads.Money;

/// <summary>What pages have asked for in a month, by site. A site of which nothing is known is not in it.</summary>
internal static class SitesDemand
{
    private const int CallsMax = 16;

    public static async Task<Dictionary<string, MonthDemand>> ReadAsync(
        IGrainFactory grains, int month, IEnumerable<string> sites, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, MonthDemand>(StringComparer.Ordinal);
        foreach (var some in sites.Distinct(StringComparer.Ordinal).Chunk(CallsMax))
        {
            var demands = await Task.WhenAll(some.Select(site => grains.GetGrain<ITrafficGrain>(site).ReadMonth(month, cancellationToken)));
            foreach (var (site, demand) in some.Zip(demands))
            {
                if (demand is not null)
                {
                    found[site] = demand;
                }
            }
        }

        return found;
    }
}
