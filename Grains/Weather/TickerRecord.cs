using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Weather;

namespace Sokbo.Grains.Weather;

/// <summary>What the ticker grain stores: its public state, and for each row the revision of the station it shows.</summary>
[GenerateSerializer, Immutable, Alias("weather.TickerRecord")]
internal sealed record TickerRecord(
    [property: Id(0)] TickerState Public,
    [property: Id(1)] ImmutableArray<long> Revisions);
