using Microsoft.Extensions.DependencyInjection;
using Sokbo.Grains.Ads.Budgets;
using Sokbo.Grains.Ads.Events;
using Sokbo.Grains.Sites;

namespace Sokbo.Grains.Ads;

public static class AdsServices
{
    public static IServiceCollection AddAds(this IServiceCollection services) => services
        .AddSingleton<ISiteInitializer, CatalogueInitializer>()
        .AddSingleton<IBudgetStore, RedisBudgetStore>()
        .AddSingleton<IEventLogReader, RedisEventLogReader>()
        .AddHostedService<EventLogsWatch>();
}
