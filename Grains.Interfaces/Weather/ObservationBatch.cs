using System.Collections.Immutable;

namespace Sokbo.Grains.Interfaces.Weather;

/// <summary>What one source reported for one time.</summary>
public sealed record ObservationBatch(DateTimeOffset ObservedAt, string Source, ImmutableArray<ObservationRow> Rows)
{
    /// <summary>Whether rows come with names. Where they do not, none is missing.</summary>
    public bool HasNames { get; init; } = true;
}
