using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Ads;

namespace Sokbo.Gateway.Ads;

/// <summary>A campaign that may show something in a slot now, with what it may show. Neither list is empty.</summary>
internal sealed record AdCandidate(CatalogueCampaign Campaign, ImmutableArray<Creative> Creatives);
