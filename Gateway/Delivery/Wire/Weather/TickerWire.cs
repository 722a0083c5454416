using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Weather;

namespace Sokbo.Gateway.Delivery.Wire.Weather;

/// <summary>What the mappers of the ticker's state and of its changes have in common.</summary>
internal static class TickerWire
{
    public static long? Minute(DateTimeOffset? at) => at?.ToUnixTimeSeconds() / 60;

    public static IReadOnlyList<long[]>? Pairs(ImmutableArray<TickerNote> notes) =>
        notes.IsEmpty ? null : [.. notes.Select(note => new[] { note.Index, note.Value })];

    public static IReadOnlyList<int>? Rows(ImmutableArray<int> rows) => rows.IsEmpty ? null : rows;
}
