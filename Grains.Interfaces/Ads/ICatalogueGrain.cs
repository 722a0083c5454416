using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Grains.Interfaces.Ads;

/// <summary>All campaigns of a site; the key is the site. Owns <c>catalogue/{site}</c>, which every gateway decides from.</summary>
[Alias("ads.ICatalogueGrain")]
public interface ICatalogueGrain : ITopicGrain
{
    /// <summary>Makes the catalogue exist. Idempotent.</summary>
    [Alias("Ensure")]
    Task Ensure(CancellationToken cancellationToken);

    /// <summary>Takes the campaign unless a newer revision is there: late and repeated calls change nothing.</summary>
    [Alias("Take")]
    Task Take(CatalogueCampaign campaign, CancellationToken cancellationToken);

    /// <summary>The same for several campaigns in one step: nobody sees some of them without the others.</summary>
    [Alias("TakeAll")]
    Task TakeAll(ImmutableArray<CatalogueCampaign> campaigns, CancellationToken cancellationToken);

    /// <summary>All campaigns, in no order.</summary>
    [Alias("Campaigns")]
    Task<ImmutableArray<CatalogueCampaign>> Campaigns(CancellationToken cancellationToken);
}
