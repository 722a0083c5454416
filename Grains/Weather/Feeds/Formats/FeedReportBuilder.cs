using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Sokbo.Grains.Weather.Feeds.Formats;

/// <summary>Gathers rows and refusals of one answer within bounds.</summary>
internal sealed class FeedReportBuilder
{
    public const int RefusalsMax = 50;

    private readonly List<FeedObservation> _rows = [];
    private readonly Dictionary<(int Station, DateTimeOffset At), int> _places = [];
    private readonly HashSet<int> _conflicting = [];
    private readonly ImmutableArray<FeedRefusal>.Builder _refusals = ImmutableArray.CreateBuilder<FeedRefusal>();
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private int _repeated;

    public void Refuse(int line, int station, string column, string code)
    {
        _counts[code] = _counts.GetValueOrDefault(code) + 1;
        if (_refusals.Count < RefusalsMax)
        {
            _refusals.Add(new FeedRefusal(line, station, column, code));
        }
    }

    /// <summary>Nobody knows which of two rows that contradict each other is right, so neither is taken.</summary>
    public void Add(int line, FeedObservation row)
    {
        if (row.SaysNothing)
        {
            Refuse(line, row.StationId, "", FeedCodes.NoValues);
        }
        else if (_places.TryAdd((row.StationId, row.ObservedAt), _rows.Count))
        {
            _rows.Add(row);
        }
        else if (_places[(row.StationId, row.ObservedAt)] is var place && _rows[place].SaysTheSameAs(row))
        {
            _repeated++;
        }
        else
        {
            _conflicting.Add(place);
            Refuse(line, row.StationId, "", FeedCodes.Conflicting);
        }
    }

    public FeedReport Build() => new()
    {
        Refused = _rows.Count == 0 && _counts.Count == 0 ? FeedCodes.NoRows : null,
        Rows = [.. _rows.Where((_, place) => !_conflicting.Contains(place))],
        Refusals = _refusals.ToImmutable(),
        Counts = _counts.ToFrozenDictionary(),
        Repeated = _repeated,
    };
}
