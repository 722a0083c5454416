using Prometheus;
using Sokbo.Grains.Interfaces.Weather;

namespace Sokbo.Grains.Weather;

/// <summary>Metrics of readings and of the words that come with them.</summary>
internal static class WeatherMetrics
{
    public static readonly Gauge Waiting = Metrics.CreateGauge(
        "sokbo_weather_held", "Readings that wait for an operator, as the ticker's last batch left them.");

    private static readonly Counter Judged = Metrics.CreateCounter(
        "sokbo_weather_readings_total", "Readings that stations took, by the letter of their quality.", "quality");

    private static readonly Counter Failed = Metrics.CreateCounter(
        "sokbo_weather_checks_failed_total", "Checks that readings failed.", "check");

    private static readonly Counter Doubted = Metrics.CreateCounter(
        "sokbo_weather_measures_doubted_total", "Values beside the temperature that were kept and are not shown.", "measure");

    private static readonly Counter UnknownWords = Metrics.CreateCounter(
        "sokbo_weather_unknown_words_total", "Words of sources that this version does not know; they are shown as they came.", "what");

    private static readonly QualityChecks[] Checks = [.. Enum.GetValues<QualityChecks>().Where(check => check != QualityChecks.None)];

    private static readonly MeasureDoubts[] Doubts = [.. Enum.GetValues<MeasureDoubts>().Where(doubt => doubt != MeasureDoubts.None)];

    public static void CountWord(string what, bool isKnown) => UnknownWords.WithLabels(what).Inc(isKnown ? 0 : 1);

    public static void Count(Reading reading)
    {
        Judged.WithLabels(reading.Flags.Letter.ToString()).Inc();
        CountWord("sky", reading.Sky.Length == 0 || SkySigns.Of(reading.Sky) != SkySigns.Neutral);
        foreach (var doubt in Doubts.Where(doubt => reading.Measures?.Doubtful.HasFlag(doubt) == true))
        {
            Doubted.WithLabels(doubt.ToString().ToLowerInvariant()).Inc();
        }

        foreach (var check in Checks.Where(check => reading.Flags.Failed.HasFlag(check)))
        {
            Failed.WithLabels(check.ToString().ToLowerInvariant()).Inc();
        }
    }
}
