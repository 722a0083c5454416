namespace Sokbo.Gateway.Delivery;

/// <summary>Whether a topic's newest snapshot is owed to a connection.</summary>
internal enum OutboxMark
{
    None = 0,

    /// <summary>After all that waits.</summary>
    Marked = 1,

    /// <summary>Before all that waits: it stands for a barrier.</summary>
    Urgent = 2,
}
