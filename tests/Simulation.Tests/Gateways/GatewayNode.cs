using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using Sokbo.Gateway.Delivery;
using Sokbo.Gateway.Delivery.Wire;
using Sokbo.Simulation.Tests.Machines;

namespace Sokbo.Simulation.Tests.Gateways;

/// <summary>A gateway process: everything of its delivery is real but the cluster behind it and the connections before it.</summary>
internal sealed class GatewayNode
{
    private static readonly WireMappers Mappers = new([new StoryMapper(), new StoryChangeMapper()]);

    public GatewayNode(World world, string name, Random random)
    {
        Node = new Node(world.Loop, name);
        var (clock, workers) = (Node.Clock, Node.Workers);
        var options = Options.Create(World.GatewayOptions(world.Sabotage.OutboxBytesMax));
        var link = new GatewayLink(world, Node) { Gateway = this };
        var identity = new GatewayIdentity { Id = name };
        var jitter = new Jitter(random);
        TopicFeeds? feeds = null;
        var observer = new TopicObserver(link, new Lazy<TopicFeeds>(() => feeds!), new StrictLogger<TopicObserver>(world.Loop, world.Trace, name));
        Feeds = feeds = new TopicFeeds(new FeedServices(
            link, observer, new TopicExistence(link, options, clock, workers), identity, Mappers, [], options, clock, workers,
            new Flushes(options, clock, workers), jitter, new StrictLogger<TopicFeed>(world.Loop, world.Trace, name)));
        Connections = new ReaderConnections(options, clock, workers);
        Calls = new ReaderCalls(new Subscriptions(feeds, new PublicOnly()), options);
        var renewer = new LeaseRenewer(feeds, Events, link, identity, options, clock, jitter, new StrictLogger<LeaseRenewer>(world.Loop, world.Trace, name));
        var watch = new OutboxWatch(Connections, clock);

        // A host would start both on the thread pool, where nothing can be repeated.
        Node.Run(() => ExecuteAsync(renewer, CancellationToken.None));
        Node.Run(() => ExecuteAsync(watch, CancellationToken.None));
    }

    public Node Node { get; }

    public TopicFeeds Feeds { get; }

    public ClusterEvents Events { get; } = new();

    public ReaderConnections Connections { get; }

    public ReaderCalls Calls { get; }

    public override string ToString() => Node.Name;

    [UnsafeAccessor(UnsafeAccessorKind.Method)]
    private static extern Task ExecuteAsync(LeaseRenewer renewer, CancellationToken stoppingToken);

    [UnsafeAccessor(UnsafeAccessorKind.Method)]
    private static extern Task ExecuteAsync(OutboxWatch watch, CancellationToken stoppingToken);
}
