namespace Sokbo.Grains.Interfaces.Ads.Rules;

/// <summary>A campaign runs in a slot only where no campaign of a higher priority can: sponsorship, then standard, then house.</summary>
[GenerateSerializer, Alias("ads.CampaignPriority")]
public enum CampaignPriority
{
    Standard = 0,

    /// <summary>Before all others: whole sections, days and events.</summary>
    Sponsorship = 1,

    /// <summary>The publisher's own, where nothing is sold.</summary>
    House = 2,
}
