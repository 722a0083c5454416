using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Sites;

namespace Sokbo.Grains.Ads;

/// <summary>Every site has a catalogue, so that gateways can hear it before the first campaign.</summary>
internal sealed class CatalogueInitializer(IGrainFactory grains) : ISiteInitializer
{
    public Task InitializeAsync(string site, CancellationToken cancellationToken) =>
        grains.GetGrain<ICatalogueGrain>(site).Ensure(cancellationToken);
}
