using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Sokbo.Gateway.Articles.Surfaces;
using Sokbo.Gateway.Delivery.Admission;
using Sokbo.Gateway.Delivery.Drain;
using Sokbo.Gateway.Delivery.Events;
using Sokbo.Gateway.Delivery.Lane;
using Sokbo.Gateway.Delivery.Wire;
using Sokbo.Gateway.Delivery.Wire.Articles;
using Sokbo.Hosting.Operations;

namespace Sokbo.Gateway.Delivery;

internal static class DeliveryServices
{
    public const string HubPath = "/live";

    /// <summary>By which SignalR's own time-outs come later than ours, which have a number.</summary>
    private const int TimeoutSlackSeconds = 5;

    public static IServiceCollection AddDelivery(this IServiceCollection services)
    {
        services.AddOptions<DeliveryOptions>().BindConfiguration(DeliveryOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<DeliveryOptions>, DeliveryOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(TaskScheduler.Default);
        services.TryAddSingleton<DrainState>();
        services.TryAddSingleton<ITopicGuard, PublicOnly>();
        return services.AddFeeds().AddArticleWire().AddHub().AddLane();
    }

    /// <summary>Call after routing and before what is mapped.</summary>
    public static IApplicationBuilder UseDelivery(this IApplicationBuilder app) => app
        .UseCors()
        .UseWhen(
            static context => context.Request.Path.StartsWithSegments(HubPath, StringComparison.OrdinalIgnoreCase),
            static live => live.UseMiddleware<LiveAdmissionMiddleware>());

    public static IEndpointRouteBuilder MapDelivery(this IEndpointRouteBuilder routes)
    {
        var options = routes.ServiceProvider.GetRequiredService<IOptions<DeliveryOptions>>().Value;
        var guard = routes.ServiceProvider.GetRequiredService<HubGuard>();
        var dispatcher = new HttpConnectionDispatcherOptions
        {
            // Longer than our own limit, which counts and logs with a number; the stock 10 s would come first.
            TransportSendTimeout = TimeSpan.FromSeconds(options.StallSeconds + TimeoutSlackSeconds),
            AllowStatefulReconnects = false,
        };

        // What MapHub does, with the guard before the hub.
        routes.MapConnections(HubPath, dispatcher, connections => connections.Use(guard.Before).UseHub<DeliveryHub>())
            .WithMetadata(new HubMetadata(typeof(DeliveryHub))).RequireCors(EmbeddingCors.Policy)
            .ShowsArticles("live connections", SurfaceScope.Article, SurfaceCheck.Topics);
        routes.MapGet(EventsEndpoint.Path, static (HttpContext context, [FromQuery(Name = "topic")] string[]? topic, string? lastEventId, EventsEndpoint events) =>
            events.HandleAsync(context, topic ?? [], lastEventId)).RequireCors(EmbeddingCors.Policy).ExcludeFromDescription()
            .ShowsArticles("event streams", SurfaceScope.Article, SurfaceCheck.Topics);
        return routes;
    }

    private static IServiceCollection AddFeeds(this IServiceCollection services) => services
        .AddSingleton<GatewayIdentity>()
        .AddSingleton(_ => new Jitter(new Random()))
        .AddSingleton<TopicExistence>()
        .AddSingleton<Flushes>()
        .AddSingleton<FeedServices>()
        .AddSingleton<TopicFeeds>()
        .AddSingleton<ITopicReader>(provider => provider.GetRequiredService<TopicFeeds>())

        // The observer and the listeners need the feeds, which need them.
        .AddSingleton(provider => new Lazy<TopicFeeds>(provider.GetRequiredService<TopicFeeds>))
        .AddSingleton(provider => new Lazy<ITopicReader>(provider.GetRequiredService<ITopicReader>))
        .AddSingleton<TopicObserver>()
        .AddHostedService(provider => provider.GetRequiredService<TopicObserver>())
        .AddSingleton<ClusterEvents>()
        .AddSingleton<IClusterConnectionStatusObserver>(provider => provider.GetRequiredService<ClusterEvents>())
        .AddHostedService<LeaseRenewer>()
        .AddSingleton<SiloClocks>()
        .AddHostedService(provider => provider.GetRequiredService<SiloClocks>())
        .AddSingleton<ClusterTopics>()
        .AddSingleton<ITopicChanged>(provider => provider.GetRequiredService<ClusterTopics>())
        .AddHostedService(provider => provider.GetRequiredService<ClusterTopics>());

    private static IServiceCollection AddArticleWire(this IServiceCollection services) => services
        .AddSingleton<WireMappers>()
        .AddSingleton<IWireMapper, ReadersStateMapper>()
        .AddSingleton<IWireMapper, ArticleContentMapper>()
        .AddSingleton<IWireMapper, ArticleDeltaMapper>()
        .AddSingleton<IWireMapper, ArticleListMapper>()
        .AddSingleton<IWireMapper, ArticleListDeltaMapper>()
        .AddSingleton<IWireMapper, BreakingBandMapper>();

    private static IServiceCollection AddLane(this IServiceCollection services) => services
        .AddSingleton<LaneClock>()
        .AddSingleton<LaneCalls>()
        .AddSingleton<LaneConnections>()
        .AddSingleton<LaneServices>()
        .AddSingleton<LaneMiddleware>()
        .AddSingleton(provider => new Lazy<LaneMiddleware>(provider.GetRequiredService<LaneMiddleware>))
        .AddSingleton<IConfigureOptions<KestrelServerOptions>, LaneEndpoints>()
        .AddHostedService<LaneWatch>();

    private static IServiceCollection AddHub(this IServiceCollection services)
    {
        services.AddSingleton<Subscriptions>();
        services.AddSingleton<ReaderConnections>();
        services.AddSingleton<ReaderCalls>();
        services.AddSingleton<EmbeddingOrigins>();
        services.AddSingleton(provider => new ArrivalPace(
            provider.GetRequiredService<IOptions<DeliveryOptions>>().Value.ConnectsPerSecondMax, provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService<AdmissionWatch>();
        services.AddSingleton<LiveAdmission>();
        services.AddSingleton<HubGuard>();
        services.AddSingleton<IDrain, ReaderDrain>();
        services.AddCors();
        services.AddSingleton<ICorsPolicyProvider, EmbeddingCors>();
        services.AddSingleton<EventsEndpoint>();
        services.AddSingleton<HubLifetimeManager<DeliveryHub>, HubConnections>();
        services.AddHostedService<OutboxWatch>();
        services.AddSignalR()
            .AddJsonProtocol(static json => WireJson.Configure(json.PayloadSerializerOptions))
            .AddMessagePackProtocol(static pack => pack.SerializerOptions = WireMessagePack.Options);

        // Of two protocols of one name SignalR takes the last.
        services.AddSingleton<IHubProtocol>(provider => Guarded(provider, ActivatorUtilities.CreateInstance<JsonHubProtocol>(provider)));
        services.AddSingleton<IHubProtocol>(provider => Guarded(provider, ActivatorUtilities.CreateInstance<MessagePackHubProtocol>(provider)));
        services.AddOptions<HubOptions<DeliveryHub>>().PostConfigure<IOptions<DeliveryOptions>>((hub, delivery) =>
        {
            var keepAlive = TimeSpan.FromSeconds(delivery.Value.KeepAliveSeconds);
            hub.KeepAliveInterval = keepAlive;
            hub.ClientTimeoutInterval = (2 * keepAlive) + TimeSpan.FromSeconds(TimeoutSlackSeconds);
            hub.MaximumReceiveMessageSize = delivery.Value.ReceiveBytesMax;
            hub.EnableDetailedErrors = false;
        });
        return services;
    }

    private static GuardedProtocol Guarded(IServiceProvider provider, IHubProtocol protocol) =>
        new(protocol, provider.GetRequiredService<IOptions<DeliveryOptions>>().Value.ReceiveBytesMax);
}
