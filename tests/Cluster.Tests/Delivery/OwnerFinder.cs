using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Hosting.Operations;

namespace Sokbo.Cluster.Tests.Delivery;

/// <summary>Asks the cluster where an activation is, as a third client beside the gateways.</summary>
internal sealed class OwnerFinder : IAsyncDisposable
{
    private readonly IHost _host;

    private OwnerFinder(IHost host) => _host = host;

    public static async Task<OwnerFinder> StartAsync(string redis, string serviceId)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleansClient(client =>
        {
            client.UseRedisClustering(clustering => clustering.ConfigurationOptions = StoreConnection.Parse(redis));
            client.Configure<ClusterOptions>(cluster => cluster.ClusterId = cluster.ServiceId = serviceId);
            client.Configure<GatewayOptions>(gateways => gateways.GatewayListRefreshPeriod = TimeSpan.FromSeconds(1));
        });
        var host = builder.Build();
        await host.StartAsync();
        return new OwnerFinder(host);
    }

    /// <summary>The silo's port.</summary>
    public Task<int> PortAsync(TopicName topic) => PortAsync(grains => grains.GetGrain<ITopicGrain>(topic.Owner));

    /// <summary>The port of the silo that has a grain.</summary>
    public async Task<int> PortAsync(Func<IGrainFactory, IAddressable> grain)
    {
        var grains = _host.Services.GetRequiredService<IGrainFactory>();
        var asked = grain(grains);
        var silo = await grains.GetGrain<IManagementGrain>(0).GetActivationAddress(asked)
            ?? throw new InvalidOperationException($"{asked} has no activation.");
        return silo.Endpoint.Port;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _host.StopAsync(new CancellationToken(canceled: true));
        }
        catch (OperationCanceledException)
        {
            // Nobody needs an orderly end.
        }

        _host.Dispose();
    }
}
