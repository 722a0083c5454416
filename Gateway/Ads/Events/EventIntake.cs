using Prometheus;
using Sokbo.Gateway.Ads.Agents;
using Sokbo.Gateway.Ads.Traffic;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Ads.Events;

namespace Sokbo.Gateway.Ads.Events;

/// <summary>
/// Sorts what pages send: genuine events of readers, which the budget decides on, and what bills nothing whatever it says.
/// </summary>
internal sealed class EventIntake(Catalogues catalogues, TrafficTally traffic, TimeProvider time)
{
    /// <summary>By <see cref="AdEventKind"/>: of all outcomes the one that comes thousands of times a second.</summary>
    private static readonly Counter.Child[] Taken =
        [.. Enum.GetValues<AdEventKind>().Select(kind => AdsMetrics.Events.WithLabels(NameOf(kind), "taken"))];

    /// <summary>Puts one event where it belongs. What names no campaign of this cluster is only counted as a metric.</summary>
    public async ValueTask AddAsync(EventBatch batch, string text, AdEventKind kind, Visit visit, CancellationToken cancellationToken)
    {
        if (AdTicket.Read(text) is not { } claim)
        {
            Count(kind, "unreadable");
            return;
        }

        if (await catalogues.FindClaimedAsync(claim.Ticket.Site, cancellationToken) is not { } view)
        {
            Count(kind, "unknown");
            return;
        }

        var catalogue = view.As<CatalogueState>();
        if (claim.IsGenuine(catalogue.TicketKey.AsSpan()))
        {
            Add(batch, claim.Ticket, kind, visit);
        }
        else
        {
            AddForged(batch, claim.Ticket, catalogue, kind);
        }
    }

    /// <summary>An event of a ticket that is known to be genuine.</summary>
    public void Add(EventBatch batch, AdTicket ticket, AdEventKind kind, Visit visit)
    {
        var creative = Creative.IdOf(ticket.Shown);
        if (visit != Visit.Reader)
        {
            Count(kind, visit.ToString().ToLowerInvariant());
            batch.AddFiltered(ticket.Campaign, Filtered(ticket.Slot, creative, BucketOf(visit)));
            return;
        }

        Taken[(int)kind].Inc();
        if (kind == AdEventKind.Rendered)
        {
            traffic.Rendered(ticket.Site, ticket.Slot);
        }

        batch.Add(ticket.Campaign, new AdEvent
        {
            Lease = ticket.Lease,
            Number = ticket.Number,
            Kind = kind,
            Slot = ticket.Slot,
            Creative = creative,
            Hour = Hours.Of(time.GetUtcNow()),
        });
    }

    /// <summary>
    /// Whoever forges chooses every word. Only names that the catalogue has are kept, so that nobody makes a campaign's
    /// statistics grow.
    /// </summary>
    public void AddForged(EventBatch batch, AdTicket claimed, CatalogueState catalogue, AdEventKind kind)
    {
        Count(kind, "forged");
        if (catalogue.Find(claimed.Campaign) is { } campaign)
        {
            var creative = campaign.Creatives.FirstOrDefault(creative => creative.Id == Creative.IdOf(claimed.Shown))?.Id ?? "";
            batch.AddFiltered(campaign.Id, Filtered(campaign.Slots.Contains(claimed.Slot) ? claimed.Slot : "", creative, EventBucket.Forged));
        }
    }

    private EventCount Filtered(string slot, string creative, EventBucket bucket) =>
        new() { Slot = slot, Creative = creative, Bucket = bucket, Count = 1, Hour = Hours.Of(time.GetUtcNow()) };

    private static EventBucket BucketOf(Visit visit) => visit switch
    {
        Visit.Robot => EventBucket.Robot,
        Visit.Prefetch => EventBucket.Prefetch,
        Visit.NoContent => EventBucket.NoContent,
        _ => throw new InvalidOperationException($"{visit} is not filtered."),
    };

    private static void Count(AdEventKind kind, string outcome) => AdsMetrics.Events.WithLabels(NameOf(kind), outcome).Inc();

    private static string NameOf(AdEventKind kind) => kind switch
    {
        AdEventKind.Rendered => "rendered",
        AdEventKind.Viewable => "viewable",
        _ => "click",
    };
}
