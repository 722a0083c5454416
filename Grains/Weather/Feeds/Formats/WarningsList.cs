using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Weather.Warnings;

namespace Sokbo.Grains.Weather.Feeds.Formats;

/// <summary>The warnings that a source says are in force.</summary>
/// <param name="ListedAt">The time of which it says so; null where it does not tell, and then nothing can be concluded from what is missing.</param>
/// <param name="Reports">In the order of the answer.</param>
internal sealed record WarningsList(DateTimeOffset? ListedAt, ImmutableArray<WarningReport> Reports)
{
    /// <summary>Regions of each report, see <see cref="WarningZones"/>; in the order of <see cref="Reports"/>.</summary>
    public required ImmutableArray<ImmutableArray<string>> Regions { get; init; }
}
