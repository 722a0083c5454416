namespace Sokbo.Grains.Interfaces.Ads.Bookings;

/// <summary>
/// Sells the inventory of a site; the key is the site. What takes room goes through it one after the other, so that two
/// bookings never both get the same room, and so do changes of several campaigns that are to happen together.
/// </summary>
[Alias("ads.IBookingsGrain")]
public interface IBookingsGrain : IGrainWithStringKey
{
    /// <summary>What a booking could count on now. Books nothing.</summary>
    /// <param name="draft">What would be booked.</param>
    /// <param name="except">A campaign that it would replace; empty for none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    [Alias("Check")]
    Task<Availability> Check(CampaignDraft draft, string except, CancellationToken cancellationToken);

    /// <summary>Changes a campaign, unless it then needs more than there is.</summary>
    [Alias("Change")]
    Task<BookingOutcome> Change(string campaign, CampaignDraft draft, bool allowOverbooking, AdsAct act, CancellationToken cancellationToken);

    /// <summary>Lets a paused campaign run again, unless its room was sold meanwhile.</summary>
    [Alias("LetRun")]
    Task<BookingOutcome> LetRun(string campaign, bool allowOverbooking, AdsAct act, CancellationToken cancellationToken);

    /// <summary>
    /// Checks all steps against what stands, and carries out all of them or none. One write decides; what is left to do
    /// after it is done whoever dies, and gateways hear of all of it at once.
    /// </summary>
    [Alias("Apply")]
    Task<BatchOutcome> Apply(BookingBatch batch, CancellationToken cancellationToken);
}
