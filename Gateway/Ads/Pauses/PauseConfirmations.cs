using Sokbo.Gateway.Ads.Agents;
using Sokbo.Grains.Interfaces.Ads;

namespace Sokbo.Gateway.Ads.Pauses;

/// <summary>
/// Counts the pages that say that a withdrawn banner is off their screen. A page names the ticket that it had, so each
/// counts once, and nothing is known of who looked at it.
/// </summary>
internal sealed class PauseConfirmations(IConfirmationStore store, Catalogues catalogues, TimeProvider time)
{
    /// <summary>The clocks of silo and gateway may differ by as much, and no banner goes in the last moment before its pause by itself.</summary>
    private static readonly TimeSpan ClocksApart = TimeSpan.FromSeconds(1);

    public async Task AddAsync(IEnumerable<string> tickets, Visit visit, CancellationToken cancellationToken)
    {
        if (visit != Visit.Reader)
        {
            return;
        }

        var gone = new List<AdTicket>();
        foreach (var text in tickets)
        {
            if (AdTicket.Read(text) is { } claim
                && await catalogues.FindClaimedAsync(claim.Ticket.Site, cancellationToken) is { } view
                && claim.IsGenuine(view.As<CatalogueState>().TicketKey.AsSpan()))
            {
                gone.Add(claim.Ticket);
            }
        }

        foreach (var campaign in gone.GroupBy(ticket => ticket.Campaign, StringComparer.Ordinal))
        {
            await store.AddAsync(campaign.Key, [.. campaign.Select(ticket => FormattableString.Invariant($"{ticket.Lease}:{ticket.Number}"))], time.GetUtcNow());
        }
    }

    /// <summary>Null for a campaign that is not paused.</summary>
    public async Task<PauseResponse?> OfAsync(CampaignDetails campaign) => campaign is { Paused: true, PausedAt: { } at }
        ? new PauseResponse(at, await store.CountAsync(campaign.Id, at - ClocksApart))
        : null;
}
