using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Sokbo.Grains.Delivery;
using Sokbo.Simulation.Tests.Machines;

namespace Sokbo.Simulation.Tests.Owners;

/// <summary>A silo: the real table of owners and the real ways to gateways, around simulated activations.</summary>
internal sealed class SiloNode : ILocalSiloDetails
{
    public SiloNode(Loop loop, int number, Store store)
    {
        Node = new Node(loop, $"silo{number}");
        SiloAddress = SiloAddress.New(new IPEndPoint(IPAddress.Loopback, 11_000 + number), number);
        Topics = new SiloTopics(Options.Create(World.OwnerOptions), Node.Clock, Node.Workers, NullLogger<GatewaySender>.Instance);
        Services = new TopicGrainServices(
            Topics, store, Options.Create(World.OwnerOptions), this, Node.Clock, NullLoggerFactory.Instance, store);
    }

    public Node Node { get; }

    public SiloTopics Topics { get; }

    public TopicGrainServices Services { get; }

    public SiloAddress SiloAddress { get; }

    public string Name => Node.Name;

    public string ClusterId => "simulation";

    public string DnsHostName => "localhost";

    public SiloAddress GatewayAddress => SiloAddress;

    /// <summary>What the silo's own watch does after a change of membership.</summary>
    public void VerifyOwners() => Node.Run(async () =>
    {
        foreach (var owner in Topics.Owners.ToArray())
        {
            await owner.VerifyAsync();
        }
    });
}
