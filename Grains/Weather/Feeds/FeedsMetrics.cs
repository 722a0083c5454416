using Prometheus;

namespace Sokbo.Grains.Weather.Feeds;

/// <summary>Metrics of the sources that are pulled; the gauges are of the silo that pulls.</summary>
internal static class FeedsMetrics
{
    public static readonly Counter Calls = Metrics.CreateCounter(
        "sokbo_weather_feed_calls_total", "Calls to a source by outcome.", "source", "outcome");

    public static readonly Counter Readings = Metrics.CreateCounter(
        "sokbo_weather_feed_readings_total", "Readings taken over from a source.", "source");

    public static readonly Counter Refusals = Metrics.CreateCounter(
        "sokbo_weather_feed_refusals_total", "Rows and values of a source that were not believed, by code.", "source", "code");

    public static readonly Gauge LastSuccess = Metrics.CreateGauge(
        "sokbo_weather_feed_success_timestamp_seconds", "When an answer of a source was last taken over.", "source");

    public static readonly Gauge Observed = Metrics.CreateGauge(
        "sokbo_weather_feed_observed_timestamp_seconds", "Newest time of observation that a source has sent.", "source");

    public static readonly Gauge CallsToday = Metrics.CreateGauge(
        "sokbo_weather_feed_calls_today", "Calls to a source since midnight in Seoul.", "source");

    /// <summary>Another silo pulls from now on, and says how it is.</summary>
    public static void Forget(string source)
    {
        LastSuccess.RemoveLabelled(source);
        Observed.RemoveLabelled(source);
        CallsToday.RemoveLabelled(source);
    }
}
