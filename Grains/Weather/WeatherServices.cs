using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Sokbo.Grains.Interfaces.Weather;
using Sokbo.Grains.Interfaces.Weather.Warnings;
using Sokbo.Grains.Weather.Feeds;
using Sokbo.Grains.Weather.Warnings;

namespace Sokbo.Grains.Weather;

public static class WeatherServices
{
    public static IServiceCollection AddWeather(this IServiceCollection services)
    {
        services.AddOptions<FeedsOptions>().BindConfiguration(FeedsOptions.Section).ValidateOnStart();
        return services
            .AddSingleton<ILifecycleParticipant<ISiloLifecycle>, TickerStartup>()
            .AddSingleton<ILifecycleParticipant<ISiloLifecycle>, WarningsStartup>()
            .AddSingleton<IValidateOptions<FeedsOptions>, FeedsOptionsValidator>()
            .AddSingleton<WeatherIntake>()
            .AddSingleton<WarningsIntake>()
            .AddSingleton<FeedClient>()
            .AddSingleton(_ => new FeedChance(new Random()))
            .AddHostedService<FeedsWatch>();
    }
}
