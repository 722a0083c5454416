namespace Sokbo.Gateway.Ads.Leases;

/// <summary>The numbers that this gateway may spend.</summary>
internal interface ILeases
{
    /// <summary>The numbers of one campaign, for as long as a catalogue holds it. Asking makes no campaign wanted.</summary>
    ILeaseSource For(string campaign);
}
