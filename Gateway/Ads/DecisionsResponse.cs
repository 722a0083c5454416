using System.Collections.Immutable;

namespace Sokbo.Gateway.Ads;

/// <param name="Decisions">One for each slot that was asked for, in order.</param>
/// <param name="CapToken">What the page sends with its next request; absent when there is nothing to remember.</param>
internal sealed record DecisionsResponse(ImmutableArray<AdDecision> Decisions, string? CapToken = null);
