using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Simulation.Tests.Gateways;

/// <summary>An owner as a gateway calls it.</summary>
internal sealed class OwnerReference(GatewayLink link, TopicName topic) : ITopicGrain
{
    public Task<TopicAnswer> Subscribe(TopicSubscription subscription, CancellationToken cancellationToken) =>
        AnswerAsync("subscribe", subscription.Position, isPull: false, () => link.Cluster.CallAsync(
            $"subscribe {topic}", link.Node, topic, (silo, ledger) => ledger.SubscribeAsync(
                subscription with { Observer = new ObserverReference(link, silo, subscription.Observer) }, CancellationToken.None)));

    public Task<TopicAnswer> Pull(string topicName, Position from, CancellationToken cancellationToken) =>
        AnswerAsync("pull", from, isPull: true, () => link.Cluster.CallAsync(
            $"pull {topic}", link.Node, topic, (_, ledger) => ledger.PullAsync(from, CancellationToken.None)));

    public Task Unsubscribe(string topicName, string gateway, CancellationToken cancellationToken) => link.Cluster.CallAsync(
        $"unsubscribe {topic}", link.Node, topic, (_, ledger) =>
        {
            ledger.Unsubscribe(gateway);
            return Task.FromResult(true);
        });

    private async Task<TopicAnswer> AnswerAsync(string call, Position? from, bool isPull, Func<Task<TopicAnswer>> ask)
    {
        var answer = await ask();
        var position = link.World.Truth.Describe(answer.Position);
        link.World.Trace.Add($"{link.Node} {call} {topic} answered {answer.Outcome} {position} by {answer.Activation}");
        return link.World.Sabotage.Answer(link.Gateway!.Feeds, topic, isPull, from, answer);
    }
}
