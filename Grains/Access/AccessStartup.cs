using Sokbo.Grains.Interfaces.Access;

namespace Sokbo.Grains.Access;

/// <summary>Makes the topic <c>access</c> exist as soon as a silo is active, so that gateways can follow it.</summary>
internal sealed class AccessStartup(IGrainFactory grains) : ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle observer) => observer.Subscribe(
        nameof(AccessStartup),
        ServiceLifecycleStage.Active,
        cancellationToken => grains.GetGrain<IAccessGrain>("default").Ensure(cancellationToken));
}
