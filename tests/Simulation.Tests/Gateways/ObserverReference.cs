using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Delivery;
using Sokbo.Simulation.Tests.Owners;

namespace Sokbo.Simulation.Tests.Gateways;

/// <summary>A gateway's ear as a silo calls it.</summary>
internal sealed class ObserverReference(GatewayLink link, SiloNode silo, ITopicObserver observer) : ITopicObserver
{
    public Task Push(ImmutableArray<TopicPush> pushes)
    {
        var (network, trace, truth) = (link.World.Network, link.World.Trace, link.World.Truth);
        var answer = new TaskCompletionSource();
        var what = string.Join(' ', pushes.Select(push => $"{push.Update.Topic} {truth.Describe(push.Update.Position)}{(push.Update.Barrier ? "!" : "")}"));
        network.Carry(network.Pushes, "push " + what, silo.Node, link.Node, () => link.Node.Run(async () =>
        {
            trace.Add($"{silo.Node} -> {link.Node} push {what}");
            await observer.Push([.. pushes.Select(push => link.World.Sabotage.Push(link.Gateway!.Feeds, push))]);
            network.Carry(network.Pushes, "credit", link.Node, silo.Node, () => answer.TrySetResult());
        }));
        return answer.Task;
    }
}
