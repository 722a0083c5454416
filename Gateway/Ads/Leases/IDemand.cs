namespace Sokbo.Gateway.Ads.Leases;

/// <summary>What decisions tell and ask of the numbers, beyond taking one.</summary>
internal interface IDemand
{
    /// <summary>A decision could go to the campaign. Any thread; allocates nothing once the campaign is known.</summary>
    void Note(string campaign);

    /// <summary>Whether a number is at hand now; another decision may take it first.</summary>
    bool Has(string campaign);

    /// <summary>
    /// Waits until one of the campaigns has a number, within the bound of the options. False at once when none of them is on
    /// request: it was refused, or the cluster does not answer.
    /// </summary>
    ValueTask<bool> WaitAsync(IReadOnlyCollection<string> campaigns, CancellationToken cancellationToken);
}
