using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sokbo.Gateway.Delivery;
using Sokbo.Hosting.Operations;
using Xunit;

namespace Sokbo.Gateway.Tests.Delivery;

/// <summary>The delivery part of a gateway on real Kestrel, on a free port of loopback.</summary>
internal sealed class TestGateway : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestGateway(WebApplication app, TestCluster cluster)
    {
        _app = app;
        Cluster = cluster;
    }

    public TestCluster Cluster { get; }

    public string Url => _app.Urls.First();

    public ClusterEvents Events => _app.Services.GetRequiredService<ClusterEvents>();

    public ITopicReader Topics => _app.Services.GetRequiredService<ITopicReader>();

    /// <summary>Open connections of readers.</summary>
    public int Connections => _app.Services.GetRequiredService<ReaderConnections>().Count;

    public static async Task<TestGateway> StartAsync(TestCluster? cluster = null, params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(settings.Select(pair => KeyValuePair.Create($"Delivery:{pair.Key}", (string?)pair.Value)));
        var owners = cluster ?? new TestCluster();
        builder.Services.AddSingleton<IGrainFactory>(owners);
        builder.Services.AddDelivery();
        var app = builder.Build();
        app.UseRouting();
        app.UseDelivery();
        app.MapDelivery();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new TestGateway(app, owners);
    }

    /// <summary>What a process does when it is asked to stop, before it stops.</summary>
    public Task DrainAsync()
    {
        _app.Services.GetRequiredService<DrainState>().Begin();
        return Task.WhenAll(_app.Services.GetServices<IDrain>().Select(drain => drain.DrainAsync(TestContext.Current.CancellationToken)));
    }

    public async Task<TestReader> ConnectAsync(bool messagePack = false)
    {
        var builder = new HubConnectionBuilder().WithUrl($"{Url}{DeliveryServices.HubPath}");
        var reader = new TestReader((messagePack ? builder.AddMessagePackProtocol() : builder).Build());
        await reader.StartAsync();
        return reader;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
