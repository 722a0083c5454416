using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Sokbo.Grains.Interfaces.Weather;

namespace Sokbo.Standalone.Sample;

/// <summary>
/// Invented weather that moves: colder in the north and higher up, a day's curve, and fronts that wander. The same random
/// source gives the same weather.
/// </summary>
internal sealed class SampleSky(Random random)
{
    private const double MeanCelsius = 9.5;
    private static readonly ImmutableArray<string> Words = ["맑음", "맑음", "맑음", "구름조금", "구름많음", "흐림", "박무", "비"];

    private readonly Dictionary<int, double> _drift = [];
    private readonly Dictionary<int, int> _sky = [];

    public JsonObject Observe(DateTimeOffset now)
    {
        var rows = new JsonArray();
        foreach (var station in StationTable.All)
        {
            rows.Add(new JsonObject
            {
                ["stationId"] = station.Number,
                ["name"] = station.Name,
                ["sky"] = Words[NextSky(station.Number)],
                ["temperatureCelsius"] = Celsius(station, now),
            });
        }

        return new JsonObject
        {
            ["observedAt"] = now.ToString("yyyy-MM-dd'T'HH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture),
            ["source"] = Attribution.Sample,
            ["observations"] = rows,
        };
    }

    private decimal Celsius(StationInfo station, DateTimeOffset now)
    {
        var drift = Math.Clamp(_drift.GetValueOrDefault(station.Number) + (random.NextDouble() - 0.5) * 0.4, -2.5, 2.5);
        _drift[station.Number] = drift;
        var hour = now.ToOffset(TimeSpan.FromHours(9)).TimeOfDay.TotalHours;
        var day = 5.0 * Math.Cos((hour - 15) / 24 * 2 * Math.PI);
        var value = MeanCelsius + day - (station.Latitude - 36) * 1.9 - (station.ElevationMetres ?? 0) * 0.0065 + drift;
        return Math.Round((decimal)value, 1);
    }

    private int NextSky(int station)
    {
        if (!_sky.TryGetValue(station, out var sky))
        {
            sky = random.Next(Words.Length - 1);
        }
        else if (random.Next(12) == 0)
        {
            sky = Math.Clamp(sky + random.Next(-1, 2), 0, Words.Length - 1);
        }

        _sky[station] = sky;
        return sky;
    }
}
