using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Interfaces.Weather;

/// <summary>The rows that one batch of observations changed.</summary>
[GenerateSerializer, Immutable, Alias("weather.TickerDelta")]
public sealed record TickerDelta(
    [property: Id(0)] ImmutableArray<TickerRow> Rows,
    [property: Id(1)] DateTimeOffset? NextExpectedAt) : TopicPayload
{
    /// <summary>Sky words that are new to <see cref="TickerState.Words"/>, to be put behind those before.</summary>
    [Id(2)] public ImmutableArray<string> NewWords { get; init; } = [];
}
