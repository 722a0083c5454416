namespace Sokbo.Grains.Interfaces.Ads;

/// <summary>What a gateway must know of a link to a campaign's page.</summary>
/// <param name="Id">Its id, which the signed address contains.</param>
/// <param name="Until">The first moment at which it shows nothing any more.</param>
[GenerateSerializer, Immutable, Alias("ads.CatalogueLink")]
public sealed record CatalogueLink([property: Id(0)] string Id, [property: Id(1)] DateTimeOffset Until);
