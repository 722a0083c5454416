using System.Collections.Immutable;

namespace Sokbo.Gateway.Weather.Feeds;

internal sealed record SourcesResponse(ImmutableArray<SourceResponse> Sources);
