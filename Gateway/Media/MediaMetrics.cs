using Prometheus;

namespace Sokbo.Gateway.Media;

internal static class MediaMetrics
{
    public static readonly Counter Purges = Metrics.CreateCounter(
        "sokbo_media_purges_total", "Calls of the purge hook, by outcome.", new CounterConfiguration { LabelNames = ["outcome"] });

    public static readonly Counter Unused = Metrics.CreateCounter("sokbo_media_unused_deleted_total", "Files of banners that this gateway has deleted because nothing used them.");

    public static readonly Counter Deleted = Metrics.CreateCounter("sokbo_media_pictures_deleted_total", "Pictures whose files this gateway has deleted.");
}
