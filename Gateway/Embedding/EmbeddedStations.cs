using System.Collections.Immutable;
using Sokbo.Gateway.Sites;
using Sokbo.Gateway.Weather;
using Sokbo.Grains.Interfaces.Sites;
using Sokbo.Grains.Interfaces.Weather;

namespace Sokbo.Gateway.Embedding;

/// <summary>The stations that a site shows, in its order. Readings come by topic; this changes when a site or the table does.</summary>
/// <param name="Version">The order of stations that <c>v</c> of the topic names.</param>
/// <param name="Stations">From left to right.</param>
internal sealed record EmbeddedStations(int Version, ImmutableArray<EmbeddedStation> Stations)
{
    public static EmbeddedStations Of(SiteInfo site, TickerState? ticker)
    {
        var all = TickerTopic.StationsOf(ticker).Ticker.Select((station, index) => new EmbeddedStation(index, station.Number, station.Name));
        return new EmbeddedStations(ticker?.OrderVersion ?? StationTable.OrderVersion, [.. SiteStations.Of(site, all, station => station.Id)]);
    }

    /// <summary>Those of a region in the order of its ticker, whichever the site shows; null where there is no such region.</summary>
    public static EmbeddedStations? OfRegion(string region, TickerState? ticker) => StationTable.Regions.Any(known => known.Id == region)
        ? new EmbeddedStations(
            ticker?.OrderVersion ?? StationTable.OrderVersion,
            [
                .. TickerTopic.StationsOf(ticker).Ticker.Where(station => station.RegionId == region)
                    .Select((station, index) => new EmbeddedStation(index, station.Number, station.Name)),
            ])
        : null;
}
