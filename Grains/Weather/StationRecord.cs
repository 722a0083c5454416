using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Weather;

namespace Sokbo.Grains.Weather;

/// <summary>What a station grain stores.</summary>
[GenerateSerializer, Immutable, Alias("weather.StationRecord")]
internal sealed record StationRecord
{
    /// <summary>Grows by 1 whenever the last reading changes.</summary>
    [Id(0)] public required long Revision { get; init; }

    /// <summary>
    /// Oldest first, never empty, the newest reading of each ten minutes within 48 hours of the last: at most 289. An
    /// hourly source loses nothing by it, and a source that reports each minute cannot make the state grow.
    /// </summary>
    [Id(1)] public required ImmutableArray<Reading> History { get; init; }

    public Reading Last => History[^1];
}
