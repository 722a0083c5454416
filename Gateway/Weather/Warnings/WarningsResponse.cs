using System.Collections.Immutable;

namespace Sokbo.Gateway.Weather.Warnings;

internal sealed record WarningsResponse(ImmutableArray<RegionWarningsResponse> Regions);
