using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Sokbo.Grains.Weather.Feeds.Formats;

/// <summary>An answer of a source, read.</summary>
internal sealed record FeedReport
{
    /// <summary>Why the answer as a whole was refused; null where it was read.</summary>
    public string? Refused { get; init; }

    /// <summary>In the order of the answer, one for each station and time.</summary>
    public ImmutableArray<FeedObservation> Rows { get; init; } = [];

    /// <summary>Null but from a source of warnings, which has no rows.</summary>
    public WarningsList? Warnings { get; init; }

    /// <summary>The first refusals of rows and values; <see cref="Counts"/> has all of them.</summary>
    public ImmutableArray<FeedRefusal> Refusals { get; init; } = [];

    /// <summary>Number of refusals by code.</summary>
    public FrozenDictionary<string, int> Counts { get; init; } = FrozenDictionary<string, int>.Empty;

    /// <summary>Rows that say the same as an earlier one.</summary>
    public int Repeated { get; init; }

    public DateTimeOffset? Newest => Warnings is { } list ? list.ListedAt : Rows.IsEmpty ? null : Rows.Max(row => row.ObservedAt);

    public static FeedReport Refuse(string code) => new() { Refused = code };
}
