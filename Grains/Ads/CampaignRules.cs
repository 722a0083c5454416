using System.Collections.Immutable;
using System.Globalization;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Ads.Bookings;

namespace Sokbo.Grains.Ads;

internal static class CampaignRules
{
    public static CampaignDecision Create(CampaignRecord? record, string id, CampaignOwner owner, CampaignDraft draft, AdsAct act)
    {
        if (record is not null)
        {
            return Repetition(record, act) ?? new CampaignDecision(AdsVerdict.Exists);
        }

        var campaign = new CampaignDetails { Id = id, Owner = owner, Draft = draft, Revision = 1 };
        return new CampaignDecision(AdsVerdict.Done, new CampaignRecord { Campaign = campaign, Operations = [new CampaignOperation(act.OperationId, "")] });
    }

    public static CampaignDecision Update(CampaignRecord? record, CampaignDraft draft, AdsAct act)
    {
        if (Before(record, act) is { } early)
        {
            return early;
        }

        if (AdsChecks.Refusal(act, record!.Campaign.Revision) is { } refusal)
        {
            return new CampaignDecision(refusal);
        }

        var former = record.Campaign.Draft.Slots.Except(draft.Slots).Union(record.FormerSlots.Except(draft.Slots));
        return Done(record with { FormerSlots = [.. former] }, record.Campaign with { Draft = draft }, act);
    }

    public static CampaignDecision SetPaused(CampaignRecord? record, bool paused, AdsAct act, DateTimeOffset now)
    {
        if (Before(record, act) is { } early)
        {
            return early;
        }

        if (record!.Campaign.Paused == paused)
        {
            return new CampaignDecision(AdsVerdict.Done);
        }

        return act.Expectation.Holds(record.Campaign.Revision)
            ? Done(record, record.Campaign with { Paused = paused, PausedAt = paused ? now : null }, act)
            : new CampaignDecision(AdsVerdict.Stale);
    }

    public static CampaignDecision AddCreative(CampaignRecord? record, CreativeDraft draft, AdsAct act)
    {
        if (Before(record, act) is { } early)
        {
            return early;
        }

        var campaign = record!.Campaign;
        if (campaign.Creatives.Length >= CampaignDetails.CreativesMax)
        {
            return new CampaignDecision(AdsVerdict.Full);
        }

        var creative = New(campaign.Id, record.CreativesMade + 1, draft);
        return Done(
            record with { CreativesMade = record.CreativesMade + 1 }, campaign with { Creatives = campaign.Creatives.Add(creative) }, act, creative.Id);
    }

    public static CampaignDecision UpdateCreative(CampaignRecord? record, string creativeId, CreativeDraft draft, AdsAct act)
    {
        if (Before(record, act) is { } early)
        {
            return early;
        }

        var campaign = record!.Campaign;
        if (campaign.Creatives.FirstOrDefault(creative => creative.Id == creativeId) is not { } standing)
        {
            return new CampaignDecision(AdsVerdict.NotFound);
        }

        if (AdsChecks.Refusal(act, standing.Revision) is { } refusal)
        {
            return new CampaignDecision(refusal, CreativeId: creativeId);
        }

        var changed = Of(draft, standing);
        changed = changed with
        {
            Revision = standing.Revision + 1,
            ContentVersion = LooksLike(changed, standing) ? standing.ContentVersion : standing.ContentVersion + 1,
        };
        if (!LooksLike(changed, standing) || changed.LandingUrl != standing.LandingUrl)
        {
            // What was approved is what readers see and where it leads, and nothing else.
            changed = changed with { Approval = draft.NeedsApproval ? CreativeApproval.Pending : CreativeApproval.Approved, ApprovalReason = "" };
        }

        return Done(record, campaign with { Creatives = campaign.Creatives.Replace(standing, changed) }, act, creativeId);
    }

