namespace Sokbo.Fixtures.Weather;

/// <summary>The weather itself, before sensors: a sum of what the season, the sun, the ground and the day's events do.</summary>
internal sealed class TestAir
{
    private const int WaveCount = 6;

    private readonly int _seed;
    private readonly DayKind _kind;
    private readonly TestEvents _events;

    /// <summary>Daily mean at sea level at 36.5°N.</summary>
    private readonly double _mean;

    /// <summary>Half of the day's range inland.</summary>
    private readonly double _amplitude;

    private readonly double _perKilometreNorth;
    private readonly double _seaSurplus;
    private readonly double _sunrise;
    private readonly double _poolDepth;

    public TestAir(int seed, DayKind kind)
    {
        _seed = seed;
        _kind = kind;
        var warmth = Draw(2, -1, 1);
        _mean = kind switch
        {
            DayKind.RecordCold => Draw(3, -15, -12),
            DayKind.RecordHot => Draw(3, 32, 34),
            DayKind.Showers => Draw(3, 23, 28),
            DayKind.SeaBreeze => Draw(3, 14, 24),
            DayKind.Inversion => 4 + (9 * warmth),
            DayKind.Foehn => 9 + (8 * warmth),
            _ => 12 + (14 * warmth),
        };
        _amplitude = kind switch
        {
            DayKind.Rain or DayKind.WarmFront => Draw(4, 0.8, 2.5),
            DayKind.ColdFront => Draw(4, 2, 5),
            DayKind.RecordHot or DayKind.RecordCold => Draw(4, 5, 7),
            _ => Draw(4, 4.5, 7.5),
        };
        var winter = Math.Clamp((15 - _mean) / 15, 0, 1.5);
        _perKilometreNorth = -0.004 - (0.010 * winter);
        _seaSurplus = (3.5 * winter) - (_mean > 20 ? 2 : 0);
        _sunrise = 450 - (110 * Math.Clamp((_mean + 2) / 28, 0, 1));
        _poolDepth = kind switch
        {
            DayKind.Inversion => Draw(5, 5, 11),
            DayKind.RecordCold => Draw(5, 5, 8),
            DayKind.Clear or DayKind.SeaBreeze or DayKind.RecordHot => Draw(5, 1, 4.5),
            DayKind.Foehn or DayKind.Showers => Draw(5, 0.5, 2),
            _ => 0,
        };
        _events = new TestEvents(seed, kind);
    }

    public double Temperature(int station, int minute)
    {
        var terrain = TestTerrain.All[station];
        var height = terrain.Elevation / 1_000;
        var night = Night(minute, _sunrise + 60);
        var lapse = _poolDepth > 3 ? 6.5 - (night * Math.Min(11, 1.2 * _poolDepth)) : 6.5;
        var own = 1 + (0.1 * SeededNoise.Normal(_seed, 10, station));
        var undisturbed = _mean + (_perKilometreNorth * terrain.Y) + (_seaSurplus * terrain.Sea) - (lapse * height)
            + Sun(terrain, own, minute) - Pool(terrain, station, minute)
            + (0.5 * SeededNoise.Normal(_seed, 11, station));
        return undisturbed + Waves(terrain, minute) + Eddies(station, terrain, minute) + _events.Temperature(station, terrain, minute);
    }

    public double DewPoint(int station, int minute, double temperature)
    {
        var terrain = TestTerrain.All[station];
        var deficit = _kind switch
        {
            DayKind.Rain or DayKind.WarmFront => 1.2,
            DayKind.Showers or DayKind.SeaBreeze => 5,
            DayKind.Foehn => 9,
            _ => 8,
        };
        var air = _mean - deficit + (2 * terrain.Sea) + (0.6 * Waves(terrain, minute + 200)) + (0.5 * Math.Min(0, _events.Temperature(station, terrain, minute)));
        return Math.Min(temperature - 0.1, air);
    }

    public double Pressure(int station, int minute, double temperature)
    {
        var terrain = TestTerrain.All[station];
        var seaLevel = Draw(20, 1_004, 1_030) + (0.008 * Draw(21, -1, 1) * terrain.X) + (0.008 * Draw(22, -1, 1) * terrain.Y)
            + Math.Cos(2 * Math.PI * (minute - 600) / 720.0) + (0.003 * Draw(23, -1, 1) * minute);
        return seaLevel * Math.Exp(-terrain.Elevation / (29.27 * (273.15 + temperature + (0.00325 * terrain.Elevation))));
    }

