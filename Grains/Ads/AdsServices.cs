using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Sokbo.Grains.Ads.Budgets;
using Sokbo.Grains.Ads.Events;
using Sokbo.Grains.Ads.Months;
using Sokbo.Grains.Sites;

namespace Sokbo.Grains.Ads;

public static class AdsServices
{
    public static IServiceCollection AddAds(this IServiceCollection services)
    {
        services.AddOptions<MonthsOptions>().BindConfiguration(MonthsOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<MonthsOptions>, MonthsOptionsValidator>();
        return services
            .AddSingleton<ISiteInitializer, CatalogueInitializer>()
            .AddSingleton<IBudgetStore, RedisBudgetStore>()
            .AddSingleton<IEventLogReader, RedisEventLogReader>()
            .AddHostedService<EventLogsWatch>()
            .AddHostedService<MonthsWatch>();
    }
}