    public static CampaignDecision Approve(CampaignRecord? record, string creativeId, CreativeApproval approval, string reason, AdsAct act)
    {
        if (Before(record, act) is { } early)
        {
            return early;
        }

        var campaign = record!.Campaign;
        if (campaign.Creatives.FirstOrDefault(creative => creative.Id == creativeId) is not { } standing)
        {
            return new CampaignDecision(AdsVerdict.NotFound);
        }

        if (AdsChecks.Refusal(act, standing.Revision) is { } refusal)
        {
            return new CampaignDecision(refusal, CreativeId: creativeId);
        }

        if (standing.Approval == approval && standing.ApprovalReason == reason)
        {
            return new CampaignDecision(AdsVerdict.Done, CreativeId: creativeId);
        }

        var changed = standing with { Approval = approval, ApprovalReason = reason, Revision = standing.Revision + 1 };
        return Done(record, campaign with { Creatives = campaign.Creatives.Replace(standing, changed) }, act, creativeId);
    }

    public static CampaignDecision AddLink(CampaignRecord? record, CampaignLink link, AdsAct act)
    {
        if (Before(record, act) is { } early)
        {
            return early;
        }

        var campaign = record!.Campaign;
        var links = campaign.Links.RemoveAll(known => known.Until <= link.CreatedAt);
        return links.Length >= CampaignLink.LinksMax
            ? new CampaignDecision(AdsVerdict.Full)
            : Done(record, campaign with { Links = links.Add(link) }, act);
    }

    public static CampaignDecision RevokeLink(CampaignRecord? record, string linkId, AdsAct act)
    {
        if (Before(record, act) is { } early)
        {
            return early;
        }

        var links = record!.Campaign.Links.RemoveAll(link => link.Id == linkId);
        return links.Length == record.Campaign.Links.Length
            ? new CampaignDecision(AdsVerdict.Done)
            : Done(record, record.Campaign with { Links = links }, act);
    }

    /// <summary>
    /// A step of a batch that was decided on before. It never refuses: what a campaign has become meanwhile is as if it had
    /// become so just after the batch.
    /// </summary>
    public static CampaignDecision Put(CampaignRecord? record, BatchStep step, AdsAct act, DateTimeOffset now) => step.Kind switch
    {
        BatchStepKind.Create => Create(record, step, act),
        BatchStepKind.Pause => SetPaused(record, true, act, now),
        BatchStepKind.Resume => SetPaused(record, false, act, now),
        _ => ApproveSeen(record, step, act),
    };

    /// <summary>Dates have let the campaign or a creative begin or end since catalogue and slots were told: they are to be told again.</summary>
    public static CampaignRecord? Tick(CampaignRecord record, DateTimeOffset now) =>
        record.Owes || (record.Campaign.IsRunningAt(now) == record.ToldRunning && !CreativesTurned(record, now))
            ? null
            : record with { Campaign = record.Campaign with { Revision = record.Campaign.Revision + 1 } };

    /// <summary>What each slot concerned is to be told.</summary>
    public static IEnumerable<(string Slot, LineupChange Change)> Lineups(CampaignRecord record, DateTimeOffset now)
    {
        var campaign = record.Campaign;
        ImmutableArray<string> shown = campaign.IsRunningAt(now)
            ? [.. campaign.Creatives.Where(creative => creative.MayShowAt(now)).Select(creative => creative.ShownId)]
            : [];
        return campaign.Draft.Slots.Select(slot => (slot, new LineupChange(campaign.Id, campaign.Revision, shown)))
            .Concat(record.FormerSlots.Select(slot => (slot, new LineupChange(campaign.Id, campaign.Revision, []))));
    }

    public static CampaignRecord Told(CampaignRecord record, DateTimeOffset now) => record with
    {
        ToldRevision = record.Campaign.Revision,
        ToldRunning = record.Campaign.IsRunningAt(now),
        ToldAt = now,
        FormerSlots = [],
    };

    /// <summary>The next moment at which dates change whether it runs; null when none will.</summary>
    public static DateTimeOffset? NextBoundary(CampaignRecord record, DateTimeOffset now)
    {
        if (record.Campaign.Paused)
        {
            return null;
        }

        var boundaries = Boundaries(record.Campaign).Where(boundary => boundary > now).ToArray();
        return boundaries.Length == 0 ? null : boundaries.Min();
    }

