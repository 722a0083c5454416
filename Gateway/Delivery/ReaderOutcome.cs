namespace Sokbo.Gateway.Delivery;

/// <summary>Where a reader stands, seen from a replica.</summary>
internal enum ReaderOutcome
{
    Current = 0,

    /// <summary>Exactly the missing steps are at hand.</summary>
    Resumed = 1,

    Snapshot = 2,

    /// <summary>The reader has seen more, or another epoch: catch up with the owner before answering.</summary>
    Ahead = 3,
}
