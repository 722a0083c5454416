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
            .Select(group => new ObservationBatch(group.Key, Attribution.Kma, [.. group.Select(RowOf)])),
    ];

    private static ObservationRow RowOf(FeedObservation row) => new(
        row.StationId,
        // Where the format has no names, none is missing: nothing was repaired.
        row.HasNames ? row.Name : StationTable.Find(row.StationId)?.Name,
        row.Sky.Length == 0 ? null : row.Sky,
        row[Quantity.AirTemperature]);
}
