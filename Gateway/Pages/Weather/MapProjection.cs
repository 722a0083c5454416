using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Weather;

namespace Sokbo.Gateway.Pages.Weather;

/// <summary>
/// Puts places on a plain map: equirectangular, true to scale along the parallel in its middle, so that meridians and
/// parallels are straight. Over all of Korea distances are right within four percent.
/// </summary>
internal sealed record MapProjection
{
    /// <summary>In units; every map is as wide, so that type and dots have one size.</summary>
    public const double Width = 600;

    private const double MarginShare = 0.07;

    /// <summary>In degrees of latitude: a few stations side by side must not fill the map.</summary>
    private const double SpanMin = 0.9;

    private const double HeightShareMin = 0.6;
    private const double HeightShareMax = 1.2;

    /// <summary>Up to this many degrees of latitude a map has lines for halves of degrees.</summary>
    private const double FineSpanMax = 2.5;

    public required double Height { get; init; }

    private GeoPoint TopLeft { get; init; }

    /// <summary>For a degree of latitude.</summary>
    private double Units { get; init; }

    /// <summary>Of a degree of longitude against one of latitude.</summary>
    private double Squeeze { get; init; }

    /// <summary>The map that holds all places, with a margin around them.</summary>
    /// <param name="places">At least one, none near a pole or on both sides of the date line.</param>
    public static MapProjection Around(IReadOnlyCollection<GeoPoint> places)
    {
        var (south, north) = (places.Min(place => place.Latitude), places.Max(place => place.Latitude));
        var (west, east) = (places.Min(place => place.Longitude), places.Max(place => place.Longitude));
        var middle = new GeoPoint((south + north) / 2, (west + east) / 2);
        var squeeze = Math.Cos(middle.Latitude * Math.PI / 180);
        var (tall, wide) = (Math.Max(north - south, SpanMin), Math.Max((east - west) * squeeze, SpanMin));
        var margin = 2 * MarginShare * Math.Max(tall, wide);
        wide = Math.Max(wide + margin, (tall + margin) / HeightShareMax);
        tall = Math.Max(tall + margin, wide * HeightShareMin);
        return new MapProjection
        {
            Height = Math.Round(Width * tall / wide),
            TopLeft = new GeoPoint(middle.Latitude + tall / 2, middle.Longitude - wide / squeeze / 2),
            Units = Width / wide,
            Squeeze = squeeze,
        };
    }

    public MapPoint Of(GeoPoint place) =>
        new((place.Longitude - TopLeft.Longitude) * Squeeze * Units, (TopLeft.Latitude - place.Latitude) * Units);

    public GeoPoint At(MapPoint point) =>
        new(TopLeft.Latitude - point.Y / Units, TopLeft.Longitude + point.X / Units / Squeeze);

    /// <summary>Degrees east of the lines from top to bottom.</summary>
    public ImmutableArray<double> Meridians() =>
        Lines(TopLeft.Longitude, At(new MapPoint(Width, 0)).Longitude);

    /// <summary>Degrees north of the lines from left to right.</summary>
    public ImmutableArray<double> Parallels() =>
        Lines(At(new MapPoint(0, Height)).Latitude, TopLeft.Latitude);

    private ImmutableArray<double> Lines(double from, double to)
    {
        var step = Height / Units > FineSpanMax ? 1 : 0.5;
        var first = Math.Ceiling(from / step);
        return [.. Enumerable.Range(0, (int)(Math.Floor(to / step) - first) + 1).Select(index => (first + index) * step)];
    }
}
