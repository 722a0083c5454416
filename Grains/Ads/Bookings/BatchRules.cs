using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Ads.Bookings;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Ads.Bookings;

internal static class BatchRules
{
    /// <summary>The step as it is to be carried out, or why it cannot be.</summary>
    /// <param name="step">As it was sent.</param>
    /// <param name="campaign">As it stands; null where there is none.</param>
    public static (BatchStep? Step, AdsVerdict Verdict, int Current) Check(BatchStep step, CampaignDetails? campaign)
    {
        if (step.Kind == BatchStepKind.Create)
        {
            return campaign is null && step.Creatives.Length <= CampaignDetails.CreativesMax
                ? (step, AdsVerdict.Done, 0)
                : (null, campaign is null ? AdsVerdict.Full : AdsVerdict.Exists, 0);
        }

        if (campaign is null)
        {
            return (null, AdsVerdict.NotFound, 0);
        }

        if (step.Kind != BatchStepKind.Approve)
        {
            return (step, AdsVerdict.Done, campaign.Revision);
        }

        return campaign.Creatives.FirstOrDefault(creative => creative.Id == step.Creative) switch
        {
            null => (null, AdsVerdict.NotFound, 0),
            { } creative when creative.Revision != step.Revision => (null, AdsVerdict.Stale, creative.Revision),
            { } creative => (step with { Seen = creative }, AdsVerdict.Done, creative.Revision),
        };
    }

    public static AdsAct ActOf(string operationId, int step) =>
        new(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{operationId}/{step}"), RevisionExpectation.Any);
}
