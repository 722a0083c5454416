using Sokbo.Gateway.Delivery;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Simulation.Tests.Planted;

/// <summary>A planted bug: a push of another epoch than the gateway's counts as an answer, and its epoch is taken over.</summary>
internal sealed class EpochsFromPushes : Sabotage
{
    private readonly Dictionary<(TopicFeeds Gateway, string Topic), (TopicPush Push, TopicPayload State)> _foreign = [];

    public override TopicPush Push(TopicFeeds feeds, TopicPush push)
    {
        if (TopicName.TryParse(push.Update.Topic, out var topic)
            && feeds.Peek(topic) is { } view && view.Position.Epoch != push.Update.Epoch)
        {
            var state = push.Update.Kind == UpdateKind.Snapshot ? push.Update.Data : view.State.Apply(push.Update.Data);
            _foreign[(feeds, push.Update.Topic)] = (push, state);
            feeds.All.Single(feed => feed.Topic.Text == topic.Text).Repair(LeaseFinding.Lost);
        }

        return push;
    }

    public override TopicAnswer Answer(TopicFeeds feeds, TopicName topic, bool isPull, Position? from, TopicAnswer answer) =>
        !isPull && _foreign.Remove((feeds, topic.Text), out var taken)
            ? answer with
            {
                Outcome = TopicOutcome.Snapshot,
                Activation = taken.Push.Activation,
                Position = taken.Push.Update.Position,
                State = taken.State,
                Updates = [],
            }
            : answer;
}
