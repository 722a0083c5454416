namespace Sokbo.Gateway.Delivery;

/// <summary>What a replica did with the answer to a subscription or a pull.</summary>
internal enum AnswerOutcome
{
    /// <summary>The replica stands where the owner stood when it answered.</summary>
    Confirmed = 0,

    /// <summary>Not the answer to the newest subscription: nothing was changed.</summary>
    Superseded = 1,

    /// <summary>The owner knows of nothing public.</summary>
    Unknown = 2,

    /// <summary>Another activation or epoch answered, or it does not fit: subscribe anew.</summary>
    SubscribeAgain = 3,

    /// <summary>Parked updates revealed a gap behind the answer: pull.</summary>
    PullAgain = 4,
}
