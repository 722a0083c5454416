using Sokbo.Fixtures;
using Sokbo.Simulation.Tests.Machines;
using Sokbo.Simulation.Tests.Owners;

namespace Sokbo.Simulation.Tests.Gateways;

/// <summary>The cluster as one gateway's client sees it: references whose calls go over the simulated network.</summary>
internal sealed class GatewayLink(World world, Node node) : PartialGrainFactory
{
    /// <summary>Set once the gateway is built, for whoever plants a bug at its edge.</summary>
    public GatewayNode? Gateway { get; set; }

    public Node Node => node;

    public World World => world;

    public Cluster Cluster => world.Cluster;

    public override TGrainInterface GetGrain<TGrainInterface>(GrainId grainId) =>
        (TGrainInterface)(object)new OwnerReference(this, world.TopicOf(grainId));

    public override TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null) =>
        (TGrainInterface)(object)new LeasesReference(this, primaryKey);

    public override TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null) =>
        (TGrainInterface)(object)new DirectoryReference(this);
}
