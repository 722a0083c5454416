using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Weather.Warnings;

namespace Sokbo.Grains.Weather.Warnings;

/// <summary>What the grain of a region's warnings stores.</summary>
/// <param name="Last">The newest report of each zone and kind, lifts among them: what comes late must not bring back what was lifted.</param>
/// <param name="CheckedAt">See <see cref="WarningsState.CheckedAt"/>.</param>
[GenerateSerializer, Immutable, Alias("weather.WarningsRecord")]
internal sealed record WarningsRecord(
    [property: Id(0)] ImmutableArray<WarningReport> Last,
    [property: Id(1)] DateTimeOffset? CheckedAt)
{
    public static WarningsRecord Empty { get; } = new([], null);

    /// <summary>Of which time the newest list of a source is that lists all that is in force.</summary>
    [Id(2)] public DateTimeOffset? ListedAt { get; init; }

    /// <summary>Zone and kind of warnings in force that the newest list leaves out.</summary>
    [Id(3)] public ImmutableArray<WarningKey> Missing { get => field.IsDefault ? [] : field; init; } = [];
}
