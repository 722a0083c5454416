using System.Collections.Immutable;
using Sokbo.Gateway.Ads.Decisions;
using Sokbo.Grains.Interfaces.Ads;

namespace Sokbo.Gateway.Ads;

/// <summary>
/// What may run in a slot at a moment, whoever looks at whichever page: campaigns whose rules ask for more than that are
/// left to decisions, which know it.
/// </summary>
internal static class CandidateRules
{
    /// <summary>Those of the highest priority that there is, in the order of their ids, so that every gateway rotates alike.</summary>
    /// <param name="catalogue">Of the slot's site.</param>
    /// <param name="slot">Where they would stand.</param>
    /// <param name="hasPassed">Whether a moment has come.</param>
    public static ImmutableArray<AdCandidate> Of(CatalogueState catalogue, SlotState slot, Func<DateTimeOffset, bool> hasPassed)
    {
        var fit = new SlotFit(slot);
        var candidates = catalogue.Campaigns
            .Where(campaign => IsRunning(campaign, hasPassed) && campaign.Rules.IsOpen && campaign.Slots.Contains(slot.Id))
            .OrderBy(campaign => campaign.Id, StringComparer.Ordinal)
            .Select(campaign => new AdCandidate(campaign, [.. campaign.Creatives.Where(creative => fit.Refusal(creative, hasPassed) is null)]))
            .Where(candidate => !candidate.Creatives.IsEmpty)
            .ToImmutableArray();
        var highest = candidates.IsEmpty ? 0 : candidates.Min(TierOf);
        return candidates.RemoveAll(candidate => TierOf(candidate) > highest);
    }

    /// <summary>Whether pause and dates let it run.</summary>
    public static bool IsRunning(CatalogueCampaign campaign, Func<DateTimeOffset, bool> hasPassed) => !campaign.Paused && campaign.IsWithinDates(hasPassed);

    private static int TierOf(AdCandidate candidate) => Tier.Of(candidate.Campaign.Rules.Priority);
}
