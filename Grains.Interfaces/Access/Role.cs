namespace Sokbo.Grains.Interfaces.Access;

/// <summary>What a key may do. A key may have several.</summary>
[Flags]
[GenerateSerializer, Alias("access.Role")]
public enum Role
{
    None = 0,

    /// <summary>Writes and submits articles.</summary>
    Reporter = 1,

    /// <summary>Publishes, corrects and retracts articles; arranges sections.</summary>
    Editor = 2,

    /// <summary>Sees and changes its own campaigns.</summary>
    Advertiser = 4,

    /// <summary>Books and approves campaigns, sets up slots.</summary>
    AdOps = 8,

    /// <summary>Sends observations.</summary>
    Ingest = 16,

    /// <summary>Everything, including sites and keys.</summary>
    Operator = 32,
}
