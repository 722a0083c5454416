using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Weather;

namespace Sokbo.Grains.Weather.Quality;

/// <summary>
/// Judges temperatures by their own past and by their neighbours. Pure: the same batch and the same past give the same
/// verdict, whatever the order of the rows. <c>docs/WEATHER.md</c> says where the limits come from and what they achieve.
/// </summary>
internal static class QualityRules
{
    /// <summary>The value before may be this old, in minutes, to be compared with. So a jump that stays is held twice at most.</summary>
    public const int BaseAgeMax = 130;

    /// <summary>Fewer neighbours say nothing.</summary>
    public const int NeighboursMin = 3;

    /// <summary>Tenths by which a change may differ from the median of the neighbours' changes.</summary>
    public const int DeviationMax = 34;

    /// <summary>The same on an island, where a front arrives hours before or after it passes the neighbours.</summary>
    public const int DeviationMaxFar = 45;

    /// <summary>A larger deviation is not alone when this many neighbours deviate to the same side…</summary>
    public const int SupportersMin = 2;

    /// <summary>… by this share of it at least, in per cent.</summary>
    public const int SupportPercent = 50;

    /// <summary>Minutes by which neighbours may have deviated before.</summary>
    public const int SupportAgo = 120;

    /// <summary>Tenths from what the neighbours let expect within which a value is believed, when it came closer.</summary>
    public const int BelievedLevel = 15;

    /// <summary>Tenths from what the neighbours let expect beyond which a value without a past is not believed.</summary>
    public const int StrangeLevel = 80;

    /// <summary>Metres above or below its neighbours from which on they do not say what to expect.</summary>
    public const int ClimbMax = 250;

    /// <summary>Without a change for this long, in minutes, a sensor may be stuck.</summary>
    public const int StuckMinutes = 345;

    /// <summary>Tenths by which half of the neighbours must have changed meanwhile.</summary>
    public const int StuckNeighbours = 20;

    private const double StandardLapse = -0.065;
    private const double LapseMin = -0.12;
    private const double LapseMax = 0.10;
    private const double LapseHeight = 120;
    private const int LapsePairsMin = 6;

    /// <param name="neighbourhood">Of the table that places in the batch and the past belong to.</param>
    /// <param name="recent">For each station its past, see <see cref="RecentReadings"/>.</param>
    /// <param name="batch">At most one row a station.</param>
    /// <returns>In the order of the batch.</returns>
    public static ImmutableArray<QualityFlags> Judge(
        Neighbourhood neighbourhood, ImmutableArray<ImmutableArray<RecentReading>> recent, ImmutableArray<ReportedTemperature> batch)
    {
        var scene = new QualityScene(neighbourhood, recent, batch);
        return [.. batch.Select(row => Judge(scene, row))];
    }

    /// <summary>Tenths that an hour, or less, can change by: 3 °C in a minute (WMO), 19.4 °C in an hour (MADIS).</summary>
    public static int StepMax(long minutes) =>
        (int)(30 + (164 * Math.Sqrt(Math.Clamp((minutes - 1) / 59.0, 0, 1))));

    private static QualityFlags Judge(QualityScene scene, ReportedTemperature row) =>
        scene.Before(row, BaseAgeMax) is { } before ? JudgeChange(scene, row, before) : JudgeLevel(scene, row);

    private static QualityFlags JudgeChange(QualityScene scene, ReportedTemperature row, RecentReading before)
    {
        var done = QualityChecks.Range | QualityChecks.Step | QualityChecks.Persistence;
        var failed = IsStuck(scene, row) ? QualityChecks.Persistence : QualityChecks.None;
        var change = row.Tenths - before.Tenths;
        var changes = ChangesOf(scene, row.Station, before.Minute, row.Minute);
        var known = changes.Length >= NeighboursMin;
        var shared = known && IsShared(scene, row, before.Minute, change, changes);
        if (known)
        {
            done |= QualityChecks.Neighbours;
            failed |= shared || CameCloser(scene, row, before) ? QualityChecks.None : QualityChecks.Neighbours;
        }

        if (Math.Abs(change) > StepMax(row.Minute - before.Minute) && !shared)
        {
            failed |= QualityChecks.Step;
        }

        return new QualityFlags { Done = done, Failed = failed, ExpectedTenths = known ? before.Tenths + (int)Median(changes) : null };
    }

    /// <summary>Without a past, a value that no neighbour is near to and that is far from what all let expect is not believed.</summary>
    private static QualityFlags JudgeLevel(QualityScene scene, ReportedTemperature row)
    {
        if (LevelOf(scene, row.Station, row.Minute) is not { } level)
        {
            return new QualityFlags { Done = QualityChecks.Range };
        }

        var strange = Math.Abs(row.Tenths - level) > StrangeLevel
            && scene.Neighbours(row.Station).Count(other => scene.Now(other, row.Minute) is { } now && Math.Abs(now - row.Tenths) <= StrangeLevel / 2) < SupportersMin;
        return new QualityFlags
        {
            Done = QualityChecks.Range | QualityChecks.Neighbours,
            Failed = strange ? QualityChecks.Neighbours : QualityChecks.None,
            ExpectedTenths = level,
        };
    }

