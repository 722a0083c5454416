using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Ads;

namespace Sokbo.Grains.Ads;

internal static class SlotRules
{
    /// <summary>The record after the change, or null where a newer revision is known already.</summary>
    public static SlotTaking? Take(SlotRecord record, LineupChange change)
    {
        var known = record.Lineups.FirstOrDefault(lineup => lineup.CampaignId == change.CampaignId);
        if (known is not null && known.Revision >= change.Revision)
        {
            return null;
        }

        ImmutableArray<string> before = known?.Shown ?? [];
        ImmutableArray<string> gone = [.. before.Except(change.Shown)];
        var lineups = Bound(record.Lineups.RemoveAll(lineup => lineup.CampaignId == change.CampaignId))
            .Add(new SlotLineup(change.CampaignId, change.Revision, change.Shown));
        if (gone.IsEmpty && before.Length == change.Shown.Length)
        {
            return new SlotTaking(record with { Lineups = lineups }, false, false);
        }

        var state = record.Public with
        {
            LineupVersion = record.Public.LineupVersion + 1,
            Withdrawn = [.. record.Public.Withdrawn.Except(change.Shown).Except(gone).Concat(gone).TakeLast(SlotState.WithdrawnMax)],
        };
        return new SlotTaking(record with { Public = state, Lineups = lineups }, !gone.IsEmpty, true);
    }

    private static ImmutableArray<SlotLineup> Bound(ImmutableArray<SlotLineup> lineups) => lineups.Length < SlotRecord.LineupsMax
        ? lineups
        : lineups.Remove(lineups.FirstOrDefault(lineup => lineup.Shown.IsEmpty) ?? lineups[0]);
}
