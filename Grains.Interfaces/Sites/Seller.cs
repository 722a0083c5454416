namespace Sokbo.Grains.Interfaces.Sites;

/// <summary>Who is paid for advertising on the site: an entry of <c>sellers.json</c>.</summary>
[GenerateSerializer, Immutable, Alias("sites.Seller")]
public sealed record Seller
{
    /// <summary>As in the <c>ads.txt</c> of whoever it is.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary><c>PUBLISHER</c>, <c>INTERMEDIARY</c> or <c>BOTH</c>.</summary>
    [Id(1)] public required string Type { get; init; }

    /// <summary>Legal name; empty when confidential.</summary>
    [Id(2)] public string Name { get; init; } = "";

    /// <summary>Host name; empty when confidential.</summary>
    [Id(3)] public string Domain { get; init; } = "";

    [Id(4)] public bool IsConfidential { get; init; }
}
