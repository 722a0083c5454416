namespace Sokbo.Gateway.Delivery.Wire;

/// <summary>The outcomes of a subscription as they stand on the wire.</summary>
internal static class SubscribeOutcome
{
    public const string Current = "current";
    public const string Resumed = "resumed";
    public const string Snapshot = "snapshot";

    /// <summary>Registered; a snapshot comes as an update once the owner can be reached.</summary>
    public const string Later = "later";

    public const string Unknown = "unknown";
    public const string Denied = "denied";
    public const string Limit = "limit";
}
