namespace Sokbo.Grains.Interfaces.Ads.Events;

/// <summary>Where an event is counted. Each event is in exactly one; only the first three can bill.</summary>
[GenerateSerializer, Alias("ads.EventBucket")]
public enum EventBucket
{
    Rendered = 0,
    Viewable = 1,
    Click = 2,

    /// <summary>The number had this event already.</summary>
    Duplicate = 3,

    /// <summary>The lease was closed before the number rendered, or a day has passed since.</summary>
    Late = 4,

    /// <summary>A signed ticket whose lease or number was never given out.</summary>
    Foreign = 5,

    /// <summary>Viewable or clicked, and the number has not rendered (yet): it is counted when it has.</summary>
    Unrendered = 6,

    /// <summary>The goal was reached before: counted here and not billed.</summary>
    BeyondGoal = 7,

    /// <summary>A known robot, or a program that is no browser.</summary>
    Robot = 8,

    /// <summary>Fetched before anybody looks (prefetch, prerender).</summary>
    Prefetch = 9,

    /// <summary>The signature is wrong. The campaign is the one that the forgery claims.</summary>
    Forged = 10,

    /// <summary>HEAD or another request that shows nothing to anybody.</summary>
    NoContent = 11,

    /// <summary>In the time between a backup and its restore.</summary>
    Lost = 12,
}
