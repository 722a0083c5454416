namespace Sokbo.Grains.Delivery;

/// <summary>Names of the grain storages. Both are the same store; they differ in how long a record lives.</summary>
public static class StorageNames
{
    /// <summary>Kept for ever.</summary>
    public const string Default = "default";

    /// <summary>Expires 48 hours after the last write: reserved identifiers of creating requests.</summary>
    public const string Idempotency = "idempotency";

    /// <summary>The one name under which every grain keeps its state.</summary>
    public const string State = "state";
}
