namespace Sokbo.Fixtures.Weather;

/// <summary>What happens suddenly: fronts, föhn, rain, thunderstorms, the sea breeze.</summary>
internal sealed class TestEvents
{
    private readonly int _seed;
    private readonly DayKind _kind;
    private readonly Cell[] _cells;

    public TestEvents(int seed, DayKind kind)
    {
        _seed = seed;
        _kind = kind;
        _cells = kind == DayKind.Showers ? [.. Enumerable.Range(0, (int)Draw(100, 6, 22)).Select(CellAt)] : [];
    }

    /// <summary>Degrees to add.</summary>
    public double Temperature(int station, TestTerrain terrain, int minute) => _kind switch
    {
        DayKind.ColdFront => -Draw(101, 4, 13) * (0.8 + (0.4 * Own(110, station))) * (1 - (0.3 * terrain.Sea)) * Passed(station, terrain, minute, Draw(102, 6, 25)),
        DayKind.WarmFront => Draw(101, 3, 7) * Passed(station, terrain, minute, 55),
        DayKind.Foehn => Foehn(station, terrain, minute),
        DayKind.Rain => Rain(terrain, minute),
        DayKind.Showers => _cells.Sum(cell => cell.Temperature(terrain, minute)),
        DayKind.SeaBreeze => SeaBreeze(station, terrain, minute),
        _ => 0,
    };

    /// <summary>From 0 to 1 as a line crosses the country, from the north-west, at 25 to 65 km/h.</summary>
    private double Passed(int station, TestTerrain terrain, int minute, double width)
    {
        var direction = Draw(103, -1.1, 0.2);
        var speed = Draw(104, 25, 65) / 60;
        var along = (terrain.X * Math.Cos(direction)) + (terrain.Y * Math.Sin(direction));
        var bend = 25 * Math.Sin(((terrain.Y * Math.Cos(direction)) - (terrain.X * Math.Sin(direction))) / Draw(105, 60, 150));
        var passes = Draw(106, -200, 1_300) + ((along + bend) / speed) + (20 * (Own(111, station) - 0.5));
        return 1 / (1 + Math.Exp(-(minute - passes) / (width / 3)));
    }

    /// <summary>Breaks through at each station in its own time, pauses at some, and ends.</summary>
    private double Foehn(int station, TestTerrain terrain, int minute)
    {
        if (!terrain.EastCoast)
        {
            return 0;
        }

        var begins = Draw(120, -100, 700) + (110 * (Own(121, station) - 0.5));
        var ends = begins + Draw(122, 300, 900) + (110 * (Own(123, station) - 0.5));
        var pause = Own(124, station) < 0.25 ? Bump(minute, begins + 60 + (200 * Own(125, station)), 45) : 0;
        return Draw(126, 5, 11) * (0.8 + (0.4 * Own(127, station))) * (Step(minute, begins, 8) - Step(minute, ends, 12)) * (1 - (0.6 * pause));
    }

    private double Rain(TestTerrain terrain, int minute)
    {
        var cooling = 0.0;
        for (var band = 0; band < 3; band++)
        {
            var x = Draw(130 + band, -250, 150) + (minute * Draw(140 + band, 0.2, 0.7)) - 100;
            var y = Draw(150 + band, -200, 200);
            var distance = Math.Sqrt(Math.Pow((terrain.X - x) / 70, 2) + Math.Pow((terrain.Y - y) / 130, 2));
            cooling += Draw(160 + band, 1, 3) * Math.Exp(-distance * distance);
        }

        return -cooling;
    }

    /// <summary>Reaches each coast station at once and takes 2 to 5 degrees of the day's warmth; islands have it always.</summary>
    private double SeaBreeze(int station, TestTerrain terrain, int minute)
    {
        if (terrain.Sea is 0 or 1)
        {
            return 0;
        }

        var begins = Draw(170, 580, 720) + (90 * (Own(171, station) - 0.5));
        return -Draw(172, 2, 5) * (0.6 + (0.7 * Own(173, station))) * (Step(minute, begins, 9) - Step(minute, 1_080 + (80 * Own(174, station)), 30));
    }

    private Cell CellAt(int index) => new(
        Between(180, index, -180, 170),
        Between(181, index, -220, 180),
        Between(182, index, 10, 50) / 60,
        Between(183, index, -0.6, 0.9),
        Between(184, index, 720, 1_250),
        Between(185, index, 60, 150),
        Between(186, index, 8, 20),
        Between(187, index, 3, 8));

    private static double Step(int minute, double at, double width) => 1 / (1 + Math.Exp(-(minute - at) / width));

    private static double Bump(int minute, double at, double width) => Math.Exp(-Math.Pow((minute - at) / width, 2));

    private double Own(int stream, int station) => SeededNoise.Uniform(_seed, stream, station);

    private double Between(int stream, int index, double low, double high) => SeededNoise.Between(low, high, _seed, stream, index);

    private double Draw(int stream, double low, double high) => SeededNoise.Between(low, high, _seed, stream);

    /// <summary>A thunderstorm: rain-cooled air below it that warms again within two hours.</summary>
    private sealed record Cell(double X, double Y, double Speed, double Direction, double Born, double Lives, double Radius, double Cooling)
    {
        public double Temperature(TestTerrain terrain, int minute)
        {
            var coldest = 0.0;
            for (var age = 0.0; age <= Math.Min(minute - Born, Lives); age += 10)
            {
                var (dx, dy) = (terrain.X - X - (Speed * age * Math.Cos(Direction)), terrain.Y - Y - (Speed * age * Math.Sin(Direction)));
                var under = Math.Exp(-Math.Pow(((dx * dx) + (dy * dy)) / (Radius * Radius), 2));
                var since = minute - Born - age;
                coldest = Math.Max(coldest, under * (1 - Math.Exp(-since / 9)) * Math.Exp(-since / 70));
            }

            return -Cooling * coldest;
        }
    }
}
