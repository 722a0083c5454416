using Prometheus;
using Sokbo.Grains.Interfaces.Ads.Budgets;
using Sokbo.Grains.Interfaces.Ads.Events;

namespace Sokbo.Grains.Ads;

/// <summary>Metrics of the accounting side of advertising.</summary>
internal static class AdsMetrics
{
    public static readonly Counter Grants = Metrics.CreateCounter(
        "sokbo_ads_budget_grants_total", "Answers to gateways that asked for numbers, by outcome.", "outcome");

    public static readonly Counter Folded = Metrics.CreateCounter(
        "sokbo_ads_budget_events_total", "Events that budgets have counted, by bucket.", "bucket");

    public static readonly Counter FoldFailures = Metrics.CreateCounter(
        "sokbo_ads_log_fold_failures_total", "Passes over an event log that did not reach its end; they are repeated.");

    public static readonly Counter Unknown = Metrics.CreateCounter(
        "sokbo_ads_log_unknown_total", "Parts of log entries that name a campaign without a budget; they are dropped.");

    public static readonly Gauge LogsOpen = Metrics.CreateGauge(
        "sokbo_ads_logs", "Event logs with entries that are not folded, as the last look found them.");

    public static readonly Counter Barriers = Metrics.CreateCounter(
        "sokbo_ads_barriers_total", "Rounds over all logs before leases close, by outcome.", "outcome");

    private static readonly string[] RefusalNames = [.. Enum.GetNames<LeaseRefusal>().Select(name => name == nameof(LeaseRefusal.None) ? "granted" : Kebab(name))];

    private static readonly string[] BucketNames = [.. Enum.GetNames<EventBucket>().Select(Kebab)];

    public static string Name(LeaseRefusal refusal) => RefusalNames[(int)refusal];

    public static string Name(EventBucket bucket) => BucketNames[(int)bucket];

    private static string Kebab(string name) =>
        string.Concat(name.Select((letter, at) => char.IsUpper(letter) ? (at == 0 ? "" : "-") + char.ToLowerInvariant(letter) : letter.ToString()));
}
