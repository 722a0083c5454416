using Sokbo.Gateway.Api;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Grains.Interfaces.Sites;

namespace Sokbo.Gateway.Sites;

public static class SitesServices
{
    public static IServiceCollection AddSites(this IServiceCollection services)
    {
        services.AddPinnedTopic<SitesState>(TopicName.Sites);
        services.AddSingleton<SiteDirectory>();
        return services;
    }
}
