using Sokbo.Grains.Interfaces.Sites;

namespace Sokbo.Grains.Sites;

/// <summary>Makes the default site exist as soon as a silo is active.</summary>
internal sealed class SitesStartup(IGrainFactory grains) : ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle observer) => observer.Subscribe(
        nameof(SitesStartup),
        ServiceLifecycleStage.Active,
        cancellationToken => grains.GetGrain<ISitesGrain>("default").Ensure(cancellationToken));
}
