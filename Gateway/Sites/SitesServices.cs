namespace Sokbo.Gateway.Sites;

public static class SitesServices
{
    public static IServiceCollection AddSites(this IServiceCollection services)
    {
        services.AddSingleton<SiteDirectory>();
        return services;
    }
}
