using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Sokbo.Hosting.Operations;
using Sokbo.Standalone.Store;
using StackExchange.Redis;

namespace Sokbo.Standalone;

/// <summary>What only the one-process form has: the embedded store, sample content and a greeting.</summary>
internal static class StandaloneHosting
{
    /// <summary>Sample content is on unless the command line or the environment says otherwise.</summary>
    public static void UseSample(this WebApplicationBuilder builder, bool sample)
    {
        if (!sample || builder.Configuration["Sokbo:Sample"] is null)
        {
            builder.Configuration["Sokbo:Sample"] = sample ? "true" : "false";
        }
    }

    /// <summary>There is no other gateway to which readers could be moved before this one stops.</summary>
    public static void UseLoneGateway(this WebApplicationBuilder builder) =>
        builder.Configuration["Delivery:DrainWindowSeconds"] ??= "0";

    /// <summary>
    /// Takes the data directory, starts the embedded store in it and points everything at that. Where <c>Sokbo__Redis</c>
    /// names another store, the directory is for the rest that is kept in files.
    /// </summary>
    public static IDisposable AddStore(this WebApplicationBuilder builder, SokboOptions options)
    {
        var directory = DataDirectory.Open(options.DataDirectory);
        builder.Configuration["Articles:ErasuresDirectory"] ??= Path.Combine(directory.Path, "erased");
        if (!string.IsNullOrEmpty(options.Redis))
        {
            return directory;
        }

        var settings = ReadSettings(builder.Configuration);
        var running = new RunningStore(directory, settings);
        StoreMetrics.Watch(running.Store);
        options.Redis = running.Store.ConnectionString;
        builder.Configuration["Sokbo:Redis"] = options.Redis;

        // This process is the whole cluster: nobody else reaches its silo.
        options.AdvertisedIP = IPAddress.Loopback.ToString();
        options.SiloPort = options.SiloPort == 0 ? FreePort() : options.SiloPort;
        ForgetFormerSilos(options);
        builder.Services.AddHostedService<StoreMemoryGuard>();
        return running;
    }

    public static void Greet(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<SokboOptions>>().Value;
        var page = app.Urls.FirstOrDefault() ?? options.Ops.Url;
        Console.WriteLine($"""

              Sokbo is running.
                Page       {page}/
                API        {page}/api/v1  (described in {page}/openapi/v1.json)
                Operators  {options.Ops.Url}/metrics, {options.Ops.Url}/health/ready

            """);
    }

    private static StoreOptions ReadSettings(ConfigurationManager configuration)
    {
        try
        {
            return configuration.GetSection(StoreOptions.Section).Get<StoreOptions>() ?? new StoreOptions();
        }
        catch (InvalidOperationException error)
        {
            throw new StartException($"The configuration cannot be read: {error.Message}", inner: error);
        }
    }

    /// <summary>
    /// After a kill the membership table still lists the last run's silo as alive, and a new one would wait until
    /// that row is old. The lock on the data directory proves that there is no other silo.
    /// </summary>
    private static void ForgetFormerSilos(SokboOptions options)
    {
        using var connection = ConnectionMultiplexer.Connect(StoreConnection.Parse(options.Redis!));
        connection.GetDatabase().KeyDelete(StoreConnection.MembershipKey(options));
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
