using System.Collections.Immutable;

namespace Sokbo.Grains.Weather.Quality;

/// <summary>What is known around a batch: its own rows, and before them the past of the stations.</summary>
internal sealed class QualityScene
{
    private readonly Neighbourhood _neighbourhood;
    private readonly ImmutableArray<ImmutableArray<RecentReading>> _recent;
    private readonly ReportedTemperature?[] _batch;

    public QualityScene(
        Neighbourhood neighbourhood, ImmutableArray<ImmutableArray<RecentReading>> recent, ImmutableArray<ReportedTemperature> batch)
    {
        _neighbourhood = neighbourhood;
        _recent = recent;
        _batch = new ReportedTemperature?[neighbourhood.Count];
        foreach (var row in batch)
        {
            _batch[row.Station] = row;
        }
    }

    public ImmutableArray<int> Neighbours(int station) => _neighbourhood.Of(station);

    public bool IsFar(int station) => _neighbourhood.IsFar(station);

    public double? Elevation(int station) => _neighbourhood.Elevation(station);

    /// <summary>What the station was shown with before.</summary>
    public RecentReading? Before(ReportedTemperature row, int ageMax) => RecentReadings.Before(_recent[row.Station], row.Minute, ageMax);

    /// <summary>The station's temperature at about the minute: by the batch, else by what it had reported.</summary>
    public int? Now(int station, long minute) =>
        _batch[station] is { } row && Math.Abs(row.Minute - minute) <= RecentReadings.SameTime ? row.Tenths : Past(station, minute);

    public int? Past(int station, long minute) => RecentReadings.At(_recent[station], minute);

    /// <summary>The minute since when the station reports the same; null where it does not.</summary>
    public long? UnchangedSince(ReportedTemperature row)
    {
        long? since = null;
        for (var index = _recent[row.Station].Length - 1; index >= 0; index--)
        {
            var before = _recent[row.Station][index];
            if (before.Minute >= row.Minute)
            {
                continue;
            }

            if (before.Tenths != row.Tenths)
            {
                break;
            }

            since = before.Minute;
        }

        return since;
    }

    /// <summary>By how much the station changed between the minutes.</summary>
    public int? Range(int station, long since, long until)
    {
        var within = _recent[station].Where(reading => reading.Minute >= since && reading.Minute <= until).Select(reading => reading.Tenths).ToList();
        return within.Count < 2 ? null : within.Max() - within.Min();
    }
}
