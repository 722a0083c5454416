using Sokbo.Gateway.Delivery;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Simulation.Tests.Planted;

/// <summary>A planted bug: who asks for what is missing hears that nothing is.</summary>
internal sealed class PullsThatRepairNothing : Sabotage
{
    public override TopicAnswer Answer(TopicFeeds feeds, TopicName topic, bool isPull, Position? from, TopicAnswer answer) =>
        isPull && from is { Epoch.Length: > 0 } position
            ? answer with { Outcome = TopicOutcome.Current, Position = position, State = null, Updates = [] }
            : answer;
}
