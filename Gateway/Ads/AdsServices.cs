using Microsoft.Extensions.Options;
using Sokbo.Gateway.Ads.Decisions;
using Sokbo.Gateway.Ads.Leases;
using Sokbo.Gateway.Delivery.Wire;
using Sokbo.Gateway.Delivery.Wire.Ads;

namespace Sokbo.Gateway.Ads;

public static class AdsServices
{
    public static IServiceCollection AddAds(this IServiceCollection services)
    {
        services.AddOptions<AdsOptions>().BindConfiguration(AdsOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AdsOptions>, AdsOptionsValidator>();
        services.AddOptions<DecisionsOptions>().BindConfiguration(DecisionsOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<DecisionsOptions>, DecisionsOptionsValidator>();
        services.AddRateLimiter(limits => limits.AddPolicy<int, AdsRateLimit>(AdsRateLimit.Policy));
        return services
            .AddSingleton<AdDecider>()
            .AddSingleton<PlainBanners>()
            .AddSingleton<RotationBook>()
            .AddSingleton<DecisionJournal>()
            .AddSingleton(provider => new DecisionEngine(
                provider.GetRequiredService<ILeases>(), provider.GetRequiredService<DecisionJournal>(), new Random()))
            .AddSingleton<IWireMapper, SlotStateMapper>();
    }
}
