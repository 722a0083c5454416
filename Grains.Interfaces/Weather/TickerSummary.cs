using System.Collections.Immutable;

namespace Sokbo.Grains.Interfaces.Weather;

/// <summary>What holds for most rows, and the rows that differ from it.</summary>
public sealed record TickerSummary
{
    /// <summary>Unix minutes of the newest observation; null before the first.</summary>
    public long? NewestMinute { get; init; }

    /// <summary>The line that stands beside all readings but <see cref="Others"/>; empty before the first.</summary>
    public required string Attribution { get; init; }

    /// <summary>Rows that somebody else vouches for.</summary>
    public ImmutableArray<int> Others { get; init; } = [];

    /// <summary>Who vouches for <see cref="Others"/>; empty without them.</summary>
    public string OtherAttribution { get; init; } = "";

    /// <summary>Rows whose observation is older than the newest, and by how many minutes.</summary>
    public ImmutableArray<TickerNote> Lags { get; init; } = [];

    /// <summary>Rows whose quality is not good, and which it is.</summary>
    public ImmutableArray<TickerNote> Qualities { get; init; } = [];

    public static TickerSummary Of(TickerState state)
    {
        var rows = state.Rows;
        long? newest = rows.Max(row => row.ObservedAt is { } at ? MinuteOf(at) : (long?)null);

        // The agency's line stands only beside its own readings; where there are some, it is the first line.
        var main = rows.Any(row => row.Source == Weather.Attribution.Kma)
            ? Weather.Attribution.Kma
            : rows.Where(row => row.ObservedAt is not null).CountBy(row => row.Source)
                .OrderByDescending(pair => pair.Value).Select(pair => pair.Key).FirstOrDefault() ?? "";
        var others = rows.Where(row => row.ObservedAt is not null && row.Source != main).Select(row => row.Source).Distinct();
        return new TickerSummary
        {
            NewestMinute = newest,
            Attribution = main.Length == 0 ? "" : Weather.Attribution.Of(main),
            Others = [.. Notes(rows, row => row.ObservedAt is not null && row.Source != main ? 1 : 0).Select(note => note.Index)],
            OtherAttribution = string.Join(", ", others.Order(StringComparer.Ordinal).Select(Weather.Attribution.Of)),
            Lags = [.. Notes(rows, row => row.ObservedAt is { } at && newest is { } top ? top - MinuteOf(at) : 0)],
            Qualities = [.. Notes(rows, row => (long)row.Quality)],
        };
    }

    private static long MinuteOf(DateTimeOffset at) => at.ToUnixTimeSeconds() / 60;

    private static IEnumerable<TickerNote> Notes(ImmutableArray<TickerRow> rows, Func<TickerRow, long> valueOf) =>
        rows.Select((row, index) => new TickerNote(index, valueOf(row))).Where(note => note.Value != 0);
}
