using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Serialization;
using Sokbo.Gateway.Ads.Agents;
using Sokbo.Gateway.Ads.Decisions;
using Sokbo.Gateway.Ads.Events;
using Sokbo.Gateway.Ads.Files;
using Sokbo.Gateway.Ads.Frames;
using Sokbo.Gateway.Ads.Images;
using Sokbo.Gateway.Ads.Imports;
using Sokbo.Gateway.Ads.Leases;
using Sokbo.Gateway.Ads.Links;
using Sokbo.Gateway.Ads.Pauses;
using Sokbo.Gateway.Ads.Traffic;
using Sokbo.Gateway.Delivery;
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
        services.AddEvents().AddLeases().AddTraffic().AddFiles();
        return services
            .AddSingleton<AdsRateLimit>()
            .AddSingleton<AdsGate>()
            .AddSingleton<DecisionsEndpoint>()
            .AddSingleton<Catalogues>()
            .AddSingleton<Emergencies>()
            .AddSingleton<AdDecider>()
            .AddSingleton<PlainBanners>()
            .AddSingleton<BannerImages>()
            .AddSingleton<StoredImageCheck>()
            .AddSingleton<FrameOrigins>()
            .AddSingleton<HtmlBanners>()
            .AddSingleton<CreativeCheck>()
            .AddSingleton<CampaignLinks>()
            .AddSingleton(provider => new Lazy<CampaignLinks>(provider.GetRequiredService<CampaignLinks>))
            .AddSingleton<ITopicChanged, LinkChanges>()
            .AddHostedService(provider => provider.GetRequiredService<CampaignLinks>())
            .AddScoped<AdvertiserPages>()
            .AddSingleton<IImportImages, ImportImages>()
            .AddSingleton<CampaignImport>()
            .AddSingleton<ITopicGuard, StatisticsGuard>()
            .AddSingleton<IWireMapper, StatisticsMapper>()
            .AddSingleton<DecisionJournal>()
            .AddSingleton(provider => new DecisionEngine(
                provider.GetRequiredService<ILeases>(),
                provider.GetRequiredService<DecisionJournal>(),
                new Random(),
                provider.GetRequiredService<TimeProvider>()))
            .AddSingleton<IWireMapper, SlotStateMapper>();
    }

    private static IServiceCollection AddEvents(this IServiceCollection services)
    {
        services.AddOptions<EventLogOptions>().BindConfiguration(EventLogOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<EventLogOptions>, EventLogOptionsValidator>();
        services.AddSerializer();
        services.TryAddSingleton<IEventLogStore, RedisEventLogStore>();
        services.TryAddSingleton<IConfirmationStore, RedisConfirmationStore>();
        services.TryAddSingleton<ILogArrivals, ClusterArrivals>();
        services.TryAddSingleton<IAgentClassifier, ListedAgents>();
        return services
            .AddSingleton<EventLog>()
            .AddHostedService(provider => provider.GetRequiredService<EventLog>())
            .AddSingleton<Visits>()
            .AddSingleton<EventIntake>()
            .AddSingleton<PauseConfirmations>()
            .AddSingleton<Clicks>()
            .AddSingleton<BeaconsEndpoint>();
    }

    private static IServiceCollection AddFiles(this IServiceCollection services) => services
        .AddSingleton<IBannerFiles, BannerFiles>()
        .AddSingleton<ServedFiles>()
        .AddSingleton<FileReferences>()
        .AddSingleton<UnusedFiles>()
        .AddHostedService(provider => provider.GetRequiredService<UnusedFiles>());

    private static IServiceCollection AddTraffic(this IServiceCollection services) => services
        .AddSingleton<TrafficTally>()
        .AddHostedService<TrafficReporter>();

    private static IServiceCollection AddLeases(this IServiceCollection services)
    {
        services.AddOptions<LeasesOptions>().BindConfiguration(LeasesOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<LeasesOptions>, LeasesOptionsValidator>();
        services.TryAddSingleton<IBudgets, ClusterBudgets>();
        return services
            .AddSingleton<LeaseBook>()
            .AddSingleton<ILeases>(provider => provider.GetRequiredService<LeaseBook>())
            .AddSingleton<IDemand>(provider => provider.GetRequiredService<LeaseBook>())
            .AddHostedService<LeaseKeeper>();
    }
}
