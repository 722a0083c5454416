using Sokbo.Gateway.Delivery.Wire;
using Sokbo.Gateway.Delivery.Wire.Ads;

namespace Sokbo.Gateway.Ads;

public static class AdsServices
{
    public static IServiceCollection AddAds(this IServiceCollection services) => services
        .AddSingleton<AdDecider>()
        .AddSingleton<RotationBook>()
        .AddSingleton<IWireMapper, SlotStateMapper>();
}
