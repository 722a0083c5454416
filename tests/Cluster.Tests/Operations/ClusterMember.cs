using System.Globalization;
using Sokbo.Fixtures.Processes;

namespace Sokbo.Cluster.Tests.Operations;

/// <summary>How silos and gateways of one cluster on loopback are started.</summary>
internal static class ClusterMember
{
    public static ServiceStart Silo(RedisServerProcess redis) => new("Silo")
    {
        Environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Sokbo__Redis"] = redis.ConnectionString,
            ["Sokbo__AdvertisedIP"] = "127.0.0.1",
            ["Sokbo__SiloPort"] = Port(),
            ["Sokbo__GatewayPort"] = Port(),
        },
    };

    public static ServiceStart Gateway(RedisServerProcess redis, IReadOnlyDictionary<string, string>? environment = null)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal) { ["Sokbo__Redis"] = redis.ConnectionString };
        foreach (var (key, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            values[key] = value;
        }

        return new ServiceStart("Gateway") { Environment = values };
    }

    private static string Port() => FreePorts.Take().ToString(CultureInfo.InvariantCulture);
}
