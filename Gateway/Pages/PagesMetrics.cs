using Prometheus;

namespace Sokbo.Gateway.Pages;

internal static class PagesMetrics
{
    private static readonly Counter Answers = Metrics.CreateCounter(
        "sokbo_pages_answers_total", "Answers with a page of articles or weather, by where it came from.", new CounterConfiguration { LabelNames = ["from"] });

    /// <summary>Sent as it was kept, without looking at what it shows.</summary>
    public static readonly Counter.Child Kept = Answers.WithLabels("kept");

    /// <summary>Put together again, because something in it is another one or its time was up.</summary>
    public static readonly Counter.Child Rendered = Answers.WithLabels("rendered");
}
