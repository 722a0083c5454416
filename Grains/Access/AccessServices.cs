using Microsoft.Extensions.DependencyInjection;

namespace Sokbo.Grains.Access;

public static class AccessServices
{
    /// <summary>The keys.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, AccessStartup>();
        return services;
    }
}
