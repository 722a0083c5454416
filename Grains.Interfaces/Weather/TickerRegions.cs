using System.Collections.Immutable;

namespace Sokbo.Grains.Interfaces.Weather;

/// <summary>The part of the ticker that belongs to one region.</summary>
public static class TickerRegions
{
    /// <summary>The stations of the region in the order of the ticker, with the words that they use.</summary>
    public static TickerState Of(TickerState ticker, WeatherRegion region)
    {
        ImmutableArray<TickerRow> rows = [.. ticker.Rows.Where(row => ticker.Stations.Find(row.StationId)?.RegionId == region.Id)];
        return new TickerState
        {
            OrderVersion = ticker.OrderVersion,
            Rows = rows,
            NextExpectedAt = rows.Max(row => row.ObservedAt) is { } newest ? ReadingAges.NextExpectedAt(newest) : null,
            Changes = ticker.Changes,
            Words = [.. rows.Select(row => row.Sky).Where(sky => sky.Length > 0).Distinct()],
        };
    }

    /// <summary>Whether both show the same to readers.</summary>
    public static bool SameAs(TickerState one, TickerState other) =>
        one.OrderVersion == other.OrderVersion && one.Rows.SequenceEqual(other.Rows);
}
