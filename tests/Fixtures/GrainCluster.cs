using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using Orleans.Serialization;
using Orleans.TestingHost;
using Sokbo.Grains.Ads.Budgets;
using Sokbo.Grains.Ads.Events;
using Sokbo.Grains.Articles;
using Sokbo.Grains.Articles.Archives;
using Sokbo.Grains.Delivery;

namespace Sokbo.Fixtures;

/// <summary>Two silos in one process over one <see cref="MemoryStore"/>. Use it as an assembly fixture, with a unique key for each test.</summary>
public sealed class GrainCluster : IAsyncDisposable
{
    private GrainCluster(InProcessTestCluster cluster, MemoryStore store, MemoryAgenda agenda, MemoryArchives archives, FakeTimeProvider time)
    {
        Agenda = agenda;
        Archives = archives;
        Cluster = cluster;
        Store = store;
        Time = time;
    }

    public InProcessTestCluster Cluster { get; }

    public MemoryStore Store { get; }

    public MemoryAgenda Agenda { get; }

    public MemoryArchives Archives { get; }

    /// <summary>The clock of grains and rules. Orleans' own background work runs on the system clock.</summary>
    public FakeTimeProvider Time { get; }

    public IClusterClient Client => Cluster.Client;

    /// <param name="configure">Feature registrations of the silos, for example <c>services => services.AddArticles()</c>.</param>
    /// <param name="start">Where the clock stands at first.</param>
    public static async Task<GrainCluster> StartAsync(Action<IServiceCollection> configure, DateTimeOffset start)
    {
        var store = new MemoryStore();
        var time = new FakeTimeProvider(start);
        var agenda = new MemoryAgenda(time);
        var archives = new MemoryArchives();
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.UseInMemoryReminderService();
            silo.Services.AddDelivery();
            configure(silo.Services);
            silo.Services.Replace(ServiceDescriptor.Singleton<ITopicStore>(store));
            silo.Services.Replace(ServiceDescriptor.Singleton<IStoreIncarnation>(store));
            silo.Services.Replace(ServiceDescriptor.Singleton<IArticleAgenda>(agenda));
            silo.Services.Replace(ServiceDescriptor.Singleton<IArchiveStore>(archives));
            silo.Services.Replace(ServiceDescriptor.Singleton<IBudgetStore>(store.Budgets));
            silo.Services.Replace(ServiceDescriptor.Singleton<IEventLogReader>(store.EventLogs));
            silo.Services.AddTopicStorage(services => store.Open(services.GetRequiredService<Serializer>()));
            silo.Services.UseTimeProviderForBackgroundAreas(TimeProvider.System);
            silo.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(time));
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new GrainCluster(cluster, store, agenda, archives, time);
    }

    public async ValueTask DisposeAsync()
    {
        await Cluster.StopAllSilosAsync();
        await Cluster.DisposeAsync();
    }
}
