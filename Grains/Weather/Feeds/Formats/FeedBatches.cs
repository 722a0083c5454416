using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Weather;

namespace Sokbo.Grains.Weather.Feeds.Formats;

/// <summary>From what a source said to what the intake takes: one batch for each time, the oldest first.</summary>
internal static class FeedBatches
{
    public static ImmutableArray<ObservationBatch> Of(FeedReport report) =>
    [
        .. report.Rows.GroupBy(row => row.ObservedAt)
            .OrderBy(group => group.Key)
            .Select(group => new ObservationBatch(group.Key, Attribution.Kma, [.. group.Select(RowOf)]) { HasNames = group.First().HasNames }),
    ];

    private static ObservationRow RowOf(FeedObservation row) => new(
        row.StationId,
        row.Name,
        row.Sky.Length == 0 ? null : row.Sky,
        row[Quantity.AirTemperature])
    {
        Measured = new MeasuredValues
        {
            DewPointCelsius = row[Quantity.DewPoint],
            HumidityPercent = row[Quantity.Humidity],
            WindMetresPerSecond = row[Quantity.WindSpeed],
            WindFromDegrees = row[Quantity.WindFrom],
            GustMetresPerSecond = row[Quantity.GustSpeed],
            PressureHectopascals = row[Quantity.SeaPressure],
            RainMillimetres = row.RainHours == 1 ? row[Quantity.Rain] : null,
            RainTodayMillimetres = row[Quantity.RainToday],
        },
    };
}
