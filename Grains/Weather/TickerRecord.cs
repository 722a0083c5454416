using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Weather;
using Sokbo.Grains.Weather.Quality;

namespace Sokbo.Grains.Weather;

/// <summary>What the ticker grain stores: its public state, for each row the revision of the station it shows, and what quality control needs.</summary>
[GenerateSerializer, Immutable, Alias("weather.TickerRecord")]
internal sealed record TickerRecord(
    [property: Id(0)] TickerState Public,
    [property: Id(1)] ImmutableArray<long> Revisions)
{
    private static readonly ImmutableDictionary<int, ImmutableArray<RecentReading>> NoRecent =
        ImmutableDictionary<int, ImmutableArray<RecentReading>>.Empty;

    private static readonly ImmutableDictionary<int, ImmutableArray<Reading>> NoHeld = ImmutableDictionary<int, ImmutableArray<Reading>>.Empty;

    /// <summary>By station number: what later readings are compared with, see <see cref="RecentReadings"/>.</summary>
    [Id(2)] public ImmutableDictionary<int, ImmutableArray<RecentReading>> Recent { get => field ?? NoRecent; init; } = NoRecent;

    /// <summary>By station number: what waits for an operator. Stations that hold nothing are not in it.</summary>
    [Id(3)] public ImmutableDictionary<int, ImmutableArray<Reading>> Held { get => field ?? NoHeld; init; } = NoHeld;
}
