using System.Collections.Immutable;

namespace Sokbo.Gateway.Weather;

/// <summary>A FeatureCollection of RFC 7946.</summary>
internal sealed record StationsGeoJson(ImmutableArray<StationFeature> Features)
{
    public string Type { get; } = "FeatureCollection";

    public static StationsGeoJson Of(IEnumerable<StationResponse> stations) => new([.. stations.Select(StationFeature.Of)]);
}
