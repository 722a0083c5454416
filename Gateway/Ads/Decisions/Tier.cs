using Sokbo.Grains.Interfaces.Ads.Rules;

namespace Sokbo.Gateway.Ads.Decisions;

/// <summary>The order of priorities: 0 is asked first.</summary>
internal static class Tier
{
    public const int Count = 3;

    public static int Of(CampaignPriority priority) => priority switch
    {
        CampaignPriority.Sponsorship => 0,
        CampaignPriority.House => 2,
        _ => 1,
    };
}
