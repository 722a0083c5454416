using Prometheus;
using Sokbo.Grains.Interfaces.Weather;

namespace Sokbo.Grains.Weather;

/// <summary>Metrics of quality control.</summary>
internal static class WeatherMetrics
{
    public static readonly Gauge Waiting = Metrics.CreateGauge(
        "sokbo_weather_held", "Readings that wait for an operator, as the ticker's last batch left them.");

    private static readonly Counter Judged = Metrics.CreateCounter(
        "sokbo_weather_readings_total", "Readings that stations took, by the letter of their quality.", "quality");

    private static readonly Counter Failed = Metrics.CreateCounter(
        "sokbo_weather_checks_failed_total", "Checks that readings failed.", "check");

    private static readonly QualityChecks[] Checks = [.. Enum.GetValues<QualityChecks>().Where(check => check != QualityChecks.None)];

    public static void Count(Reading reading)
    {
        Judged.WithLabels(reading.Flags.Letter.ToString()).Inc();
        foreach (var check in Checks.Where(check => reading.Flags.Failed.HasFlag(check)))
        {
            Failed.WithLabels(check.ToString().ToLowerInvariant()).Inc();
        }
    }
}
