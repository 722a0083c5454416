using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Prometheus;
using StackExchange.Redis;

namespace Sokbo.Hosting.Operations;

/// <summary>What every process of Sokbo has, whatever its part: options, the store's connection, the operators' listener.</summary>
public static class OperationsHosting
{
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(60);

    /// <summary>Call once for each process, before the parts. <paramref name="publicUrls"/> is empty where nothing is public.</summary>
    public static SokboOptions AddOperations(this WebApplicationBuilder builder, IReadOnlyList<string> publicUrls)
    {
        builder.AddLogging();
        var options = ReadOptions(builder.Configuration);
        CheckUrls(publicUrls, options.Ops.Url);
        builder.WebHost.UseUrls([.. publicUrls, options.Ops.Url]);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);

        // The defaults add a series for every instrument and label there is; MeterBridge adds the ones that are watched.
        Metrics.SuppressDefaultMetrics(new SuppressDefaultMetricOptions
        {
            SuppressEventCounters = true,
            SuppressMeters = true,
            SuppressDebugMetrics = true,
            SuppressProcessMetrics = false,
        });

        // An exemplar names a trace, and nothing here collects traces; to look for one takes longer than to count.
        Metrics.DefaultFactory.ExemplarBehavior = ExemplarBehavior.NoExemplars();
        BuildMetrics.Publish();

        var services = builder.Services;
        services.AddSingleton<MeterBridge>();
        services.AddOptions<SokboOptions>().BindConfiguration(SokboOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SokboOptions>, SokboOptionsValidator>();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IConnectionMultiplexer>(provider => ConnectionMultiplexer.Connect(
            StoreConnection.Parse(provider.GetRequiredService<IOptions<SokboOptions>>().Value.Redis ?? "")));
        services.AddSingleton(provider => new OpsListener(options.Ops.Url, provider.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>()));
        services.AddHostedService<PortCheck>();
        services.AddSingleton<DrainState>();
        services.AddSingleton<IHostLifetime, DrainingLifetime>();
        services.AddSingleton<IReadiness, LifetimeReadiness>();
        services.AddSingleton<StoreCanary>();
        services.AddSingleton<IReadiness>(provider => provider.GetRequiredService<StoreCanary>());
        services.AddHostedService(provider => provider.GetRequiredService<StoreCanary>());
        return options;
    }

    /// <summary>Call before anything else is mapped: the two listeners share no path.</summary>
    public static void UseOperations(this WebApplication app)
    {
        app.Services.GetRequiredService<MeterBridge>();
        var listener = app.Services.GetRequiredService<OpsListener>();
        app.MapWhen(listener.Accepts, ops =>
        {
            ops.UseRouting();
            ops.UseEndpoints(routes =>
            {
                routes.MapHealth();
                routes.MapMetrics();
            });
        });
    }

    /// <summary>The addresses of <c>ASPNETCORE_URLS</c>, <c>--urls</c> or <c>ASPNETCORE_HTTP_PORTS</c>, or <paramref name="fallback"/>.</summary>
    public static IReadOnlyList<string> PublicUrls(this WebApplicationBuilder builder, string fallback)
    {
        if (builder.Configuration["urls"] is { Length: > 0 } urls)
        {
            return urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        }

        return builder.Configuration["http_ports"] is { Length: > 0 } ports
            ? [.. ports.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(port => $"http://*:{port}")]
            : [fallback];
    }

    private static void AddLogging(this WebApplicationBuilder builder)
    {
        // Below everything else, so that appsettings and the environment (Logging__LogLevel__Orleans=…) can change it.
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource
        {
            InitialData = new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["Logging:LogLevel:Default"] = "Information",
                ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
                // It writes nothing above Information; while it may write anything it makes an activity and a scope for each request.
                ["Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics"] = "None",
                ["Logging:LogLevel:Orleans"] = "Warning",
                ["Logging:LogLevel:Polly"] = "Warning",
                // Nothing here is protected with these keys yet; the warning about their storage says nothing to an operator.
                ["Logging:LogLevel:Microsoft.AspNetCore.DataProtection"] = "Error",
                // Warns at every start that a check has not run for as long as the machine is up.
                ["Logging:LogLevel:Orleans.Runtime.Watchdog"] = "Error",
                // Warns of its own disposal after each start that failed.
                ["Logging:LogLevel:Orleans.Runtime.Silo"] = "Error",
                // Failed starts are told in one line by ProcessRunner; what stops a running host is critical.
                ["Logging:LogLevel:Microsoft.Extensions.Hosting.Internal.Host"] = "Critical",
            },
        });
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
        });
    }

    private static SokboOptions ReadOptions(ConfigurationManager configuration)
    {
        SokboOptions options;
        try
        {
            options = configuration.GetSection(SokboOptions.Section).Get<SokboOptions>() ?? new SokboOptions();
        }
        catch (InvalidOperationException error)
        {
            throw new StartException($"The configuration cannot be read: {error.Message}", inner: error);
        }

        var result = new SokboOptionsValidator().Validate(null, options);
        return result.Failed ? throw new StartException(string.Join(' ', result.Failures)) : options;
    }

    private static void CheckUrls(IReadOnlyList<string> publicUrls, string opsUrl)
    {
        var opsPort = ListenUrl.Port(opsUrl);
        foreach (var url in publicUrls)
        {
            if (ListenUrl.Problem("ASPNETCORE_URLS", url) is { } problem)
            {
                throw new StartException(problem);
            }

            if (opsPort != 0 && ListenUrl.Port(url) == opsPort)
            {
                throw new StartException(
                    $"ASPNETCORE_URLS ({url}) and Sokbo__Ops__Url ({opsUrl}) use the same port; give the operators' listener another one.");
            }
        }
    }
}
