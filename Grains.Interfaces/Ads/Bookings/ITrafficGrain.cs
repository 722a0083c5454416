namespace Sokbo.Grains.Interfaces.Ads.Bookings;

/// <summary>Records how many banners the pages of a site ask for; the key is the site. Bounded: at most <see cref="SiteTraffic.SlotsMax"/> slots.</summary>
[Alias("ads.ITrafficGrain")]
public interface ITrafficGrain : IGrainWithStringKey
{
    /// <summary>Durable when it returns. The same report again changes nothing.</summary>
    [Alias("Report")]
    Task Report(TrafficReport report, CancellationToken cancellationToken);

    /// <summary>Whole hours that are over for five minutes.</summary>
    [Alias("Read")]
    Task<SiteTraffic> Read(CancellationToken cancellationToken);

    /// <summary>All that was reported of a month until now; null where nothing was, or it is more than two years ago.</summary>
    /// <param name="month">yyyymm in Seoul.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    [Alias("ReadMonth")]
    Task<MonthDemand?> ReadMonth(int month, CancellationToken cancellationToken);
}
