using System.Collections.Immutable;

namespace Sokbo.Gateway.Weather;

/// <summary>The nearest first.</summary>
internal sealed record NearestResponse(ImmutableArray<StationResponse> Stations);
