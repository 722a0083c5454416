using System.Collections.Immutable;
using Sokbo.Gateway.Ads.Leases;
using Sokbo.Gateway.Delivery;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Ads;

/// <summary>Decides in this process, from replicas of the catalogue and of the slot and from leased numbers: no call into the cluster.</summary>
internal sealed class AdDecider(
    ITopicReader topics, Catalogues catalogues, RotationBook rotations, ILeases leases, IDemand demand, TimeProvider time)
{
    /// <summary>
    /// Older than this, a catalogue may have missed a pause, and nothing is decided from it: a pause is in force everywhere
    /// within this time, on gateways that are cut off too.
    /// </summary>
    public static readonly TimeSpan CatalogueAgeMax = TimeSpan.FromSeconds(1);

    private const string NoLease = "no-lease";

    /// <summary>One decision for each slot, in order. Where numbers are on their way to this gateway, it waits for them, once and briefly.</summary>
    public async ValueTask<ImmutableArray<AdDecision>> DecideAsync(string site, IReadOnlyList<string> slots, CancellationToken cancellationToken)
    {
        var wanted = new HashSet<string>(StringComparer.Ordinal);
        var decisions = new AdDecision[slots.Count];
        for (var index = 0; index < decisions.Length; index++)
        {
            decisions[index] = await DecideAsync(site, slots[index], wanted, cancellationToken);
        }

        if (wanted.Count > 0 && await demand.WaitAsync(wanted, cancellationToken))
        {
            for (var index = 0; index < decisions.Length; index++)
            {
                decisions[index] = decisions[index].Reason == NoLease ? await DecideAsync(site, slots[index], wanted, cancellationToken) : decisions[index];
            }
        }

        foreach (var decision in decisions)
        {
            AdsMetrics.Decisions.WithLabels(decision.Reason ?? "shown").Inc();
        }

        return [.. decisions];
    }

    /// <param name="site">The publication.</param>
    /// <param name="slotId">The place on its pages.</param>
    /// <param name="wanted">Gets the candidates that have no number.</param>
    /// <param name="cancellationToken">Ends the wait for topics.</param>
    private async ValueTask<AdDecision> DecideAsync(string site, string slotId, HashSet<string> wanted, CancellationToken cancellationToken)
    {
        if (!Identifier.IsValid(slotId) || (await topics.Read(TopicName.Slot(site, slotId), cancellationToken))?.As<SlotState>() is not { } slot)
        {
            return AdDecision.None(slotId, "unknown-slot");
        }

        if (await catalogues.FindAsync(site, cancellationToken) is not { } view || view.ConfirmedAge > CatalogueAgeMax)
        {
            return AdDecision.None(slotId, "catalogue-stale", slot.IntervalSeconds);
        }

        var catalogue = view.As<CatalogueState>();
        var now = time.GetUtcNow();
        var candidates = CandidateRules.Of(catalogue, slot, now);
        if (candidates.IsEmpty)
        {
            return AdDecision.None(slotId, "no-candidate", slot.IntervalSeconds);
        }

        foreach (var candidate in candidates)
        {
            demand.Note(candidate.Campaign.Id);
        }

        if (rotations.Next($"{site}/{slotId}", candidates, leases, demand) is { } choice)
        {
            return Decision(catalogue, slot, now, choice);
        }

        wanted.UnionWith(candidates.Select(candidate => candidate.Campaign.Id));
        return AdDecision.None(slotId, NoLease, slot.IntervalSeconds);
    }

    private static AdDecision Decision(CatalogueState catalogue, SlotState slot, DateTimeOffset now, AdChoice choice)
    {
        var decision = Guid.CreateVersion7(now);
        var ticket = new AdTicket
        {
            Site = slot.Site,
            Slot = slot.Id,
            Campaign = choice.Campaign.Id,
            Shown = choice.Creative.ShownId,
            Decision = decision,
            At = now,
            Lease = choice.Number.Lease,
            Number = choice.Number.Number,
        }.Sign(catalogue.TicketKey.AsSpan());
        return new AdDecision
        {
            Slot = slot.Id,
            Decision = decision.ToString("N"),
            Ticket = ticket,
            Creative = AdCreative.Of(choice.Campaign, choice.Creative),
            ClickUrl = $"/ads/clicks/{ticket}",
            IntervalSeconds = slot.IntervalSeconds,
        };
    }
}