    public double Wind(int station, int minute)
    {
        var terrain = TestTerrain.All[station];
        var day = 1 - Night(minute, _sunrise + 60);
        var mean = (_kind is DayKind.Inversion or DayKind.RecordCold ? 0.4 : 1.5) + (2 * day) + (2 * terrain.Sea) + (terrain.Elevation / 400);
        var gusts = 0.35 * Math.Sin((2 * Math.PI * minute / 17) + (6 * SeededNoise.Uniform(_seed, 24, station)));
        return Math.Max(0, mean * (1 + gusts));
    }

    /// <summary>Warmest about 15:00, coldest at sunrise; rises faster than it falls.</summary>
    private double Sun(TestTerrain terrain, double own, int minute)
    {
        var amplitude = _amplitude * own * (1 - (0.65 * terrain.Sea));
        var clock = ((minute % 1_440) + 1_440) % 1_440;
        const double Peak = 900;
        if (clock >= _sunrise && clock <= Peak)
        {
            return -amplitude * Math.Cos(Math.PI * (clock - _sunrise) / (Peak - _sunrise));
        }

        var since = clock > Peak ? clock - Peak : clock + 1_440 - Peak;
        var length = 1_440 - Peak + _sunrise;
        return amplitude * ((2 * Math.Pow(1 - (since / length), 1.6)) - 1);
    }

    /// <summary>Cold air in the basin; it fills over the night, and the sun mixes it away at each station in its own time.</summary>
    private double Pool(TestTerrain terrain, int station, int minute)
    {
        var breaks = _sunrise + 70 + (110 * SeededNoise.Uniform(_seed, 12, station));
        var depth = _poolDepth * terrain.Basin * (0.75 + (0.5 * SeededNoise.Uniform(_seed, 13, station)));
        return depth * Night(minute, breaks) * (1 + (0.12 * Math.Sin((2 * Math.PI * minute / 95) + (6 * SeededNoise.Uniform(_seed, 14, station)))));
    }

    /// <summary>0 by day, rising to 1 through the night, gone within 40 to 90 minutes around <paramref name="breaks"/>.</summary>
    private double Night(int minute, double breaks)
    {
        var clock = ((minute % 1_440) + 1_440) % 1_440;
        const double Sunset = 1_080;
        if (clock > Sunset)
        {
            return 1 - Math.Exp(-(clock - Sunset) / 240.0);
        }

        var filled = 1 - Math.Exp(-(clock + 1_440 - Sunset) / 240.0);
        var width = 10 + (12 * SeededNoise.Uniform(_seed, 15, (int)breaks));
        return filled / (1 + Math.Exp((clock - breaks) / width));
    }

    /// <summary>What larger than a station: clouds, streams of air; waves of 80 to 500 km and 3 to 12 hours.</summary>
    private double Waves(TestTerrain terrain, int minute)
    {
        var sum = 0.0;
        for (var wave = 0; wave < WaveCount; wave++)
        {
            var direction = Draw(30 + wave, 0, 2 * Math.PI);
            var length = Draw(40 + wave, 80, 500);
            var along = ((terrain.X * Math.Cos(direction)) + (terrain.Y * Math.Sin(direction))) / length;
            sum += Draw(60 + wave, 0.15, 0.55) * Math.Sin((2 * Math.PI * (along - (minute / Draw(50 + wave, 180, 720)))) + Draw(70 + wave, 0, 6.28));
        }

        return sum;
    }

    /// <summary>What belongs to a station alone: passing clouds, turbulence; more in the sun.</summary>
    private double Eddies(int station, TestTerrain terrain, int minute)
    {
        var strength = (0.12 + (0.05 * _amplitude * (1 - Night(minute, _sunrise + 60)))) * (1 - (0.4 * terrain.Sea));
        var sum = 0.0;
        for (var eddy = 0; eddy < 3; eddy++)
        {
            var period = 7 + (60 * SeededNoise.Uniform(_seed, 80 + eddy, station));
            sum += Math.Sin((2 * Math.PI * minute / period) + (6.28 * SeededNoise.Uniform(_seed, 84 + eddy, station)));
        }

        return strength * sum;
    }

    private double Draw(int stream, double low, double high) => SeededNoise.Between(low, high, _seed, stream);
}
