using Prometheus;

namespace Sokbo.Gateway.Delivery;

internal static class DeliveryMetrics
{
    public static readonly Gauge Connections = Metrics.CreateGauge(
        "sokbo_delivery_connections", "Open connections of readers: json, messagepack, events, lane-json, lane-messagepack.", "kind");

    public static readonly Gauge Topics = Metrics.CreateGauge(
        "sokbo_delivery_topics", "Topics that this gateway hears.");

    public static readonly Gauge Subscriptions = Metrics.CreateGauge(
        "sokbo_delivery_subscriptions", "Pairs of connection and topic.");

    public static readonly Counter Updates = Metrics.CreateCounter(
        "sokbo_delivery_updates_total", "Pushed updates by what became of them.", "outcome");

    public static readonly Counter GapsRepaired = Metrics.CreateCounter(
        "sokbo_delivery_gaps_repaired_total", "Gaps closed by pulling from the owner.");

    public static readonly Counter OwnerCalls = Metrics.CreateCounter(
        "sokbo_delivery_owner_calls_total", "Calls to owners by kind and outcome.", "call", "outcome");

    public static readonly Counter Answers = Metrics.CreateCounter(
        "sokbo_delivery_subscribe_answers_total", "Answers to browsers' subscriptions by outcome.", "outcome");

    public static readonly Gauge UnknownNames = Metrics.CreateGauge(
        "sokbo_delivery_unknown_names", "Names of topics that are remembered as not existing.");

    public static readonly Counter Ended = Metrics.CreateCounter(
        "sokbo_delivery_ended_total", "Subscriptions that ended because there is no such topic, or no longer.");

    public static readonly Counter Deliveries = Metrics.CreateCounter(
        "sokbo_delivery_deliveries_total", "Updates written to connections.");

    public static readonly Counter Frames = Metrics.CreateCounter(
        "sokbo_delivery_frames_total", "Frames written to connections; fewer than deliveries where updates left together.");

    public static readonly Counter Conflated = Metrics.CreateCounter(
        "sokbo_delivery_conflated_total", "Unsent updates that gave way to something newer, by reason.", "reason");

    public static readonly Counter Snapshots = Metrics.CreateCounter(
        "sokbo_delivery_snapshots_total", "Snapshots sent to connections in place of updates.");

    public static readonly Gauge QueueBytes = Metrics.CreateGauge(
        "sokbo_delivery_queue_bytes", "Unsent bytes of all connections, as of the last second.");

    public static readonly Counter Closed = Metrics.CreateCounter(
        "sokbo_delivery_closed_total", "Connections that this gateway closed, by error code.", "code");

    public static readonly Counter Moved = Metrics.CreateCounter(
        "sokbo_delivery_moved_total", "Readers that were asked to come back to another gateway.");

    public static readonly Counter Refused = Metrics.CreateCounter(
        "sokbo_delivery_refused_total", "Connections and calls that were refused, by error code.", "code");

    public static readonly Gauge AdmissionRate = Metrics.CreateGauge(
        "sokbo_delivery_admission_rate", "New connections a second that this gateway takes in now.");

    public static readonly Counter BarriersApplied = Metrics.CreateCounter(
        "sokbo_delivery_barriers_applied_total", "Barriers that pages reported as carried out.");

    public static readonly Histogram WriteSeconds = Metrics.CreateHistogram(
        "sokbo_delivery_publish_to_write_seconds",
        "From the owner's commit to the write to a connection; across machines it contains their clock skew.",
        new HistogramConfiguration { Buckets = [.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30] });
}
