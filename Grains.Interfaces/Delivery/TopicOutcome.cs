namespace Sokbo.Grains.Interfaces.Delivery;

/// <summary>How an owner answers a subscription or a pull.</summary>
[GenerateSerializer, Alias("delivery.TopicOutcome")]
public enum TopicOutcome
{
    /// <summary>There is no such topic, or nothing of it is public.</summary>
    Unknown = 0,

    /// <summary>The asker already stands where the owner stands.</summary>
    Current = 1,

    /// <summary>The answer carries exactly the missing updates, in order.</summary>
    Resumed = 2,

    /// <summary>The answer carries the whole state.</summary>
    Snapshot = 3,
}
