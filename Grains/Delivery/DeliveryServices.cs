using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Storage;

namespace Sokbo.Grains.Delivery;

public static class DeliveryServices
{
    /// <summary>The owner side of delivery. The host provides the storage with <see cref="AddTopicStorage"/>.</summary>
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
        services.AddSingleton<IIncomingGrainCallFilter, StoreFailureFilter>();
        return services;
    }

    /// <summary>The grain storage named <see cref="StorageNames.Default"/>, over the one that keeps the states.</summary>
    public static IServiceCollection AddTopicStorage(this IServiceCollection services, Func<IServiceProvider, IGrainStorage> below) =>
        services.AddKeyedSingleton<IGrainStorage>(StorageNames.Default, (provider, _) => new TranslatingStorage(below(provider)));
}
