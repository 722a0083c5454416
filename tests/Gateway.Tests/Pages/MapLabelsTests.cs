using CsCheck;
using Sokbo.Gateway.Pages.Weather;
using Xunit;

namespace Sokbo.Gateway.Tests.Pages;

public sealed class MapLabelsTests
{
    private const double Em = 15;
    private const double Height = 600;
    private const double DotRadius = 6;

    private static readonly Gen<MapDot[]> Dots = Gen.Select(Gen.Double[0, 600], Gen.Double[0, Height], Gen.Double[4, 9])
        .Array[0, 120].Select(dots => dots.Select((dot, index) => new MapDot(index, new MapPoint(dot.Item1, dot.Item2), dot.Item3)).ToArray());

    [Fact]
    public void A_station_is_drawn_after_those_that_its_label_lies_over() => Dots.Sample(dots =>
    {
        dots = [.. dots.Select(dot => dot with { IsNeeded = dot.Station % 3 == 0 })];
        var labels = MapLabels.Place(dots, Em, Height);

        var order = MapLabels.DrawingOrder(dots.Select(dot => dot.Station), labels);

        Assert.Equal(dots.Select(dot => dot.Station), order.Order());
        Assert.All(labels, label => Assert.All(label.Value.Over, below =>
            Assert.True(order.IndexOf(below) < order.IndexOf(label.Key) || Reaches(below, label.Key, []), $"{below} lies over the label of {label.Key}")));

        bool Reaches(int from, int to, HashSet<int> met) =>
            from == to || (met.Add(from) && labels.TryGetValue(from, out var label) && label.Over.Any(over => Reaches(over, to, met)));
    });

    [Fact]
    public void No_label_covers_another_a_station_or_the_edge() => Dots.Sample(dots =>
    {
        (MapPoint At, double Em, double Ems)[] names = [(new MapPoint(4, 300), 13, 2.4), (new MapPoint(300, Height - 6), 13, 3)];
        var labels = MapLabels.Place(dots, Em, Height, names);
        var boxes = labels.Select(label => (label.Key, Box: BoxOf(label.Value, dots[label.Key].TextEms * Em))).ToArray();

        Assert.All(boxes, one =>
        {
            Assert.InRange(one.Box.Left, 0, MapProjection.Width);
            Assert.InRange(one.Box.Right, 0, MapProjection.Width);
            Assert.InRange(one.Box.Top, 0, Height);
            Assert.InRange(one.Box.Bottom, 0, Height);
            Assert.DoesNotContain(boxes, other => other.Key != one.Key && Meet(one.Box, other.Box));
            Assert.DoesNotContain(dots, dot => dot.Station != one.Key && Meet(one.Box, Around(dot.At)));
            Assert.DoesNotContain(names, name => Meet(one.Box, (name.At.X, name.At.Y - (0.85 * name.Em), name.At.X + (name.Ems * name.Em), name.At.Y + (0.25 * name.Em))));
        });
    });

    /// <summary>백령도 stands at the edge, where the parallel has its name.</summary>
    [Fact]
    public void A_station_that_must_not_be_missing_takes_the_place_of_a_name_where_there_is_no_other()
    {
        (MapPoint At, double Em, double Ems)[] names = [(new MapPoint(4, 300), 13, 3)];
        MapDot edge = new(1, new MapPoint(30, 300), 6);

        Assert.Empty(MapLabels.Place([edge], Em, Height, names));
        var label = Assert.Single(MapLabels.Place([edge with { IsNeeded = true }], Em, Height, names)).Value;
        Assert.Equal([0], label.Instead);
        Assert.Equal("start", label.Anchor);
        Assert.Empty(Assert.Single(MapLabels.Place([edge with { At = new MapPoint(300, 300) }], Em, Height, names)).Value.Instead);
    }

    [Fact]
    public void The_first_gets_the_room()
    {
        MapDot[] dots =
        [
            new(108, new MapPoint(306, 300), 6), new(112, new MapPoint(300, 300), 6), new(119, new MapPoint(303, 306), 6),
            new(203, new MapPoint(297, 303), 6), new(98, new MapPoint(300, 297), 6),
        ];

        var labels = MapLabels.Place(dots, Em, Height);

        Assert.Equal("start", MapLabels.Place([dots[0]], Em, Height)[108].Anchor);
        Assert.Contains(108, labels.Keys);
        Assert.True(labels.Count < dots.Length, "A label has four places, and five stations in one place have no room for five.");
    }

    [Fact]
    public void A_large_city_covers_a_station_rather_than_having_no_label()
    {
        MapDot[] dots =
        [
            new(108, new MapPoint(300, 300), 6, IsNeeded: true), new(112, new MapPoint(330, 300), 6), new(119, new MapPoint(270, 300), 6),
            new(203, new MapPoint(300, 285), 6), new(98, new MapPoint(300, 315), 6),
        ];

        Assert.Contains(108, MapLabels.Place(dots, Em, Height).Keys);
        Assert.DoesNotContain(108, MapLabels.Place([dots[0] with { IsNeeded = false }, .. dots[1..]], Em, Height).Keys);
    }

    [Fact]
    public void A_station_at_the_right_edge_is_written_to_its_left() =>
        Assert.Equal("end", MapLabels.Place([new MapDot(115, new MapPoint(590, 300), 6)], Em, Height)[115].Anchor);

    private static (double Left, double Top, double Right, double Bottom) BoxOf(MapLabel label, double width)
    {
        var left = label.At.X - label.Anchor switch { "start" => 0, "end" => width, _ => width / 2 };
        return (left, label.At.Y - 0.8 * Em, left + width, label.At.Y + 0.2 * Em);
    }

    private static (double Left, double Top, double Right, double Bottom) Around(MapPoint point) =>
        (point.X - DotRadius, point.Y - DotRadius, point.X + DotRadius, point.Y + DotRadius);

    private static bool Meet((double Left, double Top, double Right, double Bottom) one, (double Left, double Top, double Right, double Bottom) other) =>
        one.Left < other.Right && other.Left < one.Right && one.Top < other.Bottom && other.Top < one.Bottom;
}
