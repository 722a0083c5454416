namespace Sokbo.Gateway.Ads.Leases;

/// <summary>
/// The numbers of one campaign in the book. The campaign's place is looked up anew when the keeper has taken it out, as it
/// does while a campaign does not run.
/// </summary>
internal sealed class LeaseSource(LeaseBook book, string campaign) : ILeaseSource
{
    private CampaignLeases? _leases;

    public bool IsAtHand(in LeaseMoment now)
    {
        if (Find() is not { } leases)
        {
            return false;
        }

        leases.Note(now);
        if (leases.HasNumberAt(now))
        {
            return true;
        }

        book.WakeFor(leases);
        return false;
    }

    public bool TryTake(out LeasedNumber number)
    {
        if (Find() is { } leases)
        {
            return book.TryTake(leases, out number);
        }

        number = default;
        return false;
    }

    private CampaignLeases? Find()
    {
        var leases = Volatile.Read(ref _leases);
        if (leases is null or { IsRemoved: true })
        {
            Volatile.Write(ref _leases, leases = book.GetOrAdd(campaign));
        }

        return leases;
    }
}
