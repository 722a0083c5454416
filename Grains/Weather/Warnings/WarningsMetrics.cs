using Prometheus;
using Sokbo.Grains.Interfaces.Weather.Warnings;

namespace Sokbo.Grains.Weather.Warnings;

/// <summary>Metrics of warnings; the gauges are of the silo that has the region.</summary>
internal static class WarningsMetrics
{
    private static readonly Counter Reports = Metrics.CreateCounter(
        "sokbo_weather_warning_reports_total", "Reports of warnings by what became of them.", "outcome");

    private static readonly Gauge InForce = Metrics.CreateGauge(
        "sokbo_weather_warnings_in_force", "Warnings of a region that have not been lifted.", "region");

    private static readonly Gauge Checked = Metrics.CreateGauge(
        "sokbo_weather_warnings_checked_timestamp_seconds", "When a source last told all warnings of a region.", "region");

    public static void Count(WarningsOutcome outcome)
    {
        Reports.WithLabels("taken").Inc(outcome.Taken);
        Reports.WithLabels("old").Inc(outcome.Old);
        Reports.WithLabels("full").Inc(outcome.Full);
    }

    /// <summary>Words that this version does not know hold and are shown; somebody should look at them.</summary>
    public static void CountWords(IEnumerable<WarningReport> reports)
    {
        foreach (var report in reports)
        {
            WeatherMetrics.CountWord("warning-kind", WarningWords.IsKnownKind(report.Kind));
            WeatherMetrics.CountWord("warning-level", WarningWords.IsKnownLevel(report.Level));
            WeatherMetrics.CountWord("warning-command", WarningWords.IsKnownCommand(report.Command));
        }
    }

    public static void Tell(string region, WarningsState state)
    {
        InForce.WithLabels(region).Set(state.InForce.Length);
        if (state.CheckedAt is { } at)
        {
            Checked.WithLabels(region).Set(at.ToUnixTimeSeconds());
        }
    }

    /// <summary>Another silo has the region from now on, and says how it is.</summary>
    public static void Forget(string region)
    {
        InForce.RemoveLabelled(region);
        Checked.RemoveLabelled(region);
    }
}
