namespace Sokbo.Gateway.Ads.Leases;

/// <summary>What decisions ask of the numbers, beyond taking one.</summary>
internal interface IDemand
{
    /// <summary>
    /// Waits until one of the campaigns has a number, within the bound of the options. False at once when none of them is on
    /// request: it was refused, or the cluster does not answer.
    /// </summary>
    ValueTask<bool> WaitAsync(IReadOnlyCollection<string> campaigns, CancellationToken cancellationToken);
}
