namespace Sokbo.Gateway.Ads.Leases;

/// <summary>The numbers that this gateway may spend.</summary>
internal interface ILeases
{
    /// <summary>
    /// Spends one number of the campaign: nobody gets it again. False when none is at hand; the campaign is then wanted,
    /// and numbers are asked for. Any thread; allocates nothing.
    /// </summary>
    bool TryTake(string campaign, out LeasedNumber number);

    /// <summary>The numbers of one campaign, for as long as a catalogue holds it. Asking makes no campaign wanted.</summary>
    ILeaseSource For(string campaign) => new NamedLeaseSource(this, campaign);
}
