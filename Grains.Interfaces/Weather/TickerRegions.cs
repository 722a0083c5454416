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
            NextExpectedAt = TickerState.NextAfter(rows),
            Changes = ticker.Changes,
            Words = TickerState.WordsIn(rows),
        };
    }

    /// <summary>Whether both show the same to readers.</summary>
    public static bool SameAs(TickerState one, TickerState other) =>
        one.OrderVersion == other.OrderVersion && one.Rows.SequenceEqual(other.Rows);
}
