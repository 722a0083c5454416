namespace Sokbo.Grains.Delivery;

/// <summary>Names under which grains keep their state.</summary>
public static class StorageNames
{
    /// <summary>The grain storage; what it holds is kept for ever.</summary>
    public const string Default = "default";

    /// <summary>The name under which a grain with one record keeps it.</summary>
    public const string State = "state";
}
