using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Sokbo.Grains.Delivery;

public static class DeliveryServices
{
    /// <summary>The owner side of delivery. The host provides a grain storage named <see cref="StorageNames.Default"/>.</summary>
    public static IServiceCollection AddDelivery(this IServiceCollection services)
    {
        services.AddOptions<TopicOwnerOptions>().BindConfiguration(TopicOwnerOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TopicOwnerOptions>, TopicOwnerOptionsValidator>();
        services.AddSingleton<IStoreIncarnation, RedisStoreIncarnation>();
        services.AddSingleton<ITopicStore, RedisTopicStore>();
        services.TryAddSingleton(TaskScheduler.Default);
        services.AddSingleton<SiloTopics>();
        services.AddSingleton<TopicGrainServices>();
        services.AddPlacementDirector<SiloAddressPlacement, SiloAddressPlacementDirector>();
        services.AddHostedService<OwnershipVerifier>();
        return services;
    }
}
