using Microsoft.Extensions.DependencyInjection;
using Sokbo.Grains.Delivery;

namespace Sokbo.Grains.Access;

public static class AccessServices
{
    /// <summary>The keys. The host provides a grain storage named <see cref="StorageNames.Idempotency"/>.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, AccessStartup>();
        return services;
    }
}
