using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Pages;

/// <summary>A state and exactly the position it belongs to: the page carries both, so that nothing is missed until it connects.</summary>
internal sealed record PageTopic(Position Position, TopicPayload State)
{
    public PageTopic<T>? As<T>(TopicName name)
        where T : TopicPayload =>
        State is T state ? new PageTopic<T>(name.Text, Position.Epoch, Position.Seq, state) : null;
}
