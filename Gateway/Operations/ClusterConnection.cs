using Prometheus;
using Sokbo.Hosting.Operations;

namespace Sokbo.Gateway.Operations;

/// <summary>How many silos this gateway is connected with, and whether that is enough to be ready.</summary>
internal sealed partial class ClusterConnection(ILogger<ClusterConnection> logger) : IReadiness
{
    private static readonly Gauge Silos = Metrics.CreateGauge(
        "sokbo_operations_gateway_silos", "Silos that this gateway is connected with.");

    // The first connection is not reported as a change; without one the process does not come to its start.
    private volatile int _silos = 1;

    public string Name => "cluster";

    public string? Problem => _silos > 0 ? null : "no silo is connected";

    public void Changed(int silos)
    {
        _silos = silos;
        Silos.Set(silos);
        LogChanged(silos);
    }

    [LoggerMessage(7200, LogLevel.Information, "Connected with {Silos} silos.")]
    private partial void LogChanged(int silos);
}
