using Prometheus;

namespace Sokbo.Gateway.Ads;

/// <summary>What a gateway does; what counts and bills is in the budgets. Plain banners are counted here and nowhere else: they are never billed.</summary>
internal static class AdsMetrics
{
    public static readonly Counter PlainServed = Metrics.CreateCounter(
        "sokbo_ads_plain_served_total", "Plain banners in pages that were sent whole, seen by anybody or not; unbilled.");

    public static readonly Counter PlainClicks = Metrics.CreateCounter(
        "sokbo_ads_plain_clicks_total", "Requests for the address behind a plain banner by outcome; unbilled.", "outcome");

    public static readonly Counter Decisions = Metrics.CreateCounter(
        "sokbo_ads_decisions_total", "Decisions for slots by outcome: shown, or the reason why there was no banner.", "outcome");

    public static readonly Counter.Child Shown = Decisions.WithLabels("shown");

    public static readonly Counter Events = Metrics.CreateCounter(
        "sokbo_ads_events_total", "Beacons and clicks by kind and by what became of them at the edge.", "kind", "outcome");

    public static readonly Gauge LogPending = Metrics.CreateGauge(
        "sokbo_ads_log_pending", "Events that wait for the store.");

    public static readonly Counter LogRefused = Metrics.CreateCounter(
        "sokbo_ads_log_refused_total", "Requests that were not told of a durable write: full, or late.", "reason");

    public static readonly Counter LogRepeats = Metrics.CreateCounter(
        "sokbo_ads_log_repeats_total", "Writes of the event log whose outcome was unknown.");

    public static readonly Histogram LogWriteSeconds = Metrics.CreateHistogram(
        "sokbo_ads_log_write_seconds",
        "From the first try of a write of the event log to its acknowledgement.",
        new HistogramConfiguration { Buckets = [.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30] });

    public static readonly Counter TrafficReports = Metrics.CreateCounter(
        "sokbo_ads_traffic_reports_total", "Reports on the banners that pages ask for, by outcome: taken, failed (and repeated), or given-up.", "outcome");

    public static readonly Gauge Leases = Metrics.CreateGauge(
        "sokbo_ads_leases", "Leases that this gateway holds.");

    public static readonly Counter LeaseAnswers = Metrics.CreateCounter(
        "sokbo_ads_lease_answers_total", "Answers of budgets by outcome: granted, failed, or why there were no numbers.", "outcome");

    public static readonly Counter Numbers = Metrics.CreateCounter(
        "sokbo_ads_numbers_total", "Numbers of leases: granted, spent, returned, and those whose return was given up.", "outcome");

    public static readonly Counter.Child Spent = Numbers.WithLabels("spent");
}
