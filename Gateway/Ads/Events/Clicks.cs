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
        var target = Target(claim, catalogue);
        if (target.Standing != ClickStanding.Gone)
        {
            var batch = new EventBatch();
            intake.Add(batch, claim, catalogue, AdEventKind.Click, visit);
            await log.AppendAsync(batch, TimeSpan.FromMilliseconds(options.Value.ClickWaitMilliseconds), cancellationToken);
        }

        return target;
    }

    private static ClickTarget Target(TicketClaim claim, CatalogueState catalogue)
    {
        if (!claim.IsGenuine(catalogue.TicketKey.AsSpan()))
        {
            return ClickTarget.Unknown;
        }

        var creative = catalogue.Find(claim.Ticket.Campaign)?.Creatives.FirstOrDefault(creative => creative.Id == Creative.IdOf(claim.Ticket.Shown));
        return creative is null ? ClickTarget.Gone : new ClickTarget(ClickStanding.Known, creative.LandingUrl);
    }
}