    /// <summary>Changes of the neighbours over a time, sorted.</summary>
    private static double[] ChangesOf(QualityScene scene, int station, long since, long until)
    {
        var changes = new List<double>(Neighbourhood.NeighboursMax);
        foreach (var neighbour in scene.Neighbours(station))
        {
            if (scene.Now(neighbour, until) is { } now && scene.Past(neighbour, since) is { } past)
            {
                changes.Add(now - past);
            }
        }

        changes.Sort();
        return [.. changes];
    }

    /// <summary>
    /// The neighbours change so too; or some do, or did an hour or two ago, and more than the others: a front that arrives,
    /// a föhn that breaks through.
    /// </summary>
    private static bool IsShared(QualityScene scene, ReportedTemperature row, long since, int change, double[] changes)
    {
        var deviation = change - Median(changes);
        if (Math.Abs(deviation) <= (scene.IsFar(row.Station) ? DeviationMaxFar : DeviationMax))
        {
            return true;
        }

        var supporters = Supporters(changes, deviation);
        for (var ago = 60; ago <= SupportAgo && supporters < SupportersMin; ago += 60)
        {
            var earlier = ChangesOf(scene, row.Station, since - ago, row.Minute - ago);
            supporters += earlier.Length < NeighboursMin ? 0 : Supporters(earlier, deviation);
        }

        return supporters >= SupportersMin;
    }

    private static int Supporters(double[] changes, double deviation)
    {
        var median = Median(changes);
        return changes.Count(change => (change - median) * Math.Sign(deviation) * 100 >= Math.Abs(deviation) * SupportPercent);
    }

    /// <summary>The value left a place of its own, a pool of cold air for example, for that of its neighbours.</summary>
    private static bool CameCloser(QualityScene scene, ReportedTemperature row, RecentReading before) =>
        LevelOf(scene, row.Station, row.Minute) is { } now
        && LevelOf(scene, row.Station, before.Minute) is { } then
        && Math.Abs(row.Tenths - now) <= BelievedLevel
        && Math.Abs(row.Tenths - now) < Math.Abs(before.Tenths - then);

    private static bool IsStuck(QualityScene scene, ReportedTemperature row)
    {
        if (scene.UnchangedSince(row) is not { } since || row.Minute - since < StuckMinutes)
        {
            return false;
        }

        var ranges = scene.Neighbours(row.Station).Select(neighbour => scene.Range(neighbour, since, row.Minute)).OfType<int>()
            .Select(range => (double)range).ToArray();
        Array.Sort(ranges);
        return ranges.Length >= NeighboursMin && Median(ranges) >= StuckNeighbours;
    }

    /// <summary>What the neighbours let expect at the station's height.</summary>
    private static int? LevelOf(QualityScene scene, int station, long minute)
    {
        var neighbours = scene.Neighbours(station);
        Span<double> heights = stackalloc double[Neighbourhood.NeighboursMax];
        Span<double> values = stackalloc double[Neighbourhood.NeighboursMax];
        var count = 0;
        foreach (var neighbour in neighbours)
        {
            if (scene.Now(neighbour, minute) is { } tenths)
            {
                heights[count] = scene.Elevation(neighbour) ?? double.NaN;
                values[count++] = tenths;
            }
        }

        if (count < NeighboursMin)
        {
            return null;
        }

        var lapse = LapseOf(heights[..count], values[..count]);
        var own = scene.Elevation(station);
        if (own is { } above && Climb(heights[..count], above) > ClimbMax)
        {
            return null;
        }

        var reduced = new double[count];
        for (var index = 0; index < count; index++)
        {
            var climb = own is { } height && !double.IsNaN(heights[index]) ? height - heights[index] : 0;
            reduced[index] = values[index] + (lapse * climb);
        }

        Array.Sort(reduced);
        return (int)Math.Round(Median(reduced));
    }

    /// <summary>
    /// Tenths per metre among the neighbours, as the median over pairs (Theil and Sen), which two or three wrong values do
    /// not move; within what the air can do, and the standard where the heights are too much alike.
    /// </summary>
    private static double LapseOf(ReadOnlySpan<double> heights, ReadOnlySpan<double> values)
    {
        var slopes = new List<double>(Neighbourhood.NeighboursMax * Neighbourhood.NeighboursMax / 2);
        for (var one = 0; one < heights.Length; one++)
        {
            for (var other = one + 1; other < heights.Length; other++)
            {
                if (Math.Abs(heights[one] - heights[other]) >= LapseHeight)
                {
                    slopes.Add((values[one] - values[other]) / (heights[one] - heights[other]));
                }
            }
        }

        slopes.Sort();
        return slopes.Count < LapsePairsMin ? StandardLapse : Math.Clamp(Median([.. slopes]), LapseMin, LapseMax);
    }

    /// <summary>Metres between a height and the median of the neighbours'.</summary>
    private static double Climb(ReadOnlySpan<double> heights, double own)
    {
        var known = heights.ToArray().Where(height => !double.IsNaN(height)).Order().ToArray();
        return known.Length == 0 ? 0 : Math.Abs(own - Median(known));
    }

    private static double Median(double[] sorted)
    {
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
