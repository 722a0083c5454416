using Prometheus;

namespace Sokbo.Grains.Articles;

internal static class ArticlesMetrics
{
    public static readonly Counter Acts = Metrics.CreateCounter(
        "sokbo_articles_acts_total", "Revisions of articles, by the stage they reached.", "stage");

    public static readonly Counter Announcements = Metrics.CreateCounter(
        "sokbo_articles_announcements_total", "Announcements of articles to front pages, sections and the breaking band.", "outcome");
}
