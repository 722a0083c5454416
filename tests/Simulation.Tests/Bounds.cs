using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Sokbo.Gateway.Delivery;
using Sokbo.Grains.Delivery;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Simulation.Tests;

/// <summary>Invariant 7: no queue, cache or buffer on the way of an update is larger than it may be.</summary>
internal sealed class Bounds(World world)
{
    private long _checkedAt;

    /// <summary>Connections at every step, the rest whenever time moves on.</summary>
    public void Check()
    {
        foreach (var page in world.Pages)
        {
            if (page.Connection?.Outbox is { } outbox)
            {
                Check("unsent bytes", page, outbox.UnsentBytes, World.OutboxBytesMax);
                Check("marks", page, outbox.Marks, world.Topics.Count);
            }
        }

        if (_checkedAt != world.Loop.Now)
        {
            _checkedAt = world.Loop.Now;
            CheckProcesses();
        }
    }

    private void CheckProcesses()
    {
        foreach (var gateway in world.Gateways)
        {
            foreach (var (_, feed) in FeedsOf(gateway.Feeds))
            {
                var replica = ReplicaOf(feed);
                Check("recent updates", gateway, RingOf(replica).Count, World.GatewayOptions(0).RingUpdatesMax);
                Check("parked pushes", gateway, ParkedOf(replica).Count, TopicReplica.ParkedMax);
            }
        }

        foreach (var silo in world.Cluster.Silos)
        {
            foreach (var (_, owner) in OwnersOf(silo.Topics))
            {
                Check("recent updates", silo.Node, owner.History.Recent.Length, World.OwnerOptions.RecentUpdatesMax);
            }

            foreach (var (_, sender) in SendersOf(silo.Topics))
            {
                Check("pushes", silo.Node, QueueOf(sender).Reader.Count, World.OwnerOptions.GatewayQueueLengthMax);
            }
        }
    }

    private void Check(string what, object where, int count, int most)
    {
        if (count > most)
        {
            world.Loop.Violate($"Invariant 7: {count} {what} at {where}, and at most {most} may be.");
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_feeds")]
    private static extern ref ConcurrentDictionary<string, TopicFeed> FeedsOf(TopicFeeds feeds);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_owners")]
    private static extern ref ConcurrentDictionary<string, TopicOwner> OwnersOf(SiloTopics topics);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_replica")]
    private static extern ref TopicReplica ReplicaOf(TopicFeed feed);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_ring")]
    private static extern ref Queue<ReplicaStep> RingOf(TopicReplica replica);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_parked")]
    private static extern ref List<TopicPush> ParkedOf(TopicReplica replica);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_gateways")]
    private static extern ref Dictionary<string, GatewaySender> SendersOf(SiloTopics topics);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_queue")]
    private static extern ref Channel<TopicPush> QueueOf(GatewaySender sender);
}
