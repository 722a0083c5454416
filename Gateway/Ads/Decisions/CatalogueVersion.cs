using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Ads.Decisions;

/// <summary>A site's catalogue at one position of its topic.</summary>
internal sealed record CatalogueVersion(string Site, Position Position, CatalogueState State);
