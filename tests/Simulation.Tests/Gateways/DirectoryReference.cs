using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Simulation.Tests.Gateways;

/// <summary>The directory of topics as a gateway calls it.</summary>
internal sealed class DirectoryReference(GatewayLink link) : ITopicDirectoryGrain
{
    public Task<ImmutableArray<bool>> Exist(ImmutableArray<string> topics, CancellationToken cancellationToken) =>
        link.Cluster.ExistAsync(link.Node, topics);
}
