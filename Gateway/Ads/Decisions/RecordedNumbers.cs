using Sokbo.Gateway.Ads.Leases;

namespace Sokbo.Gateway.Ads.Decisions;

/// <summary>Numbers as they were at a recorded decision.</summary>
internal readonly struct RecordedNumbers(RecordedDecision record) : INumbers
{
    public bool IsAtHand(int campaign) => !CampaignBits.Has(record.Without, campaign);

    public bool TryTake(int campaign, out LeasedNumber number)
    {
        number = record.Choice.Number;
        return true;
    }
}
