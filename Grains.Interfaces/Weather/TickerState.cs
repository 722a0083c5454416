using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Interfaces.Weather;

/// <summary>State of <c>weather/ticker</c>: every station, in ascending number.</summary>
[GenerateSerializer, Immutable, Alias("weather.TickerState")]
public sealed record TickerState : TopicPayload
{
    /// <summary>Grows when a station comes, goes or is renamed; the order and the names belong to it.</summary>
    [Id(0)] public required int OrderVersion { get; init; }

    [Id(1)] public required ImmutableArray<TickerRow> Rows { get; init; }

    /// <summary>When the source is expected to report next; a value is old 30 minutes after that. Null before the first report.</summary>
    [Id(2)] public DateTimeOffset? NextExpectedAt { get; init; }

    /// <summary>
    /// Sky words that rows use, or used, in the order in which they came: the wire names them by their place. Bounded by
    /// <see cref="WordsMax"/>; at the bound it is made anew, which takes a snapshot.
    /// </summary>
    [Id(3)] public ImmutableArray<string> Words { get; init; } = [];

    /// <summary>What operators changed about the stations. For gateways; it is not on the wire to readers.</summary>
    [Id(4)] public StationChanges Changes { get => field ?? StationChanges.None; init; } = StationChanges.None;

    public const int WordsMax = 200;

    public StationDirectory Stations => Changes.Directory;

    /// <summary>When the next report is expected after the newest of some rows; null before the first.</summary>
    public static DateTimeOffset? NextAfter(ImmutableArray<TickerRow> rows) =>
        rows.Max(row => row.ObservedAt) is { } newest ? ReadingAges.NextExpectedAt(newest) : null;

    /// <summary>The sky words of some rows, in the order in which they stand there.</summary>
    public static ImmutableArray<string> WordsIn(IEnumerable<TickerRow> rows) =>
        [.. rows.Select(row => row.Sky).Where(sky => sky.Length > 0).Distinct()];

    /// <summary>1 + the place of the row's sky in <see cref="Words"/>; 0 for none.</summary>
    public int WordOf(TickerRow row) => Words.IndexOf(row.Sky) + 1;

    public override TopicPayload Apply(TopicPayload delta)
    {
        if (delta is not TickerDelta change)
        {
            return base.Apply(delta);
        }

        var changed = change.Rows.ToDictionary(row => row.StationId);
        return this with
        {
            Rows = [.. Rows.Select(row => changed.GetValueOrDefault(row.StationId, row))],
            NextExpectedAt = change.NextExpectedAt,
            Words = Words.AddRange(change.NewWords),
        };
    }
}
