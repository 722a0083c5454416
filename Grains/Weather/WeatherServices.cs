using Microsoft.Extensions.DependencyInjection;

namespace Sokbo.Grains.Weather;

public static class WeatherServices
{
    public static IServiceCollection AddWeather(this IServiceCollection services) =>
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, TickerStartup>();
}
