using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Sokbo.Gateway.Pages.Weather;

/// <summary>
/// Chooses which stations have their label written beside them: those for which there is room, the first come first. No label
/// covers another or the edge; only those that must not be missing cover other stations, or take the place of the name of a
/// meridian or parallel, where there is no better one. Stations without one are still dots.
/// </summary>
internal static class MapLabels
{
    private const double DotRadius = 6;

    /// <summary>Of letters above and below the base line, in ems.</summary>
    private const double Ascent = 0.85;
    private const double Descent = 0.25;

    /// <param name="dots">The first come first.</param>
    /// <param name="em">Of the labels.</param>
    /// <param name="height">Of the map.</param>
    /// <param name="names">Of meridians and parallels: where each begins on its base line, its em and how many of them it is wide.</param>
    public static ImmutableDictionary<int, MapLabel> Place(
        IReadOnlyList<MapDot> dots, double em, double height, params IEnumerable<(MapPoint At, double Em, double Ems)> names)
    {
        var labels = ImmutableDictionary.CreateBuilder<int, MapLabel>();
        Box[] stations = [.. dots.Select(dot => Box.Around(dot.At, DotRadius))];
        Box[] lines = [.. names.Select(name => BoxOf(new MapLabel(name.At, "start"), name.Ems * name.Em, name.Em))];
        var taken = new List<Box>();
        for (var index = 0; index < dots.Count; index++)
        {
            var own = index;
            var places = Places(dots[index], em)
                .Select(label => (Label: label, Box: BoxOf(label, dots[own].TextEms * em, em)))
                .Where(place => place.Box.IsOn(MapProjection.Width, height) && !taken.Exists(place.Box.Meets))
                .Select(place => (
                    place.Label,
                    place.Box,
                    Over: dots.Where((dot, at) => at != own && place.Box.Meets(stations[at])).ToArray(),
                    Instead: Enumerable.Range(0, lines.Length).Where(line => place.Box.Meets(lines[line])).ToArray()))
                .Where(place => place.Over.Length + place.Instead.Length == 0 || dots[own].IsNeeded)
                .ToArray();
            if (places.Length > 0)
            {
                var (label, box, over, instead) = places.MinBy(place => place.Over.Length + place.Instead.Length);
                taken.Add(box);
                labels.Add(dots[index].Station, label with { Over = [.. over.Select(dot => dot.Station)], Instead = [.. instead] });
            }
        }

        return labels.ToImmutable();
    }

    /// <summary>
    /// Stations in an order in which each comes after those that its label lies over, so that no dot is drawn over a name;
    /// but where two labels lie over each other's dots.
    /// </summary>
    public static ImmutableArray<int> DrawingOrder(IEnumerable<int> stations, params IReadOnlyList<ImmutableDictionary<int, MapLabel>> labels)
    {
        var (order, met) = (ImmutableArray.CreateBuilder<int>(), new HashSet<int>());
        foreach (var station in stations)
        {
            Draw(station);
        }

        return order.ToImmutable();

        void Draw(int station)
        {
            if (met.Add(station))
            {
                foreach (var below in labels.SelectMany(one => one.GetValueOrDefault(station)?.Over ?? []))
                {
                    Draw(below);
                }

                order.Add(station);
            }
        }
    }

    private static IEnumerable<MapLabel> Places(MapDot dot, double em)
    {
        var (x, y) = dot.At;
        var middle = (Ascent - Descent) / 2 * em;
        yield return new MapLabel(new MapPoint(x + DotRadius + 2, y + middle), "start");
        yield return new MapLabel(new MapPoint(x - DotRadius - 2, y + middle), "end");
        yield return new MapLabel(new MapPoint(x, y - DotRadius - Descent * em), "middle");
        yield return new MapLabel(new MapPoint(x, y + DotRadius + Ascent * em), "middle");
    }

    private static Box BoxOf(MapLabel label, double width, double em)
    {
        var left = label.At.X - label.Anchor switch { "start" => 0, "end" => width, _ => width / 2 };
        return new Box(left, label.At.Y - Ascent * em, left + width, label.At.Y + Descent * em);
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Box(double Left, double Top, double Right, double Bottom)
    {
        public static Box Around(MapPoint point, double radius) =>
            new(point.X - radius, point.Y - radius, point.X + radius, point.Y + radius);

        public bool Meets(Box other) =>
            Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;

        public bool IsOn(double width, double height) => Left >= 0 && Top >= 0 && Right <= width && Bottom <= height;
    }
}
