using System.Collections.Immutable;
using System.Globalization;
using Sokbo.Gateway.Sites;
using Sokbo.Grains.Interfaces.Sites;
using Sokbo.Grains.Interfaces.Weather;

namespace Sokbo.Gateway.Pages;

/// <summary>A station as a page shows it at one moment.</summary>
public sealed record StationView(int Index, TickerRow Row, ReadingAge Age)
{
    /// <summary>A dash for none. The sign of the cold is U+2212, and whole tenths know neither negative zero nor rounding.</summary>
    public string Temperature => Age == ReadingAge.Gone ? "–" : Celsius(Row.Tenths!.Value);

    public long? ObservedAtMinutes => Row.ObservedAt?.ToUnixTimeSeconds() / 60;

    public static string Celsius(int tenths) => string.Create(
        CultureInfo.InvariantCulture, $"{(tenths < 0 ? "−" : "")}{Math.Abs(tenths) / 10}.{Math.Abs(tenths) % 10}℃");

    /// <summary>The stations that the site shows, in its order; the index of each is its place in the topic.</summary>
    public static ImmutableArray<StationView> Of(TickerState ticker, SiteInfo site, PageClock clock) =>
        [.. SiteStations.Of(site, All(ticker, clock), station => station.Row.StationId)];

    /// <summary>Every station, in the order of the topic.</summary>
    public static IEnumerable<StationView> All(TickerState ticker, PageClock clock) =>
        ticker.Rows.Select((row, index) => At(row, index, clock));

    private static StationView At(TickerRow row, int index, PageClock clock)
    {
        var age = row.Tenths is null ? ReadingAge.Gone : ReadingAges.Of(row.ObservedAt, clock.HasPassed);
        return new StationView(index, row, age);
    }
}
