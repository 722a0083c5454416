using Microsoft.Extensions.Options;
using Sokbo.Gateway.Delivery.Wire;
using Sokbo.Gateway.Delivery.Wire.Ads;

namespace Sokbo.Gateway.Ads;

public static class AdsServices
{
    public static IServiceCollection AddAds(this IServiceCollection services)
    {
        services.AddOptions<AdsOptions>().BindConfiguration(AdsOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AdsOptions>, AdsOptionsValidator>();
        services.AddRateLimiter(limits => limits.AddPolicy<int, AdsRateLimit>(AdsRateLimit.Policy));
        return services
            .AddSingleton<AdDecider>()
            .AddSingleton<PlainBanners>()
            .AddSingleton<RotationBook>()
            .AddSingleton<IWireMapper, SlotStateMapper>();
    }
}
