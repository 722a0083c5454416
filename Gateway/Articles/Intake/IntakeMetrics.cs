using Prometheus;

namespace Sokbo.Gateway.Articles.Intake;

internal static class IntakeMetrics
{
    public static readonly Counter Calls = Metrics.CreateCounter(
        "sokbo_articles_intake_calls_total", "Calls of feeds of others, by outcome.", new CounterConfiguration { LabelNames = ["outcome"] });

    public static readonly Counter Items = Metrics.CreateCounter(
        "sokbo_articles_intake_items_total", "Items of feeds of others, by what became of them.", new CounterConfiguration { LabelNames = ["outcome"] });
}
