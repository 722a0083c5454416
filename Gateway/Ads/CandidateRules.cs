using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Ads;

namespace Sokbo.Gateway.Ads;

/// <summary>What may run in a slot at a moment.</summary>
internal static class CandidateRules
{
    /// <summary>In the order of their ids, so that every gateway rotates alike.</summary>
    public static ImmutableArray<AdCandidate> Of(CatalogueState catalogue, SlotState slot, DateTimeOffset now) =>
    [
        .. catalogue.Campaigns
            .Where(campaign => IsRunning(campaign, now) && campaign.Slots.Contains(slot.Id))
            .OrderBy(campaign => campaign.Id, StringComparer.Ordinal)
            .Select(campaign => new AdCandidate(campaign, [.. campaign.Creatives.Where(creative => MayShow(creative, slot))]))
            .Where(candidate => !candidate.Creatives.IsEmpty),
    ];

    /// <summary>Whether pause and dates let it run.</summary>
    public static bool IsRunning(CatalogueCampaign campaign, DateTimeOffset now) =>
        !campaign.Paused && (campaign.Start is not { } start || now >= start) && (campaign.End is not { } end || now < end);

    private static bool MayShow(Creative creative, SlotState slot) =>
        !creative.Paused
        && !slot.Withdrawn.Contains(creative.ShownId)
        && (creative.Kind == CreativeKind.Text || slot.Sizes.Any(size => Fits(creative, size)));

    private static bool Fits(Creative creative, string size) =>
        AdSize.TryParse(size, out var width, out var height) && creative.Width <= width && creative.Height <= height;
}
