using Sokbo.Gateway.Ads;
using Sokbo.Gateway.Ads.Decisions;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Ads.Rules;

namespace Sokbo.Gateway.Tests.Ads.Decisions;

/// <summary>Says who may be shown by asking every campaign every question, from the texts, as the rules are written down.</summary>
internal static class NaiveDecision
{
    /// <summary>The campaigns that the turn is among; when there are none, the reason.</summary>
    public static (string[] Among, DecisionReason Reason) Of(
        IReadOnlyCollection<CatalogueCampaign> campaigns, SlotState slot, PageRequest page, string device, bool emergency, IReadOnlySet<string> capped, IReadOnlySet<string> without, DateTimeOffset now)
    {
        var furthest = DecisionReason.NoCandidate;
        foreach (var priority in new[] { CampaignPriority.Sponsorship, CampaignPriority.Standard, CampaignPriority.House })
        {
            var matching = campaigns
                .Where(campaign => campaign.Rules.Priority == priority && MayRun(campaign, slot, now) && campaign.Rules.Conditions.All(condition => Holds(condition, page, device)))
                .ToArray();
            var cleared = matching.Where(campaign => !emergency || campaign.Rules.BesideEmergency).ToArray();
            var alone = cleared.Where(campaign => !Competes(campaign, page.Shown ?? [], campaigns)).ToArray();
            var unseen = alone.Where(campaign => !capped.Contains(campaign.Id)).ToArray();
            var ready = unseen.Where(campaign => !without.Contains(campaign.Id)).Select(campaign => campaign.Id).ToArray();
            if (ready.Length > 0)
            {
                return (ready, DecisionReason.None);
            }

            var reached = matching.Length == 0 ? DecisionReason.NoCandidate
                : cleared.Length == 0 ? DecisionReason.Emergency
                : alone.Length == 0 ? DecisionReason.Competitive
                : unseen.Length == 0 ? DecisionReason.FrequencyCap
                : DecisionReason.NoLease;
            furthest = reached > furthest ? reached : furthest;
        }

        return ([], furthest);
    }

    public static bool MayShow(Creative creative, SlotState slot, DateTimeOffset now) =>
        !creative.Paused && creative.Approval == CreativeApproval.Approved
        && (creative.Start is null || creative.Start <= now) && (creative.End is null || now < creative.End)
        && !slot.Withdrawn.Contains(creative.ShownId)
        && (creative.Kind == CreativeKind.Text || slot.Sizes.Any(size => AdSize.TryParse(size, out var width, out var height) && creative.Width <= width && creative.Height <= height));

    private static bool MayRun(CatalogueCampaign campaign, SlotState slot, DateTimeOffset now) =>
        !campaign.Paused && campaign.Slots.Contains(slot.Id)
        && (campaign.Start is null || campaign.Start <= now) && (campaign.End is null || now < campaign.End)
        && (campaign.Rules.Dayparts.IsEmpty || campaign.Rules.Dayparts.Any(daypart => IsIn(daypart, now)))
        && campaign.Creatives.Any(creative => MayShow(creative, slot, now));

    private static bool IsIn(Daypart daypart, DateTimeOffset now)
    {
        var seoul = now.UtcDateTime.AddHours(9);
        return daypart.Days.ToString().Contains(seoul.DayOfWeek.ToString(), StringComparison.Ordinal) && seoul.Hour >= daypart.FromHour && seoul.Hour < daypart.UntilHour
            || daypart.Days == WeekDays.All && seoul.Hour >= daypart.FromHour && seoul.Hour < daypart.UntilHour;
    }

    private static bool Holds(TargetingCondition condition, PageRequest page, string device)
    {
        string[] values = condition.Dimension switch
        {
            TargetingDimension.Section => page.Section is null ? [] : [page.Section],
            TargetingDimension.Tag => [.. page.Tags ?? []],
            TargetingDimension.Device => [device],
            TargetingDimension.Referrer => page.Referrer is null ? [] : [page.Referrer],
            TargetingDimension.KeyValue => [.. (page.KeyValues ?? new Dictionary<string, IReadOnlyList<string>>())
                .Where(pair => string.Equals(pair.Key, condition.Key, StringComparison.OrdinalIgnoreCase)).SelectMany(pair => pair.Value)],
            _ => throw new ArgumentOutOfRangeException(nameof(condition)),
        };
        return (condition.Include.IsEmpty || condition.Include.Any(IsThere)) && !condition.Exclude.Any(IsThere);

        bool IsThere(string named) => values.Any(value => condition.Dimension switch
        {
            TargetingDimension.Section => value == named,
            TargetingDimension.Referrer => string.Equals(value, named, StringComparison.OrdinalIgnoreCase) || value.EndsWith("." + named, StringComparison.OrdinalIgnoreCase),
            _ => string.Equals(value, named, StringComparison.OrdinalIgnoreCase),
        });
    }

    private static bool Competes(CatalogueCampaign campaign, IEnumerable<string> shown, IReadOnlyCollection<CatalogueCampaign> all) =>
        shown.SelectMany(text => all.FirstOrDefault(other => text.StartsWith(other.Id + ".", StringComparison.Ordinal)) is { } other ? [.. other.Rules.Labels] : new[] { text })
            .Intersect(campaign.Rules.Labels, StringComparer.OrdinalIgnoreCase).Any();
}
