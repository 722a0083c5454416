using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Weather;

namespace Sokbo.Gateway.Weather;

/// <summary>All stations in the order of the ticker.</summary>
internal sealed record StationsResponse
{
    /// <summary>The order that <c>v</c> of the ticker's updates names.</summary>
    public required int OrderVersion { get; init; }

    public DateTimeOffset? NextExpectedAt { get; init; }

    public required ImmutableArray<WeatherRegion> Regions { get; init; }

    public required ImmutableArray<StationResponse> Stations { get; init; }
}
