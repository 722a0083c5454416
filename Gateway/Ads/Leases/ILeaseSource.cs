namespace Sokbo.Gateway.Ads.Leases;

/// <summary>The numbers of one campaign, resolved once for each catalogue: a decision looks nothing up by name.</summary>
internal interface ILeaseSource
{
    /// <summary>
    /// A decision could go to the campaign: whether a number is at hand. It is wanted from then on. Another decision may be
    /// quicker, so that a take right after it can still be in vain. Any thread; allocates nothing.
    /// </summary>
    /// <param name="now">When the decision began.</param>
    bool IsAtHand(in LeaseMoment now);

    /// <summary>Spends one number: nobody gets it again. False when none is at hand. Any thread; allocates nothing.</summary>
    bool TryTake(out LeasedNumber number);
}
