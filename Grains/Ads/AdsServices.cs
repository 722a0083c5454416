using Microsoft.Extensions.DependencyInjection;
using Sokbo.Grains.Sites;

namespace Sokbo.Grains.Ads;

public static class AdsServices
{
    public static IServiceCollection AddAds(this IServiceCollection services) =>
        services.AddSingleton<ISiteInitializer, CatalogueInitializer>();
}
