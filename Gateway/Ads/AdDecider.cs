using Sokbo.Gateway.Ads.Agents;
using Sokbo.Gateway.Ads.Decisions;
using Sokbo.Gateway.Ads.Leases;
using Sokbo.Gateway.Ads.Traffic;
using Sokbo.Gateway.Delivery;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Ads;

/// <summary>
/// Decides for a page, in this process, from replicas of the catalogue and of its slots and from leased numbers: no call
/// into the cluster.
/// </summary>
internal sealed class AdDecider(ITopicReader topics, Catalogues catalogues, DecisionEngine engine, IDemand demand, TrafficTally traffic, Emergencies emergencies, TimeProvider time)
{
    /// <summary>
    /// Older than this, a catalogue may have missed a pause, and nothing is decided from it: a pause is in force everywhere
    /// within this time, on gateways that are cut off too.
    /// </summary>
    private static readonly TimeSpan CatalogueAgeMax = TimeSpan.FromSeconds(1);

    private const string UnknownSlot = "unknown-slot";

    /// <summary>Whether it is known that what stands in the catalogue may still run.</summary>
    public static bool IsConfirmed(TopicView catalogue) => catalogue.ConfirmedAge <= CatalogueAgeMax;

    /// <summary>One decision for each slot, in order. Where numbers are on their way to this gateway, it waits for them, once and briefly.</summary>
    /// <param name="site">Whose page it is.</param>
    /// <param name="request">What the page asks for.</param>
    /// <param name="userAgent">As the browser gave it.</param>
    /// <param name="visit">Who asks: what readers ask for is recorded as traffic.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<DecisionsResponse> DecideAsync(string site, DecisionsRequest request, string? userAgent, Visit visit, CancellationToken cancellationToken)
    {
        var view = await catalogues.FindAsync(site, cancellationToken);
        var page = new DecisionPage(request.Page, CapToken.Read(request.CapToken, KeyOf(view)), userAgent)
        {
            Emergency = request.Page is { } asks && await emergencies.AnyAsync(asks, request.Site is null, cancellationToken),
        };
        var missing = new HashSet<string>(StringComparer.Ordinal);
        var decisions = new AdDecision[request.Slots.Count];
        for (var index = 0; index < decisions.Length; index++)
        {
            decisions[index] = await DecideAsync(site, request.Slots[index], view, page, missing, cancellationToken);
        }

        if (missing.Count > 0 && await demand.WaitAsync(missing, cancellationToken))
        {
            view = await catalogues.FindAsync(site, cancellationToken);
            for (var index = 0; index < decisions.Length; index++)
            {
                decisions[index] = decisions[index].Reason == ReasonCodes.NoLease
                    ? await DecideAsync(site, request.Slots[index], view, page, missing, cancellationToken)
                    : decisions[index];
            }
        }

        foreach (var decision in decisions)
        {
            (decision.Reason is null ? AdsMetrics.Shown : AdsMetrics.Decisions.WithLabels(decision.Reason)).Inc();
        }

        if (visit == Visit.Reader)
        {
            Record(site, page, decisions);
        }

        return new DecisionsResponse([.. decisions], CapToken.Write(page.Caps, KeyOf(view), time.GetUtcNow()));
    }

    private static ReadOnlySpan<byte> KeyOf(TopicView? view) => view is null ? [] : view.As<CatalogueState>().TicketKey.AsSpan();

    /// <summary>What can be sold is what readers ask for, filled or not; slots that do not exist are nobody's.</summary>
    private void Record(string site, DecisionPage page, AdDecision[] decisions)
    {
        string[] values = [.. page.Values];
        foreach (var decision in decisions)
        {
            if (decision.Reason != UnknownSlot)
            {
                traffic.Asked(site, decision.Slot, values, decision.Ticket is not null);
            }
        }
    }

    private async ValueTask<AdDecision> DecideAsync(
        string site, string slotId, TopicView? view, DecisionPage page, HashSet<string> missing, CancellationToken cancellationToken)
    {
        if (!Identifier.IsValid(slotId) || (await topics.Read(TopicName.Slot(site, slotId), cancellationToken))?.As<SlotState>() is not { } slot)
        {
            return AdDecision.None(slotId, UnknownSlot);
        }

        if (view is null || !IsConfirmed(view))
        {
            return AdDecision.None(slotId, "catalogue-stale", slot.IntervalSeconds);
        }

        var now = time.GetUtcNow();
        var catalogue = engine.CatalogueOf(site, view);
        engine.Decide(page.For(catalogue, slot, now), out var outcome, missing);
        page.Take(outcome, now);
        return outcome is { Campaign: { } campaign, Creative: { } creative }
            ? Shown(catalogue.Version.State, slot, campaign, creative, outcome, now)
            : AdDecision.None(slotId, ReasonCodes.Of(outcome.Reason)!, slot.IntervalSeconds) with { Decision = outcome.Decision.ToString() };
    }

    private static AdDecision Shown(
        CatalogueState catalogue, SlotState slot, CatalogueCampaign campaign, Creative creative, in DecisionOutcome outcome, DateTimeOffset now)
    {
        var ticket = new AdTicket
        {
            Site = slot.Site,
            Slot = slot.Id,
            Campaign = campaign.Id,
            Shown = creative.ShownId,
            Decision = outcome.Decision,
            At = now,
            Lease = outcome.Number.Lease,
            Number = outcome.Number.Number,
        }.Sign(catalogue.TicketKey.AsSpan());
        return new AdDecision
        {
            Slot = slot.Id,
            Decision = outcome.Decision.ToString(),
            Ticket = ticket,
            Creative = AdCreative.Of(campaign, creative),
            ClickUrl = $"/ads/clicks/{ticket}",
            IntervalSeconds = slot.IntervalSeconds,
        };
    }
}
