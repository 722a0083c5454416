using System.Reflection;
using Prometheus;

namespace Sokbo.Hosting.Operations;

internal static class BuildMetrics
{
    private static readonly Gauge Build = Metrics.CreateGauge(
        "sokbo_operations_build_info", "Always 1; the labels tell what runs.", "program", "version");

    public static void Publish()
    {
        var program = Assembly.GetEntryAssembly();
        var version = program?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
        Build.WithLabels(program?.GetName().Name ?? "unknown", version).Set(1);
    }
}
