using System.Collections.Concurrent;
using Sokbo.Gateway.Delivery;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Ads;

/// <summary>Decides in this process, from replicas of the catalogue and of the slot: no call into the cluster.</summary>
internal sealed class AdDecider(ITopicReader topics, RotationBook rotations, TimeProvider time) : IDisposable
{
    /// <summary>
    /// Older than this, a catalogue may have missed a pause, and nothing is decided from it: a pause is in force everywhere
    /// within this time, on gateways that are cut off too.
    /// </summary>
    public static readonly TimeSpan CatalogueAgeMax = TimeSpan.FromSeconds(1);

    /// <summary>Catalogues in use stay heard: a first reader would find one that is not confirmed yet. Bounded by the sites there are.</summary>
    private readonly ConcurrentDictionary<string, IDisposable> _pins = new(StringComparer.Ordinal);

    public async ValueTask<AdDecision> DecideAsync(string site, string slotId, CancellationToken cancellationToken)
    {
        if (!Identifier.IsValid(slotId) || (await topics.Read(TopicName.Slot(site, slotId), cancellationToken))?.As<SlotState>() is not { } slot)
        {
            return AdDecision.None(slotId, "unknown-slot");
        }

        if (await CatalogueAsync(site, cancellationToken) is not { } view || view.ConfirmedAge > CatalogueAgeMax)
        {
            return AdDecision.None(slotId, "catalogue-stale", slot.IntervalSeconds);
        }

        var catalogue = view.As<CatalogueState>();
        var now = time.GetUtcNow();
        var candidates = CandidateRules.Of(catalogue, slot, now);
        return candidates.IsEmpty
            ? AdDecision.None(slotId, "no-candidate", slot.IntervalSeconds)
            : Decision(catalogue, slot, now, rotations.Next($"{site}/{slotId}", candidates));
    }

    /// <summary>The address that a ticket leads to. A campaign that was paused or has ended still redirects.</summary>
    public async ValueTask<ClickTarget> TargetAsync(string text, CancellationToken cancellationToken)
    {
        if (AdTicket.ClaimedSite(text) is not { } site || await CatalogueAsync(site, cancellationToken) is not { } view)
        {
            return ClickTarget.Unknown;
        }

        var catalogue = view.As<CatalogueState>();
        if (AdTicket.Verify(text, catalogue.TicketKey.AsSpan()) is not { } ticket)
        {
            return ClickTarget.Unknown;
        }

        var creative = catalogue.Find(ticket.Campaign)?.Creatives.FirstOrDefault(creative => creative.Id == Creative.IdOf(ticket.Shown));
        return creative is null ? ClickTarget.Gone : new ClickTarget(ClickStanding.Known, creative.LandingUrl);
    }

    public void Dispose()
    {
        foreach (var pin in _pins.Values)
        {
            pin.Dispose();
        }
    }

    private static AdDecision Decision(
        CatalogueState catalogue, SlotState slot, DateTimeOffset now, (AdCandidate Candidate, Creative Creative) choice)
    {
        var decision = Guid.CreateVersion7(now).ToString("N");
        var ticket = new AdTicket
        {
            Site = slot.Site,
            Slot = slot.Id,
            Campaign = choice.Candidate.Campaign.Id,
            Shown = choice.Creative.ShownId,
            Decision = decision,
            At = now,
        }.Sign(catalogue.TicketKey.AsSpan());
        return new AdDecision
        {
            Slot = slot.Id,
            Decision = decision,
            Ticket = ticket,
            Creative = AdCreative.Of(choice.Candidate.Campaign, choice.Creative),
            ClickUrl = $"/ads/clicks/{ticket}",
            IntervalSeconds = slot.IntervalSeconds,
        };
    }

    private async ValueTask<TopicView?> CatalogueAsync(string site, CancellationToken cancellationToken)
    {
        var topic = TopicName.Catalogue(site);
        var view = topics.Peek(topic) ?? await topics.Read(topic, cancellationToken);
        if (view is not null && !_pins.ContainsKey(site))
        {
            var pin = topics.Pin(topic);
            if (!_pins.TryAdd(site, pin))
            {
                pin.Dispose();
            }
        }

        return view;
    }
}