    private static CampaignDecision Create(CampaignRecord? record, BatchStep step, AdsAct act)
    {
        var created = Create(record, step.Campaign, step.Owner!, step.Draft!, act);
        if (created.Next is not { } next)
        {
            return created;
        }

        var creatives = step.Creatives.Select((creative, index) => New(step.Campaign, index + 1, creative.Draft) with
        {
            Approval = creative.Approval,
            ApprovalReason = creative.ApprovalReason,
        });
        return created with
        {
            Next = next with { Campaign = next.Campaign with { Creatives = [.. creatives] }, CreativesMade = step.Creatives.Length },
        };
    }

    /// <summary>A creative that shows or leads to something else by now has to be looked at again.</summary>
    private static CampaignDecision ApproveSeen(CampaignRecord? record, BatchStep step, AdsAct act)
    {
        if (Before(record, act) is { } early)
        {
            return early;
        }

        var campaign = record!.Campaign;
        var standing = campaign.Creatives.FirstOrDefault(creative => creative.Id == step.Creative);
        if (standing is null || step.Seen is not { } seen || !LooksLike(standing, seen) || standing.LandingUrl != seen.LandingUrl
            || standing is { Approval: CreativeApproval.Approved, ApprovalReason: "" })
        {
            return new CampaignDecision(AdsVerdict.Done, CreativeId: step.Creative);
        }

        var approved = standing with { Approval = CreativeApproval.Approved, ApprovalReason = "", Revision = standing.Revision + 1 };
        return Done(record, campaign with { Creatives = campaign.Creatives.Replace(standing, approved) }, act, step.Creative);
    }

    private static bool CreativesTurned(CampaignRecord record, DateTimeOffset now) =>
        record.Campaign.IsRunningAt(now)
        && record.ToldAt is { } told
        && record.Campaign.Creatives.Any(creative => creative.IsWithinDates(told) != creative.IsWithinDates(now));

    private static IEnumerable<DateTimeOffset> Boundaries(CampaignDetails campaign) =>
        new[] { campaign.Draft.Start, campaign.Draft.End }
            .Concat(campaign.Creatives.SelectMany(creative => new[] { creative.Start, creative.End }))
            .OfType<DateTimeOffset>();

    private static CampaignDecision? Before(CampaignRecord? record, AdsAct act) =>
        record is null ? new CampaignDecision(AdsVerdict.NotFound) : Repetition(record, act);

    private static CampaignDecision? Repetition(CampaignRecord record, AdsAct act) =>
        record.Operations.FirstOrDefault(operation => operation.Id == act.OperationId) is { } known
            ? new CampaignDecision(AdsVerdict.Done, CreativeId: known.CreativeId)
            : null;

    private static CampaignDecision Done(CampaignRecord record, CampaignDetails campaign, AdsAct act, string creativeId = "")
    {
        var operations = record.Operations.Add(new CampaignOperation(act.OperationId, creativeId));
        return new CampaignDecision(
            AdsVerdict.Done,
            record with
            {
                Campaign = campaign with { Revision = record.Campaign.Revision + 1 },
                Operations = operations.Length > CampaignRecord.OperationsMax ? operations.RemoveAt(0) : operations,
            },
            creativeId);
    }

    private static Creative New(string campaign, int number, CreativeDraft draft) => Of(draft, new Creative
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"{campaign}.{number}"),
        CampaignId = campaign,
        Revision = 1,
        Kind = draft.Kind,
        Text = draft.Text,
        LandingUrl = draft.LandingUrl,
        Weight = draft.Weight,
        Approval = draft.NeedsApproval ? CreativeApproval.Pending : CreativeApproval.Approved,
    });

    private static Creative Of(CreativeDraft draft, Creative standing) => standing with
    {
        Kind = draft.Kind,
        Text = draft.Text,
        LandingUrl = draft.LandingUrl,
        Weight = draft.Weight,
        ImageUrl = draft.ImageUrl,
        Frame = draft.Frame,
        Width = draft.Width,
        Height = draft.Height,
        Paused = draft.Paused,
        Start = draft.Start,
        End = draft.End,
    };

    private static bool LooksLike(Creative one, Creative other) =>
        (one.Kind, one.Text, one.ImageUrl, one.Frame, one.Width, one.Height) == (other.Kind, other.Text, other.ImageUrl, other.Frame, other.Width, other.Height);
}
