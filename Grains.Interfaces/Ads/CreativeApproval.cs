namespace Sokbo.Grains.Interfaces.Ads;

/// <summary>Whether ad operations have looked at a banner. Only approved ones are shown.</summary>
[GenerateSerializer, Alias("ads.CreativeApproval")]
public enum CreativeApproval
{
    Approved = 0,
    Pending = 1,
    Rejected = 2,
}
