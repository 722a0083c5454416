namespace Sokbo.Grains.Interfaces.Ads.Bookings;

[GenerateSerializer, Alias("ads.BatchStepKind")]
public enum BatchStepKind
{
    /// <summary>A new campaign with its creatives.</summary>
    Create = 0,

    Pause = 1,
    Resume = 2,

    /// <summary>Lets a creative be shown as it stands at a revision.</summary>
    Approve = 3,
}
