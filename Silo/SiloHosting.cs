using System.Net;
using Orleans.Configuration;
using Orleans.Persistence;
using Orleans.Storage;
using Sokbo.Grains.Access;
using Sokbo.Grains.Ads;
using Sokbo.Grains.Articles;
using Sokbo.Grains.Delivery;
using Sokbo.Grains.Sites;
using Sokbo.Grains.Weather;
using Sokbo.Hosting.Operations;
using Sokbo.Silo.Operations;

namespace Sokbo.Silo;

/// <summary>A silo: the grains of all features on Orleans, with membership, state and reminders in the store.</summary>
public static class SiloHosting
{
    /// <summary>The provider below the storage that grains name. Nothing in the store bears its name.</summary>
    private const string RedisStorage = "redis";

    /// <summary>Call after <c>AddOperations</c>.</summary>
    public static WebApplicationBuilder AddSilo(this WebApplicationBuilder builder, SokboOptions options)
    {
        var redis = options.Redis ?? throw new StartException("Sokbo__Redis is not set; a silo needs the address of the cluster's store.");
        StoreConnection.Parse(redis);

        builder.Services.AddDelivery();
        builder.Services.AddAccess();
        builder.Services.AddSites();
        builder.Services.AddArticles();
        builder.Services.AddWeather();
        builder.Services.AddAds();

        builder.Services.AddSingleton<IReadiness, SiloReadiness>();
        builder.Services.AddHostedService<MembershipWatchdog>();
        builder.UseOrleans(silo => silo
            .AddEndpoints(options)
            .AddStore(redis, options.ServiceId)
            .AddLimits());
        return builder;
    }

    private static ISiloBuilder AddEndpoints(this ISiloBuilder silo, SokboOptions options)
    {
        var address = AdvertisedAddress.Choose(options.AdvertisedIP);
        var siloPort = options.SiloPort == 0 ? EndpointOptions.DEFAULT_SILO_PORT : options.SiloPort;
        silo.Services.AddSingleton(new PortUse("Sokbo__SiloPort", address, siloPort));
        silo.Services.AddSingleton(new PortUse("Sokbo__GatewayPort", address, options.GatewayPort));
        silo.Configure<ClusterOptions>(cluster =>
        {
            cluster.ClusterId = options.ClusterId;
            cluster.ServiceId = options.ServiceId;
        });
        silo.Configure<EndpointOptions>(endpoint =>
        {
            endpoint.AdvertisedIPAddress = address;
            endpoint.SiloPort = siloPort;
            endpoint.GatewayPort = options.GatewayPort;
            // Never on all addresses: whoever reaches these ports can call any grain.
            endpoint.SiloListeningEndpoint = new IPEndPoint(address, siloPort);
            endpoint.GatewayListeningEndpoint = options.GatewayPort == 0 ? null : new IPEndPoint(address, options.GatewayPort);
        });
        return silo;
    }

    private static ISiloBuilder AddStore(this ISiloBuilder silo, string redis, string serviceId)
    {
        // Each provider has a connection of its own: a provider may dispose of the one it was given.
        silo.UseRedisClustering(clustering => clustering.ConfigurationOptions = StoreConnection.Parse(redis));
        silo.UseRedisReminderService(reminders => reminders.ConfigurationOptions = StoreConnection.Parse(redis));
        silo.AddRedisGrainStorage(RedisStorage, storage => storage.Configure<OrleansGrainStorageSerializer>(
            (store, serializer) => Configure(store, serializer, redis, serviceId)));
        silo.Services.AddSingleton<OrleansGrainStorageSerializer>();
        silo.Services.AddTopicStorage(services => services.GetRequiredKeyedService<IGrainStorage>(RedisStorage));
        return silo;
    }

    private static void Configure(RedisStorageOptions store, OrleansGrainStorageSerializer serializer, string redis, string serviceId)
    {
        store.ConfigurationOptions = StoreConnection.Parse(redis);
        store.GrainStorageSerializer = serializer;
        store.GetStorageKey = (name, grain) => StorageKeys.State(serviceId, grain, name);
        store.DeleteStateOnClear = true;
    }

    /// <summary>With the defaults a hung silo costs a minute; docs/decisions/0010 has the reasons for each value.</summary>
    private static ISiloBuilder AddLimits(this ISiloBuilder silo)
    {
        silo.Configure<ClusterMembershipOptions>(membership =>
        {
            membership.ProbeTimeout = TimeSpan.FromSeconds(1);
            membership.MinProbeTimeout = TimeSpan.FromSeconds(0.5);
            membership.MaxProbeTimeout = TimeSpan.FromSeconds(2);
            membership.TableRefreshTimeout = TimeSpan.FromSeconds(10);
            membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(10);
            membership.NumMissedTableIAmAliveLimit = 3;
            // Longer than any eviction takes. A silo that cannot join by then says why and ends, to be started again.
            membership.MaxJoinAttemptTime = TimeSpan.FromMinutes(1);
        });
        silo.Configure<SiloMessagingOptions>(messaging =>
        {
            messaging.ResponseTimeout = TimeSpan.FromSeconds(10);
            messaging.ClientDropTimeout = TimeSpan.FromSeconds(20);
            messaging.ClientGatewayShutdownNotificationTimeout = TimeSpan.FromSeconds(5);
            messaging.MaxRequestProcessingTime = TimeSpan.FromMinutes(2);
            messaging.MaxEnqueuedRequestsHardLimit = 10_000;
            messaging.MaxEnqueuedRequestsSoftLimit = 1_000;
            messaging.MaxMessageBodySize = MessageLimits.BodyBytesMax;
        });
        silo.Configure<LoadSheddingOptions>(shedding =>
        {
            shedding.LoadSheddingEnabled = true;
            shedding.CpuThreshold = 95;
        });
        return silo;
    }
}
