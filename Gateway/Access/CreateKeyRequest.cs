namespace Sokbo.Gateway.Access;

/// <summary>A new key: who holds it, what it may do, and where.</summary>
internal sealed record CreateKeyRequest
{
    /// <summary>The person or system that holds it; stands as author in histories.</summary>
    public required string Holder { get; init; }

    /// <summary>reporter, editor, advertiser, adops, ingest, operator.</summary>
    public required string[] Roles { get; init; }

    /// <summary>Ids of the sites it is bound to; left out: all.</summary>
    public string[] Sites { get; init; } = [];

    /// <summary>Ids of the advertisers it is bound to; for the role advertiser.</summary>
    public string[] Accounts { get; init; } = [];
}
