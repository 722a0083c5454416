using System.Collections.Immutable;

namespace Sokbo.Gateway.Weather;

/// <summary>All that waits for an operator, newest first.</summary>
internal sealed record HeldListResponse(ImmutableArray<HeldResponse> Held);
