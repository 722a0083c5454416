using Sokbo.Gateway.Delivery.Wire;
using Sokbo.Gateway.Delivery.Wire.Weather;
using Sokbo.Grains.Interfaces.Weather;
using Sokbo.Grains.Interfaces.Weather.Warnings;

namespace Sokbo.Gateway.Weather;

public static class WeatherServices
{
    public static IServiceCollection AddWeather(this IServiceCollection services) => services
        .AddSingleton<WeatherIntake>()
        .AddSingleton<WarningsIntake>()
        .AddSingleton<IWireMapper, TickerStateMapper>()
        .AddSingleton<IWireMapper, TickerDeltaMapper>()
        .AddSingleton<IWireMapper, StationStateMapper>()
        .AddSingleton<IWireMapper, WarningsStateMapper>();
}
