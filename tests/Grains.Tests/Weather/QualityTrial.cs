using System.Collections.Immutable;
using Sokbo.Fixtures.Weather;
using Sokbo.Grains.Interfaces.Weather;
using Sokbo.Grains.Weather.Quality;

namespace Sokbo.Grains.Tests.Weather;

/// <summary>
/// Healthy hourly days as the cluster would see them: what is held is not remembered, so a false hold has its consequences.
/// Into each hour single spikes are put, each on its own and forgotten again.
/// </summary>
internal sealed record QualityTrial
{
    public const int SpikesEachHour = 4;

    public int Values { get; private set; }

    public int FalselyHeld { get; private set; }

    public int Spikes { get; private set; }

    public int Caught { get; private set; }

    /// <summary>Of exactly 5 °C: the smallest that must be caught, and the hardest.</summary>
    public int SmallSpikes { get; private set; }

    public int SmallCaught { get; private set; }

    /// <summary>Healthy values that came an hour after a caught spike.</summary>
    public int Returns { get; private set; }

    public int ReturnsHeld { get; private set; }

    public double CaughtPercent => 100.0 * Caught / Spikes;

    public double SmallCaughtPercent => 100.0 * SmallCaught / SmallSpikes;

    public double FalsePercent => 100.0 * FalselyHeld / Values;

    public static QualityTrial Of(IEnumerable<int> seeds) =>
        seeds.AsParallel().Select(seed => OfDay(new TestDay(seed))).Aggregate(new QualityTrial(), Sum);

    public override string ToString() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{FalselyHeld} of {Values} healthy values held ({FalsePercent:F4} %); {Caught} of {Spikes} spikes of 5 to 15 °C caught ({CaughtPercent:F2} %), {SmallCaught} of {SmallSpikes} of exactly 5 °C ({SmallCaughtPercent:F2} %); {ReturnsHeld} of {Returns} values after a spike held");

    private static QualityTrial OfDay(TestDay day)
    {
        var trial = new QualityTrial();
        var random = new Random(day.Seed);
        ImmutableArray<ImmutableArray<RecentReading>> recent = [.. StationTable.All.Select(_ => ImmutableArray<RecentReading>.Empty)];
        var batch = Batch(day, TestDay.FirstMinute);
        for (var minute = TestDay.FirstMinute; minute < TestDay.LastMinute; minute += 60)
        {
            var next = Batch(day, minute + 60);
            var flags = QualityRules.Judge(Neighbourhood.OfTable, recent, batch);
            var after = Remembering(recent, batch, flags);
            if (minute >= 0)
            {
                trial.Values += batch.Length;
                trial.FalselyHeld += flags.Count(one => one.IsHeld);
                for (var count = 0; count < SpikesEachHour; count++)
                {
                    trial.Spike(random, recent, after, batch, next);
                }
            }

            (recent, batch) = (after, next);
        }

        return trial;
    }

    private void Spike(
        Random random,
        ImmutableArray<ImmutableArray<RecentReading>> recent,
        ImmutableArray<ImmutableArray<RecentReading>> after,
        ImmutableArray<ReportedTemperature> batch,
        ImmutableArray<ReportedTemperature> next)
    {
        var station = random.Next(batch.Length);
        var small = random.Next(2) == 0;
        var size = (small ? 50 : random.Next(50, 151)) * (random.Next(2) == 0 ? 1 : -1);
        var tenths = batch[station].Tenths + size;
        if (!TemperatureTenths.IsReal(tenths))
        {
            // The range has it.
            return;
        }

        var spiked = batch.SetItem(station, batch[station] with { Tenths = tenths });
        var held = QualityRules.Judge(Neighbourhood.OfTable, recent, spiked)[station].IsHeld;
        if (small)
        {
            SmallSpikes++;
            SmallCaught += held ? 1 : 0;
        }
        else
        {
            Spikes++;
            Caught += held ? 1 : 0;
        }

        if (held && small)
        {
            Returns++;
            ReturnsHeld += QualityRules.Judge(Neighbourhood.OfTable, after.SetItem(station, recent[station]), next)[station].IsHeld ? 1 : 0;
        }
    }

    private static ImmutableArray<ReportedTemperature> Batch(TestDay day, int minute) =>
        [.. Enumerable.Range(0, StationTable.All.Length).Select(station => new ReportedTemperature(station, 28_000_000 + minute, day.At(station, minute).Temperature))];

    private static ImmutableArray<ImmutableArray<RecentReading>> Remembering(
        ImmutableArray<ImmutableArray<RecentReading>> recent, ImmutableArray<ReportedTemperature> batch, ImmutableArray<QualityFlags> flags) =>
        [.. recent.Select((past, index) => flags[index].IsHeld ? past : RecentReadings.With(past, new RecentReading(batch[index].Minute, batch[index].Tenths)))];

    private static QualityTrial Sum(QualityTrial one, QualityTrial other) => new()
    {
        Values = one.Values + other.Values,
        FalselyHeld = one.FalselyHeld + other.FalselyHeld,
        Spikes = one.Spikes + other.Spikes,
        Caught = one.Caught + other.Caught,
        SmallSpikes = one.SmallSpikes + other.SmallSpikes,
        SmallCaught = one.SmallCaught + other.SmallCaught,
        Returns = one.Returns + other.Returns,
        ReturnsHeld = one.ReturnsHeld + other.ReturnsHeld,
    };
}
