using Sokbo.Gateway.Delivery;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Simulation.Tests.Planted;

/// <summary>A planted bug: a gateway takes a barrier for any other snapshot.</summary>
internal sealed class BarriersIgnored : Sabotage
{
    public override TopicPush Push(TopicFeeds feeds, TopicPush push) => push with { Update = Strip(push.Update) };

    public override TopicAnswer Answer(TopicFeeds feeds, TopicName topic, bool isPull, Position? from, TopicAnswer answer) =>
        answer with { Updates = [.. answer.Updates.Select(Strip)] };

    private static TopicUpdate Strip(TopicUpdate update) => update with { Barrier = false };
}
