using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Weather;
using Sokbo.Grains.Interfaces.Weather.Warnings;

namespace Sokbo.Gateway.Weather.Warnings;

internal sealed record RegionWarningsResponse
{
    public required string Region { get; init; }

    public required string Name { get; init; }

    /// <summary>Whether the list is complete. While it is false an empty list does not mean that there are no warnings.</summary>
    public required bool Known { get; init; }

    public DateTimeOffset? CheckedAt { get; init; }

    /// <summary>In force, the most severe first.</summary>
    public required ImmutableArray<WarningResponse> Warnings { get; init; }

    public static RegionWarningsResponse Of(WeatherRegion region, WarningsState? state, DateTimeOffset now) => new()
    {
        Region = region.Id,
        Name = region.Name,
        Known = state?.IsKnown(now) == true,
        CheckedAt = state?.CheckedAt?.ToOffset(ReadingResponse.SeoulOffset),
        Warnings = state is null ? [] : [.. state.InForce.Select(WarningResponse.Of)],
    };
}
