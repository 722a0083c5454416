using System.Collections.Immutable;
using Sokbo.AdSimulator.Scenarios;

namespace Sokbo.AdSimulator.Playing;

/// <summary>What a run has shown.</summary>
/// <param name="Scenario">What was played.</param>
/// <param name="Campaigns">In the order of the bookings.</param>
/// <param name="Decisions">Decisions that readers asked for.</param>
/// <param name="Shown">Of those, how many got a banner.</param>
internal sealed record Outcome(Scenario Scenario, ImmutableArray<CampaignOutcome> Campaigns, long Decisions, long Shown);
