using System.Collections.Immutable;

namespace Sokbo.Grains.Interfaces.Sites;

/// <summary>What the site says in <c>sellers.json</c>.</summary>
[GenerateSerializer, Immutable, Alias("sites.SellersFile")]
public sealed record SellersFile
{
    public const int SellersMax = 500;

    /// <summary>Empty for none.</summary>
    [Id(0)] public string ContactEmail { get; init; } = "";

    [Id(1)] public ImmutableArray<Seller> Sellers { get; init; } = [];
}
