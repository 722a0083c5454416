using Prometheus;

namespace Sokbo.Gateway.Ads;

/// <summary>Plain banners are counted here and nowhere else: they are never billed.</summary>
internal static class AdsMetrics
{
    public static readonly Counter PlainServed = Metrics.CreateCounter(
        "sokbo_ads_plain_served_total", "Plain banners in pages that were sent whole, seen by anybody or not; unbilled.");

    public static readonly Counter PlainClicks = Metrics.CreateCounter(
        "sokbo_ads_plain_clicks_total", "Requests for the address behind a plain banner by outcome; unbilled.", "outcome");
}
