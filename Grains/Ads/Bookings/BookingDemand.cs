using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Ads.Bookings;
using Sokbo.Grains.Interfaces.Ads.Budgets;
using Sokbo.Grains.Interfaces.Ads.Rules;

namespace Sokbo.Grains.Ads.Bookings;

/// <summary>What campaigns take of the inventory, and how an answer reads in a campaign's own events.</summary>
internal static class BookingDemand
{
    /// <summary>A goal without an end is reckoned with for so long.</summary>
    private static readonly TimeSpan OpenEnd = TimeSpan.FromDays(365);

    /// <summary>Whether there is anything to promise: a goal, of a campaign that is not the publisher's own.</summary>
    public static bool IsPromise(CampaignDraft draft) => draft.Goal is not null && draft.Rules.Priority != CampaignPriority.House;

    /// <summary>Whether the change asks for nothing that was not booked before.</summary>
    public static bool IsNoMore(CampaignDraft before, CampaignDraft after) =>
        before.Pricing == after.Pricing && after.Goal <= before.Goal
        && after.DailyCap == before.DailyCap && after.Start == before.Start && after.End == before.End
        && after.Weight == before.Weight && after.Slots.SequenceEqual(before.Slots)
        && after.Rules.Priority == before.Rules.Priority
        && after.Rules.Dayparts.SequenceEqual(before.Rules.Dayparts)
        && after.Rules.Conditions.Length == before.Rules.Conditions.Length
        && after.Rules.Conditions.Zip(before.Rules.Conditions).All(pair =>
            pair.First.Dimension == pair.Second.Dimension && pair.First.Key == pair.Second.Key
            && pair.First.Include.SequenceEqual(pair.Second.Include) && pair.First.Exclude.SequenceEqual(pair.Second.Exclude));

    /// <summary>Null for what takes nothing: house, paused or over.</summary>
    public static InventoryBooking? Of(CatalogueCampaign campaign, BudgetState? budget, EventRates rates, DateTimeOffset now)
    {
        if (campaign.Paused || campaign.Rules.Priority == CampaignPriority.House || campaign.End <= now)
        {
            return null;
        }

        var draft = new CampaignDraft
        {
            Name = campaign.Name,
            Slots = campaign.Slots,
            Start = campaign.Start,
            End = campaign.End,
            Weight = campaign.Weight,
            Pricing = campaign.Pricing,
            Goal = campaign.Goal,
            DailyCap = campaign.DailyCap,
            Rules = campaign.Rules,
        };
        return Of(campaign.Id, draft, budget, rates, now) with { AdvertiserId = campaign.AdvertiserId };
    }

    public static InventoryBooking Of(string id, CampaignDraft draft, BudgetState? budget, EventRates rates, DateTimeOffset now)
    {
        var per = rates.ImpressionsFor(draft.Pricing);
        var start = draft.Start > now ? draft.Start.Value : now;
        return new InventoryBooking
        {
            Id = id,
            Name = draft.Name,
            Slots = draft.Slots,
            Start = start,
            End = draft.End ?? start + OpenEnd,
            Weight = draft.Weight,
            Rules = draft.Rules,
            IsFlat = draft.Goal is null,
            Impressions = (long)Math.Ceiling(Requested(draft, budget) * per),
            DailyCap = draft.DailyCap is { } cap ? (long)Math.Ceiling(cap * per) : null,
            UsedToday = (long)Math.Ceiling((budget?.BilledToday ?? 0) * per),
        };
    }

    public static Availability Answer(CampaignDraft draft, BudgetState? budget, EventRates rates, InventoryResult result)
    {
        var per = rates.ImpressionsFor(draft.Pricing);
        return new Availability
        {
            Forecast = result.Forecast,
            Requested = Requested(draft, budget),
            Available = result.Available is { } impressions ? (long)Math.Floor((impressions / per) + 1e-6) : null,
            ImpressionsPerEvent = per,
            Conflicting =
            [
                .. result.Conflicting.OrderByDescending(booking => booking.Impressions).ThenBy(booking => booking.Id, StringComparer.Ordinal)
                    .Take(Availability.ConflictsMax)
                    .Select(booking => new ConflictingBooking(booking.Id, booking.Name, booking.AdvertiserId, booking.Impressions)),
            ],
            Days = result.Days,
        };
    }

    private static long Requested(CampaignDraft draft, BudgetState? budget) => Math.Max(0, (draft.Goal ?? 0) - (budget?.Billed ?? 0));
}
