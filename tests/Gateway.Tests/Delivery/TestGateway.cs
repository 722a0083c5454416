using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Http.Connections.Client;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sokbo.Gateway.Delivery;
using Sokbo.Gateway.Operations;
using Sokbo.Hosting.Operations;
using Xunit;

namespace Sokbo.Gateway.Tests.Delivery;

/// <summary>The delivery part of a gateway on real Kestrel, on a free port of loopback.</summary>
internal sealed class TestGateway : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestGateway(WebApplication app, TestCluster cluster, Carrier carrier)
    {
        _app = app;
        Cluster = cluster;
        Carrier = carrier;
    }

    public Carrier Carrier { get; }

    public TestCluster Cluster { get; }

    public string Url => _app.Urls.First();

    public ClusterEvents Events => _app.Services.GetRequiredService<ClusterEvents>();

    public ITopicReader Topics => _app.Services.GetRequiredService<ITopicReader>();

    /// <summary>Open connections of readers.</summary>
    public int Connections => _app.Services.GetRequiredService<ReaderConnections>().Count;

    /// <param name="cluster">What owners there are; none unless given.</param>
    /// <param name="settings">Of the section <c>Delivery</c>, or of the whole configuration where the key has a colon; one in front of it is left out.</param>
    public static Task<TestGateway> StartAsync(TestCluster? cluster = null, params (string Key, string Value)[] settings) =>
        StartAsync(Carrier.Hub, cluster, settings);

    public static Task<TestGateway> StartAsync(Carrier carrier, TestCluster? cluster = null, params (string Key, string Value)[] settings) =>
        StartAsync(carrier, TimeProvider.System, cluster, settings);

    // SignalR and Kestrel have clocks of their own.
    public static async Task<TestGateway> StartAsync(Carrier carrier, TimeProvider time, TestCluster? cluster = null, params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        var isSecure = carrier == Carrier.LaneOverTls;
        builder.WebHost.UseUrls(isSecure ? "https://127.0.0.1:0" : "http://127.0.0.1:0");
        if (isSecure)
        {
            builder.WebHost.UseKestrelHttpsConfiguration();
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureHttpsDefaults(https => https.ServerCertificate = TestCertificate.Loopback));
        }

        builder.Configuration.AddInMemoryCollection([KeyValuePair.Create("Delivery:Lane", (string?)(carrier != Carrier.Hub).ToString())]);
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(settings.Select(pair => KeyValuePair.Create(pair.Key.Contains(':', StringComparison.Ordinal) ? pair.Key.TrimStart(':') : $"Delivery:{pair.Key}", (string?)pair.Value)));
        var owners = cluster ?? new TestCluster();
        builder.Services.AddSingleton<IGrainFactory>(owners);
        builder.Services.AddSingleton(time);
        builder.Services.AddProxies(builder.Configuration);
        builder.Services.AddDelivery();
        var app = builder.Build();
        app.UseForwardedHeaders();
        app.UseRouting();
        app.UseDelivery();
        app.MapDelivery();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new TestGateway(app, owners, carrier);
    }

    /// <summary>What a process does when it is asked to stop, before it stops.</summary>
    public Task DrainAsync()
    {
        _app.Services.GetRequiredService<DrainState>().Begin();
        return Task.WhenAll(_app.Services.GetServices<IDrain>().Select(drain => drain.DrainAsync(TestContext.Current.CancellationToken)));
    }

    /// <summary>Connects a stock client, and makes sure that it is carried by what the test is about.</summary>
    public async Task<TestReader> ConnectAsync(bool messagePack = false, bool negotiate = true)
    {
        var builder = new HubConnectionBuilder().WithUrl($"{Url}{DeliveryServices.HubPath}", options =>
        {
            options.SkipNegotiation = !negotiate;
            options.Transports = negotiate ? options.Transports : HttpTransportType.WebSockets;
            Trust(options);
        });
        var reader = new TestReader((messagePack ? builder.AddMessagePackProtocol() : builder).Build());
        await reader.StartAsync();
        AssertCarried();
        return reader;
    }

    /// <summary>The metrics label of every reader.</summary>
    public string[] Kinds => [.. _app.Services.GetRequiredService<ReaderConnections>().All.Select(reader => reader.Sink.Kind)];

    public void AssertCarried() => Assert.All(
        _app.Services.GetRequiredService<ReaderConnections>().All,
        reader => Assert.Equal(Carrier != Carrier.Hub, reader.Sink.Kind.StartsWith("lane-", StringComparison.Ordinal)));

    public Task StopAsync() => _app.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    [SuppressMessage("Security", "MA0039", Justification = "Exactly the certificate of this test run is accepted.")]
    private static void Trust(HttpConnectionOptions options)
    {
        options.WebSocketConfiguration = static socket => socket.RemoteCertificateValidationCallback = (_, certificate, _, _) => TestCertificate.Is(certificate);
        options.HttpMessageHandlerFactory = static handler =>
        {
            ((HttpClientHandler)handler).ServerCertificateCustomValidationCallback = (_, certificate, _, _) => TestCertificate.Is(certificate);
            return handler;
        };
    }
}
