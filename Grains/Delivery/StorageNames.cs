namespace Sokbo.Grains.Delivery;

/// <summary>Names under which grains keep their state.</summary>
public static class StorageNames
{
    /// <summary>The grain storage; what it holds is kept for ever.</summary>
    public const string Default = "default";

    /// <summary>The one name under which every grain keeps its state.</summary>
    public const string State = "state";
}
