using Microsoft.Extensions.Options;
using Sokbo.Gateway.Ads.Agents;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Ads.Events;

namespace Sokbo.Gateway.Ads.Events;

/// <summary>Where tickets lead, and that they were followed.</summary>
internal sealed class Clicks(Catalogues catalogues, EventIntake intake, EventLog log, IOptions<EventLogOptions> options)
{
    /// <summary>
    /// The address that a ticket leads to. A campaign that was paused or has ended still redirects. The click is logged
    /// first, but a reader waits for the store a moment only: the write goes on, and what it counts is decided from the log.
    /// </summary>
    public async Task<ClickTarget> FollowAsync(string text, Visit visit, CancellationToken cancellationToken)
    {
        if (AdTicket.Read(text) is not { } claim || await catalogues.FindClaimedAsync(claim.Ticket.Site, cancellationToken) is not { } view)
        {
            return ClickTarget.Unknown;
        }

        var catalogue = view.As<CatalogueState>();
        var batch = new EventBatch();
        var target = ClickTarget.Unknown;
        if (!claim.IsGenuine(catalogue.TicketKey.AsSpan()))
        {
            intake.AddForged(batch, claim.Ticket, catalogue, AdEventKind.Click);
        }
        else if (catalogue.Find(claim.Ticket.Campaign) is { } campaign && Find(claim.Ticket, campaign) is { } creative)
        {
            var address = LandingMacros.Fill(creative.LandingUrl, claim.Ticket.Site, claim.Ticket.Slot, campaign, creative.Id);
            target = new ClickTarget(ClickStanding.Known, address);
            intake.Add(batch, claim.Ticket, AdEventKind.Click, visit);
        }
        else
        {
            return ClickTarget.Gone;
        }

        await log.AppendAsync(batch, TimeSpan.FromMilliseconds(options.Value.ClickWaitMilliseconds), cancellationToken);
        return target;
    }

    private static Creative? Find(AdTicket ticket, CatalogueCampaign campaign) =>
        campaign.Creatives.FirstOrDefault(creative => creative.Id == Creative.IdOf(ticket.Shown));
}
