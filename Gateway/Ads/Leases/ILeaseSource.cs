namespace Sokbo.Gateway.Ads.Leases;

/// <summary>The numbers of one campaign, resolved once for each catalogue: a decision looks nothing up by name.</summary>
internal interface ILeaseSource
{
    /// <summary>
    /// Whether a number is at hand. When none is, the campaign is wanted from then on, as after a take in vain. Another
    /// decision may be quicker, so that a take right after it can still be in vain. Any thread; allocates nothing.
    /// </summary>
    bool IsAtHand();

    /// <inheritdoc cref="ILeases.TryTake"/>
    bool TryTake(out LeasedNumber number);
}
