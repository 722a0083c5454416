using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Simulation.Tests.Gateways;

/// <summary>The table of a silo's owners as a gateway calls it.</summary>
internal sealed class LeasesReference(GatewayLink link, string silo) : ISiloTopicsGrain
{
    public async Task<ImmutableArray<LeaseVerdict>> Renew(
        string gateway, ImmutableArray<LeaseRenewal> renewals, CancellationToken cancellationToken)
    {
        var verdicts = await link.Cluster.RenewAsync(link.Node, silo, gateway, renewals);
        foreach (var verdict in verdicts)
        {
            link.World.Trace.Add($"{link.Node} is told of {verdict.Topic} {verdict.Finding}");
        }

        return verdicts;
    }
}
