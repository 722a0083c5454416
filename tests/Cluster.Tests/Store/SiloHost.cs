using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Storage;
using Sokbo.Fixtures.Processes;
using Sokbo.Grains.Delivery;
using Sokbo.Hosting.Operations;
using Sokbo.Silo;

namespace Sokbo.Cluster.Tests.Store;

/// <summary>A silo in the test's own process, configured by the product itself: only its addresses and its store are the test's.</summary>
internal sealed class SiloHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private SiloHost(WebApplication app) => _app = app;

    public IServiceProvider Services => _app.Services;

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    /// <summary>Where grains keep their state for ever.</summary>
    public IGrainStorage Default => Services.GetRequiredKeyedService<IGrainStorage>(StorageNames.Default);

    public static async Task<SiloHost> StartAsync(string redis, string serviceId)
    {
        var app = Build(redis, serviceId);
        await app.StartAsync();
        return new SiloHost(app);
    }

    /// <summary>Everything is registered and nothing runs.</summary>
    public static WebApplication Build(string redis, string serviceId)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Sokbo:Redis"] = redis,
            ["Sokbo:ServiceId"] = serviceId,
            ["Sokbo:ClusterId"] = serviceId,
            ["Sokbo:AdvertisedIP"] = "127.0.0.1",
            ["Sokbo:SiloPort"] = FreePorts.Take().ToString(CultureInfo.InvariantCulture),
            ["Sokbo:GatewayPort"] = FreePorts.Take().ToString(CultureInfo.InvariantCulture),
            ["Sokbo:Ops:Url"] = "http://127.0.0.1:0",
        });
        builder.AddSilo(builder.AddOperations(publicUrls: []));
        builder.Logging.ClearProviders();

        // A minute, the least that is allowed otherwise, is too long for a test.
        builder.Services.Configure<ReminderOptions>(reminders => reminders.MinimumReminderPeriod = TimeSpan.FromSeconds(1));
        builder.Services.AddSingleton<ReminderTicks>();
        return builder.Build();
    }

    /// <summary>Leaves the cluster in an orderly way.</summary>
    public async Task StopAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    /// <summary>Without the order of a stop, which takes seconds: nobody needs this cluster any more.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _app.StopAsync(new CancellationToken(canceled: true));
        }
        catch (OperationCanceledException)
        {
            // What was asked for.
        }

        await _app.DisposeAsync();
    }
}
