using Prometheus;

namespace Sokbo.Grains.Delivery;

/// <summary>Metrics of the owner side of delivery.</summary>
internal static class DeliveryMetrics
{
    public static readonly Counter Updates = Metrics.CreateCounter(
        "sokbo_delivery_owner_updates_total", "Updates committed and announced by owners of this silo.", "kind");

    public static readonly Counter Answers = Metrics.CreateCounter(
        "sokbo_delivery_owner_answers_total", "Answers to gateways' subscriptions and pulls by outcome.", "outcome");

    public static readonly Counter CommitFailures = Metrics.CreateCounter(
        "sokbo_delivery_owner_commit_failures_total", "Writes of topic state that failed or whose outcome is unknown.");

    public static readonly Counter Pushed = Metrics.CreateCounter(
        "sokbo_delivery_owner_pushed_total", "Updates taken over by gateways.");

    public static readonly Counter PushFailures = Metrics.CreateCounter(
        "sokbo_delivery_owner_push_failures_total", "Batches that a gateway did not answer in time.");

    public static readonly Counter Dropped = Metrics.CreateCounter(
        "sokbo_delivery_owner_dropped_total", "Updates dropped because the queue to a gateway was full; the gateway pulls them.");

    public static readonly Counter StepDowns = Metrics.CreateCounter(
        "sokbo_delivery_owner_step_downs_total", "Activations that found a newer one in the store and went.");

    public static readonly Gauge Topics = Metrics.CreateGauge(
        "sokbo_delivery_owner_topics", "Topics owned by activations of this silo.");

    public static readonly Gauge Gateways = Metrics.CreateGauge(
        "sokbo_delivery_owner_gateways", "Gateways with a lease on this silo.");
}
