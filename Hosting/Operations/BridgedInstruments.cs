using System.Diagnostics.Metrics;

namespace Sokbo.Hosting.Operations;

/// <summary>The instruments of Orleans, ASP.NET Core and the runtime that operators watch; docs/METRICS.md says what for.</summary>
internal static class BridgedInstruments
{
    private const string Orleans = "Microsoft.Orleans";
    private const double FromMilliseconds = 0.001;

    private static readonly double[] Seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private static readonly string[] OrleansCounters =
    [
        "orleans-app-requests-timedout", "orleans-app-requests-canceled",
        "orleans-catalog-activation-created", "orleans-catalog-activation-destroyed",
        "orleans-catalog-activation-failed-to-activate", "orleans-catalog-activation-concurrent-registration-attempts",
        "orleans-gateway-load-shedding", "orleans-gateway-received", "orleans-gateway-sent",
        "orleans-messaging-expired", "orleans-messaging-rejected", "orleans-messaging-rerouted",
        "orleans-messaging-sent-dropped", "orleans-messaging-sent-failed",
        "orleans-messaging-pings-sent", "orleans-messaging-pings-reply-missed",
        "orleans-networking-sockets-opened", "orleans-networking-sockets-closed",
        "orleans-reminders-ticks-delivered", "orleans-scheduler-long-running-turns",
        "orleans-storage-read-errors", "orleans-storage-write-errors", "orleans-storage-clear-errors",
        "orleans-watchdog-health-checks-failed",
    ];

    private static readonly string[] OrleansGauges =
    [
        "orleans-client-connected-gateways", "orleans-gateway-connected-clients",
        "orleans-consistent-ring-size", "orleans-directory-cache-size", "orleans-directory-partition-size",
    ];

    private static readonly string[] OrleansLatencies =
    [
        "orleans-app-requests-latency", "orleans-catalog-activation-latency",
        "orleans-storage-read-latency", "orleans-storage-write-latency", "orleans-storage-clear-latency",
    ];

    private static readonly Dictionary<(string Meter, string Instrument), BridgedInstrument> All = Build();

    public static BridgedInstrument? Find(Instrument instrument) => All.GetValueOrDefault((instrument.Meter.Name, instrument.Name));

    private static Dictionary<(string, string), BridgedInstrument> Build()
    {
        var all = new Dictionary<(string, string), BridgedInstrument>();
        foreach (var name in OrleansCounters)
        {
            all[(Orleans, name)] = new(Underscored(name) + "_total", BridgedKind.Counter);
        }

        foreach (var name in OrleansGauges)
        {
            all[(Orleans, name)] = new(Underscored(name), BridgedKind.Gauge);
        }

        foreach (var name in OrleansLatencies)
        {
            all[(Orleans, name)] = new(Underscored(name) + "_seconds", BridgedKind.Histogram) { Scale = FromMilliseconds, Buckets = Seconds };
        }

        all[(Orleans, "orleans-catalog-activations")] = new("orleans_catalog_activations", BridgedKind.Gauge)
        {
            Tags = ["grain_type"],
            Labels = ["grain_type"],
        };
        all[("Microsoft.AspNetCore.Hosting", "http.server.request.duration")] = new("http_server_request_duration_seconds", BridgedKind.Histogram)
        {
            Tags = ["http.request.method", "http.response.status_code", "http.route"],
            Labels = ["method", "code", "route"],
            Buckets = Seconds,
        };
        all[("Microsoft.AspNetCore.Http.Connections", "signalr.server.active_connections")] = new("signalr_server_active_connections", BridgedKind.Gauge)
        {
            Tags = ["signalr.transport"],
            Labels = ["transport"],
        };
        all[("Microsoft.AspNetCore.Server.Kestrel", "kestrel.active_connections")] = new("kestrel_active_connections", BridgedKind.Gauge);
        all[("Microsoft.AspNetCore.Server.Kestrel", "kestrel.rejected_connections")] = new("kestrel_rejected_connections_total", BridgedKind.Counter);
        all[("System.Runtime", "dotnet.gc.heap.total_allocated")] = new("dotnet_gc_allocated_bytes_total", BridgedKind.Counter);
        return all;
    }

    private static string Underscored(string name) => name.Replace('-', '_');
}
