using Orleans.Configuration;
using Sokbo.Hosting.Operations;

namespace Sokbo.Gateway.Operations;

/// <summary>A gateway's connection to the silos.</summary>
internal static class ClusterClientHosting
{
    public static WebApplicationBuilder AddClusterClient(this WebApplicationBuilder builder, SokboOptions options)
    {
        var redis = options.Redis ?? throw new StartException("Sokbo__Redis is not set; a gateway finds the cluster through its store.");
        StoreConnection.Parse(redis);

        builder.Services.AddSingleton<ClusterConnection>();
        builder.Services.AddSingleton<IReadiness>(provider => provider.GetRequiredService<ClusterConnection>());
        builder.UseOrleansClient(client =>
        {
            client.UseRedisClustering(clustering => clustering.ConfigurationOptions = StoreConnection.Parse(redis));
            client.Configure<ClusterOptions>(cluster =>
            {
                cluster.ClusterId = options.ClusterId;
                cluster.ServiceId = options.ServiceId;
            });
            // At 60 s, the default, a third of the grains stay unreachable for a minute when one of three silos hangs.
            client.Configure<GatewayOptions>(gateways => gateways.GatewayListRefreshPeriod = TimeSpan.FromSeconds(5));
            client.Configure<ClientMessagingOptions>(messaging =>
            {
                messaging.ResponseTimeout = TimeSpan.FromSeconds(5);
                messaging.MaxMessageBodySize = MessageLimits.BodyBytesMax;
            });
            client.AddGatewayCountChangedHandler(provider =>
            {
                var connection = provider.GetRequiredService<ClusterConnection>();
                return (_, change) => connection.Changed(change.NumberOfConnectedGateways);
            });
            client.UseConnectionRetryFilter<ClusterSearch>();
        });
        return builder;
    }
}
