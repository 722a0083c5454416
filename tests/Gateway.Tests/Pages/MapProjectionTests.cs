using CsCheck;
using Sokbo.Gateway.Pages.Weather;
using Sokbo.Grains.Interfaces.Weather;
using Xunit;

namespace Sokbo.Gateway.Tests.Pages;

public sealed class MapProjectionTests
{
    private static readonly GeoPoint[] Korea = [.. StationTable.All.Select(station => new GeoPoint(station.Latitude, station.Longitude))];

    private static readonly Gen<GeoPoint> Place = Gen.Select(Gen.Double[32, 40], Gen.Double[123, 132], (north, east) => new GeoPoint(north, east));

    [Fact]
    public void Every_place_is_on_the_map_with_room_around_it() => Place.Array[1, 40].Sample(places =>
    {
        var map = MapProjection.Around(places);

        Assert.InRange(map.Height, MapProjection.Width * 0.55, MapProjection.Width * 1.25);
        Assert.All(places, place =>
        {
            var (x, y) = map.Of(place);
            Assert.InRange(x, 20, MapProjection.Width - 20);
            Assert.InRange(y, 20, map.Height - 20);
        });
    });

    [Fact]
    public void A_point_leads_back_to_its_place() => Gen.Select(Place.Array[1, 10], Place).Sample((places, place) =>
    {
        var map = MapProjection.Around(places);

        var back = map.At(map.Of(place));

        Assert.Equal(place.Latitude, back.Latitude, 9);
        Assert.Equal(place.Longitude, back.Longitude, 9);
    });

    [Fact]
    public void North_is_up_and_east_is_right()
    {
        var map = MapProjection.Around(Korea);
        var (seoul, jeju, ulleung) = (map.Of(new GeoPoint(37.57, 126.97)), map.Of(new GeoPoint(33.51, 126.53)), map.Of(new GeoPoint(37.48, 130.90)));

        Assert.True(seoul.Y < jeju.Y - 300);
        Assert.True(ulleung.X > seoul.X + 200);
    }

    [Fact]
    public void Distances_over_Korea_are_right_within_four_percent()
    {
        var map = MapProjection.Around(Korea);
        var scales = (
            from one in Korea
            from other in Korea
            let kilometres = one.KilometresTo(other)
            where kilometres > 50
            let here = map.Of(one)
            let there = map.Of(other)
            select Math.Sqrt(Math.Pow(here.X - there.X, 2) + Math.Pow(here.Y - there.Y, 2)) / kilometres).ToArray();

        Assert.NotEmpty(scales);
        var middle = (scales.Max() + scales.Min()) / 2;
        Assert.InRange(scales.Max() / middle, 1, 1.04);
        Assert.InRange(scales.Min() / middle, 0.96, 1);
    }

    [Fact]
    public void Lines_stand_at_whole_degrees_of_a_large_map_and_at_halves_of_a_small_one()
    {
        var large = MapProjection.Around(Korea);
        var small = MapProjection.Around([new GeoPoint(33.25, 126.2), new GeoPoint(33.5, 126.9)]);

        Assert.Equal([125.0, 126, 127, 128, 129, 130, 131], large.Meridians().Where(degrees => degrees is > 124.9 and < 131.1));
        Assert.Equal([34.0, 35, 36, 37, 38], large.Parallels().Where(degrees => degrees is > 33.9 and < 38.1));
        Assert.All(small.Meridians(), degrees => Assert.Equal(0, degrees * 2 % 1));
        Assert.Contains(126.5, small.Meridians());
    }
}
