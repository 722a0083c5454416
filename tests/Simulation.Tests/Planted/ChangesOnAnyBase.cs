using Sokbo.Gateway.Delivery;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Simulation.Tests.Planted;

/// <summary>A planted bug: a change is applied to whatever state there is, as if it followed.</summary>
internal sealed class ChangesOnAnyBase : Sabotage
{
    public override TopicPush Push(TopicFeeds feeds, TopicPush push) =>
        TopicName.TryParse(push.Update.Topic, out var topic) && feeds.Peek(topic) is { } view
            && push.Update.Epoch == view.Position.Epoch && push.Update.Seq > view.Position.Seq
            ? push with { Update = push.Update with { Base = view.Position.Seq } }
            : push;
}
