using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Ads.Bookings;
using Sokbo.Grains.Interfaces.Ads.Budgets;
using Sokbo.Grains.Interfaces.Ads.Rules;

namespace Sokbo.Grains.Ads.Bookings;

/// <summary>What is sold on a site at one moment, and what was recorded until then: read once for all that is asked of it.</summary>
internal sealed record SoldInventory
{
    /// <summary>Of a batch; who has corrected these finds the others.</summary>
    private const int RefusalsMax = 10;

    public required DateTimeOffset Now { get; init; }

    public required SiteTraffic Traffic { get; init; }

    /// <summary>Those that run or will run, and those that are asked about.</summary>
    public required IReadOnlyCollection<CatalogueCampaign> Campaigns { get; init; }

    public required IReadOnlyDictionary<string, BudgetState> Budgets { get; init; }

    public required EventRates Rates { get; init; }

    /// <summary>What a campaign can count on when it is booked so.</summary>
    /// <param name="id">Of the campaign; empty for a new one.</param>
    /// <param name="draft">What is booked.</param>
    /// <param name="before">What is booked before it in the same batch.</param>
    public Availability Room(string id, CampaignDraft draft, IReadOnlyCollection<(string Id, CampaignDraft Draft)> before)
    {
        if (!BookingDemand.IsPromise(draft))
        {
            return new Availability { Forecast = ForecastKind.None, Requested = draft.Goal ?? 0 };
        }

        var taken = before.Where(other => other.Draft.Rules.Priority != CampaignPriority.House).Select(other => Booking(other.Id, other.Draft));
        var result = Inventory.Of(Now, Traffic, Sold([id, .. before.Select(other => other.Id)]).Concat(taken), Booking(id, draft));
        return BookingDemand.Answer(draft, Budgets.GetValueOrDefault(id), Rates, result);
    }

    /// <summary>Those of a batch that find too little room beside the ones before them, the first ones of them.</summary>
    public IEnumerable<(int Index, Availability Room)> TooMuch(IReadOnlyList<(string Id, CampaignDraft Draft)> batch)
    {
        var places = batch.Index().Where(pair => pair.Item.Draft.Rules.Priority != CampaignPriority.House).Select(pair => pair.Index).ToArray();
        var misfits = Inventory.Misfits(
            Now, Traffic, Sold([.. batch.Select(pair => pair.Id)]), [.. places.Select(place => Booking(batch[place].Id, batch[place].Draft))]);
        foreach (var place in misfits.Take(RefusalsMax).Select(misfit => places[misfit]))
        {
            yield return (place, Room(batch[place].Id, batch[place].Draft, [.. batch.Take(place)]));
        }
    }

    private IEnumerable<InventoryBooking> Sold(HashSet<string> except) => Campaigns.Where(campaign => !except.Contains(campaign.Id))
        .Select(campaign => BookingDemand.Of(campaign, Budgets.GetValueOrDefault(campaign.Id), Rates, Now))
        .OfType<InventoryBooking>();

    private InventoryBooking Booking(string id, CampaignDraft draft) => BookingDemand.Of(id, draft, Budgets.GetValueOrDefault(id), Rates, Now);
}
