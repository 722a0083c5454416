namespace Sokbo.Gateway.Delivery;

/// <summary>What a replica did with a pushed update.</summary>
internal enum PushOutcome
{
    Applied = 0,

    /// <summary>Already contained.</summary>
    Old = 1,

    /// <summary>From an activation or epoch that the newest subscription did not answer from.</summary>
    Foreign = 2,

    /// <summary>Something before it is missing: pull.</summary>
    Gap = 3,

    /// <summary>Kept until the pending subscription is answered.</summary>
    Parked = 4,

    /// <summary>The delta does not fit the state: subscribe anew for a snapshot.</summary>
    Broken = 5,
}
