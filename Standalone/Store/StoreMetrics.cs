using Prometheus;

namespace Sokbo.Standalone.Store;

internal static class StoreMetrics
{
    private static readonly Gauge LogBytes = Metrics.CreateGauge(
        "sokbo_store_log_bytes", "Size of the embedded store's append-only file on disk.");

    public static void Watch(EmbeddedStore store) => Metrics.DefaultRegistry.AddBeforeCollectCallback(() =>
        LogBytes.Set(new DirectoryInfo(store.LogDirectory).EnumerateFiles("aof.log.*").Sum(file => file.Exists ? file.Length : 0)));
}
