using Prometheus;

namespace Sokbo.Grains.Articles;

internal static class ArticlesMetrics
{
    public static readonly Counter Acts = Metrics.CreateCounter(
        "sokbo_articles_acts_total", "Revisions of articles, by the stage they reached.", "stage");

    public static readonly Histogram Lateness = Metrics.CreateHistogram(
        "sokbo_articles_due_lateness_seconds",
        "How long after its moment an article went out, came back from a hold or expired.",
        new HistogramConfiguration { Buckets = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 600] });

    public static readonly Counter ClockDisagreements = Metrics.CreateCounter(
        "sokbo_articles_clock_disagreements_total", "Readings in which a clock of the cluster was more than a second from the agreed time.");

    public static readonly Counter Hub = Metrics.CreateCounter(
        "sokbo_articles_hub_total", "Changes that the hub was to be told of: told, failed, given-up, or nothing where a site has no host.", "outcome");

    public static readonly Counter Announcements = Metrics.CreateCounter(
        "sokbo_articles_announcements_total", "Announcements of articles to front pages, sections, feeds and the breaking band.", "outcome");
}
