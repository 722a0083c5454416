using System.Collections.Immutable;
using System.Globalization;
using Sokbo.Fixtures.Weather;
using Sokbo.Grains.Interfaces.Weather;
using Sokbo.Grains.Weather.Quality;

namespace Sokbo.Grains.Tests.Weather;

/// <summary>
/// Humidity, wind and pressure of healthy hourly days, judged as the cluster does; into each hour errors of a size are put,
/// each on its own and forgotten again.
/// </summary>
internal sealed record MeasureTrial
{
    /// <summary>Tenths: a pressure of 8 hPa off, a wind of 25 m/s, a humidity of 30 %.</summary>
    public static readonly (MeasureDoubts Measure, int Size)[] Errors =
        [(MeasureDoubts.Pressure, 80), (MeasureDoubts.Wind, 250), (MeasureDoubts.Humidity, 300)];

    public int Values { get; private set; }

    public int FalselyDoubted { get; private set; }

    public int[] Put { get; } = new int[Errors.Length];

    public int[] Caught { get; } = new int[Errors.Length];

    public double FalsePercent => 100.0 * FalselyDoubted / Values;

    public IEnumerable<double> CaughtPercent => Caught.Zip(Put, (caught, put) => 100.0 * caught / put);

    public static MeasureTrial Of(IEnumerable<int> seeds) =>
        seeds.AsParallel().Select(seed => OfDay(new TestDay(seed))).Aggregate(new MeasureTrial(), Sum);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{FalselyDoubted} of {Values} healthy values doubted ({FalsePercent:F4} %); caught: {string.Join(", ", Errors.Select((error, index) => string.Create(CultureInfo.InvariantCulture, $"{error.Measure} {Caught[index]} of {Put[index]} ({100.0 * Caught[index] / Put[index]:F2} %)")))}");

    private static MeasureTrial OfDay(TestDay day)
    {
        var (trial, random) = (new MeasureTrial(), new Random(day.Seed));
        var histories = StationTable.All.Select(_ => ImmutableArray<Reading>.Empty).ToArray();
        for (var minute = TestDay.FirstMinute; minute <= TestDay.LastMinute; minute += 60)
        {
            var batch = Enumerable.Range(0, histories.Length).Select(station => Report(day, station, minute)).ToImmutableArray();
            var doubts = Judge(histories, batch);
            if (minute >= 0)
            {
                trial.Values += 3 * batch.Length;
                trial.FalselyDoubted += doubts.Sum(doubt => int.PopCount((int)(doubt & ~MeasureDoubts.DewPoint)));
                for (var index = 0; index < Errors.Length; index++)
                {
                    trial.Err(index, random, histories, batch);
                }
            }

            for (var station = 0; station < histories.Length; station++)
            {
                histories[station] = histories[station].Add(batch[station] with { Measures = batch[station].Measures! with { Doubtful = doubts[station] } });
            }
        }

        return trial;
    }

    private void Err(int index, Random random, ImmutableArray<Reading>[] histories, ImmutableArray<Reading> batch)
    {
        var (measure, size) = Errors[index];
        var station = random.Next(batch.Length);
        var sent = batch[station].Measures!;
        var by = size * (random.Next(2) == 0 ? 1 : -1);
        var wrong = measure switch
        {
            MeasureDoubts.Pressure => sent with { Pressure = sent.Pressure + by },
            MeasureDoubts.Wind => sent with { Wind = sent.Wind + size },
            _ => sent with { Humidity = sent.Humidity + (sent.Humidity + by is >= 0 and <= 1_000 ? by : -by) },
        };
        if (wrong.Humidity is < 0 or > 1_000)
        {
            return;
        }

        Put[index]++;
        Caught[index] += Judge(histories, batch.SetItem(station, batch[station] with { Measures = wrong }))[station].HasFlag(measure) ? 1 : 0;
    }

    private static MeasureDoubts[] Judge(ImmutableArray<Reading>[] histories, ImmutableArray<Reading> batch)
    {
        var alone = MeasureQuality.JudgePressures(Neighbourhood.OfTable, [.. batch.Select(reading => reading.Measures!.Pressure)]);
        return [.. batch.Select((reading, station) => MeasureQuality.Judge(reading, histories[station]) | (alone[station] ? MeasureDoubts.Pressure : MeasureDoubts.None))];
    }

    /// <summary>The day has the pressure at the station; sources send it at sea level, reduced with the temperature of the station.</summary>
    private static Reading Report(TestDay day, int station, int minute)
    {
        var (sent, height) = (day.At(station, minute), TestTerrain.All[station].Elevation);
        var at = new DateTimeOffset(2024, 4, 27, 0, 0, 0, TimeSpan.FromHours(9)).AddMinutes(minute);
        return new Reading
        {
            ObservedAt = at,
            ReceivedAt = at,
            Source = Attribution.Kma,
            Tenths = sent.Temperature,
            Measures = new Measures
            {
                DewPoint = sent.DewPoint,
                Humidity = sent.Humidity * 10,
                Wind = sent.Wind,
                Pressure = (int)Math.Round(sent.Pressure * Math.Exp(height / (29.27 * (273.15 + (sent.Temperature / 10.0) + (0.00325 * height))))),
            },
        };
    }

    private static MeasureTrial Sum(MeasureTrial one, MeasureTrial other)
    {
        var sum = new MeasureTrial { Values = one.Values + other.Values, FalselyDoubted = one.FalselyDoubted + other.FalselyDoubted };
        for (var index = 0; index < Errors.Length; index++)
        {
            sum.Put[index] = one.Put[index] + other.Put[index];
            sum.Caught[index] = one.Caught[index] + other.Caught[index];
        }

        return sum;
    }
}
