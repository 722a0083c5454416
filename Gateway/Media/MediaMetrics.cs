using Prometheus;

namespace Sokbo.Gateway.Media;

internal static class MediaMetrics
{
    public static readonly Counter Purges = Metrics.CreateCounter(
        "sokbo_media_purges_total", "Calls of the purge hook, by outcome.", new CounterConfiguration { LabelNames = ["outcome"] });

    public static readonly Gauge PurgesOwed = Metrics.CreateGauge(
        "sokbo_media_purges_owed", "Pictures that shared caches are still to be told of, as this gateway knows; 0 without a purge hook.");

    public static readonly Gauge Bytes = Metrics.CreateGauge(
        "sokbo_media_bytes", "What all files in the media directory weigh, as this gateway knows; 0 with an S3-compatible store.");

    public static readonly Gauge BytesMax = Metrics.CreateGauge(
        "sokbo_media_bytes_max", "What they may weigh; beyond it nothing new is taken. 0 with an S3-compatible store.");

    public static readonly Counter Unused = Metrics.CreateCounter("sokbo_media_unused_deleted_total", "Files of banners that this gateway has deleted because nothing used them.");

    public static readonly Counter Deleted = Metrics.CreateCounter("sokbo_media_pictures_deleted_total", "Pictures whose files this gateway has deleted.");
}
