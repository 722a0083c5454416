using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Weather;

namespace Sokbo.Grains.Weather;

/// <summary>What a station grain stores.</summary>
[GenerateSerializer, Immutable, Alias("weather.StationRecord")]
internal sealed record StationRecord
{
    /// <summary>Grows by 1 whenever the last reading, or what is held, changes.</summary>
    [Id(0)] public required long Revision { get; init; }

    /// <summary>
    /// What is shown, oldest first: the newest reading of each ten minutes within 48 hours of the last: at most 289. An
    /// hourly source loses nothing by it, and a source that reports each minute cannot make the state grow.
    /// </summary>
    [Id(1)] public required ImmutableArray<Reading> History { get; init; }

    /// <summary>
    /// Held and rejected readings, oldest first, within 48 hours of the newest: the newest <see cref="HeldMax"/>. Rejected
    /// ones stay, so that their repetition is known.
    /// </summary>
    [Id(2)] public ImmutableArray<Reading> Held { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>Bounds what a broken sensor that reports each minute can fill.</summary>
    public const int HeldMax = 24;

    public Reading? Last => History.IsEmpty ? null : History[^1];

    /// <summary>What waits for an operator.</summary>
    public ImmutableArray<Reading> Waiting => [.. Held.Where(reading => reading.Flags.Decision == QualityDecision.None)];
}
