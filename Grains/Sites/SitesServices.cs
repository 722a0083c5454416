using Microsoft.Extensions.DependencyInjection;

namespace Sokbo.Grains.Sites;

public static class SitesServices
{
    public static IServiceCollection AddSites(this IServiceCollection services)
    {
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, SitesStartup>();
        return services;
    }
}
