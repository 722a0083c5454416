using System.Collections.Immutable;

namespace Sokbo.Gateway.Ads;

/// <param name="Decisions">One for each slot that was asked for, in order.</param>
internal sealed record DecisionsResponse(ImmutableArray<AdDecision> Decisions);
